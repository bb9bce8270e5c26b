/** Why something ends: a field of a form, named `reason`, for the record. */
import { Form, Input } from "antd";
import { useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";

export function ReasonField({ label }: { readonly label: TextKey }) {
  const say = useSay();
  return (
    <Form.Item
      name="reason"
      label={say(label)}
      rules={[
        { required: true, message: say("form.reason-short") },
        { min: 3, transform: (text: string) => text.trim(), message: say("form.reason-short") },
      ]}
    >
      <Input.TextArea autoFocus rows={3} maxLength={500} />
    </Form.Item>
  );
}
