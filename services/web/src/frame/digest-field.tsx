/** Fields of a form for the digest of a document: of a chosen file, or as it is known. */
import { Form, Input } from "antd";
import { useId, useState } from "react";
import { useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";
import { digestOf } from "./digest-of.ts";

/** The file stays in the browser; a page that came without TLS cannot hash, and takes the digest itself. */
export function DigestField({
  name,
  file,
  isNeeded,
}: {
  readonly name: string;
  /** What the file is called. */
  readonly file: TextKey;
  readonly isNeeded: boolean;
}) {
  const say = useSay();
  const form = Form.useFormInstance();
  const id = useId();
  const [failed, setFailed] = useState(false);
  const take = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return;
    const digest = await digestOf(chosen);
    setFailed(digest === null);
    if (digest !== null) form.setFieldValue(name, digest);
  };
  return (
    <>
      <Form.Item label={say(file)} htmlFor={id} extra={say("record.file-how")}>
        <input id={id} type="file" onChange={({ target }) => void take(target.files?.[0])} />
      </Form.Item>
      {failed && <p role="alert">{say("record.no-digest")}</p>}
      <Form.Item
        name={name}
        label={say("record.sha256")}
        rules={[
          { required: isNeeded, pattern: /^[0-9a-f]{64}$/, message: say("record.bad-digest") },
        ]}
      >
        <Input className="code" maxLength={64} autoComplete="off" spellCheck={false} />
      </Form.Item>
    </>
  );
}
