/** A device's way to a certificate, and out of it: a one-time code as text and picture, and revocation. */
import { QrcodeOutlined, StopOutlined } from "@ant-design/icons";
import { Button, Modal, QRCode } from "antd";
import { useState } from "react";
import { useEnrolmentCode, useRevokeCertificates } from "../api/commands.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { CopyButton } from "../frame/copy-button.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";

interface Props {
  readonly id: string;
  readonly name: string;
}

export function DeviceCertificates(device: Props) {
  const say = useSay();
  const [open, setOpen] = useState<"code" | "revoke" | null>(null);
  const code = useEnrolmentCode();
  const close = (): void => setOpen(null);
  // Asked for by this button alone, so that no glance at the list ends an earlier code.
  const askCode = (): void => {
    setOpen("code");
    code.mutate(device.id);
  };
  return (
    <span className="nowrap">
      <Button
        size="small"
        icon={<QrcodeOutlined aria-hidden />}
        aria-label={`${say("devices.code")} ${device.name}`}
        onClick={askCode}
      >
        {say("devices.code")}
      </Button>{" "}
      <Button
        size="small"
        icon={<StopOutlined aria-hidden />}
        aria-label={`${say("devices.revoke")} ${device.name}`}
        onClick={() => setOpen("revoke")}
      >
        {say("devices.revoke")}
      </Button>
      {open === "code" && <CodeOnce name={device.name} code={code} onClose={close} />}
      {open === "revoke" && <Revoke {...device} onClose={close} />}
    </span>
  );
}

function CodeOnce({
  name,
  code,
  onClose,
}: {
  readonly name: string;
  readonly code: ReturnType<typeof useEnrolmentCode>;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const title = say("devices.code-title", { name });
  return (
    <Modal
      open
      title={title}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={<Button onClick={onClose}>{say("frame.close")}</Button>}
    >
      {code.error !== null && <ProblemNotice error={code.error} />}
      {code.data !== undefined && (
        <>
          <p>{say("devices.code-once", { until: localTime(code.data.expiresAt) })}</p>
          <div role="img" aria-label={say("devices.code-picture")}>
            <QRCode value={code.data.uri} type="svg" size={240} color="#000" bgColor="#fff" />
          </div>
          <div className="secret">
            <code>{code.data.uri}</code>
            <CopyButton text={code.data.uri} what={title} />
          </div>
        </>
      )}
    </Modal>
  );
}

function Revoke({ id, name, onClose }: Props & { readonly onClose: () => void }) {
  const say = useSay();
  const revoke = useRevokeCertificates();
  return (
    <ConfirmDialog
      question={{
        title: say("devices.revoke-title", { name }),
        note: say("devices.revoke-note"),
        okText: say("devices.revoke"),
        asksReason: true,
      }}
      command={revoke}
      id={id}
      onClose={onClose}
    />
  );
}
