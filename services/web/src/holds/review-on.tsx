/** By when a hold is looked at again: a field of a form, named `reviewOn`. */
import { Form, Input } from "antd";
import { useSay } from "../texts/say.ts";

export function ReviewOn() {
  const say = useSay();
  return (
    <Form.Item
      name="reviewOn"
      label={say("holds.next-review")}
      rules={[{ required: true, message: say("form.required") }]}
    >
      <Input type="date" min="1000-01-01" max="9999-12-31" />
    </Form.Item>
  );
}
