/** Why something ends: a field of a form, named `reason`, for the record. */
import { Form, Input } from "antd";
import { useSay } from "../texts/say.ts";
import type { Say, TextKey } from "../texts/texts.ts";

/** Words that stay on record: three characters at least. */
export const reasonRules = (say: Say, isNeeded = true) => [
  { required: isNeeded, whitespace: true, message: say("form.reason-short") },
  {
    min: 3,
    transform: (text?: string) => text?.trim() ?? "",
    message: say("form.reason-short"),
  },
];

export function ReasonField({
  label,
  isFirst = true,
}: {
  readonly label: TextKey;
  /** The first field of its form: where typing begins. */
  readonly isFirst?: boolean;
}) {
  const say = useSay();
  return (
    <Form.Item name="reason" label={say(label)} rules={reasonRules(say)}>
      <Input.TextArea autoFocus={isFirst} rows={3} maxLength={500} />
    </Form.Item>
  );
}
