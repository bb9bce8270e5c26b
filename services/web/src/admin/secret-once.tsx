/** Shows a token or password the only time it can be shown; it is not closed by a stray click. */
import { Button, Modal } from "antd";
import { CopyButton } from "../frame/copy-button.tsx";
import { useSay } from "../texts/say.ts";

export interface Secret {
  readonly title: string;
  readonly note: string;
  readonly value: string;
}

export function SecretOnce({
  secret,
  onClose,
}: {
  readonly secret: Secret;
  readonly onClose: () => void;
}) {
  const say = useSay();
  return (
    <Modal
      open
      title={secret.title}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {say("frame.close")}
        </Button>
      }
    >
      <p>{secret.note}</p>
      <div className="secret">
        <code>{secret.value}</code>
        <CopyButton text={secret.value} what={secret.title} />
      </div>
    </Modal>
  );
}
