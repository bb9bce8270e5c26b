/** By when a hold is looked at again: a field of a form, named `reviewOn`. */
import { Form } from "antd";
import { DayInput } from "../frame/day-input.tsx";
import { useSay } from "../texts/say.ts";

export function ReviewOn() {
  const say = useSay();
  return (
    <Form.Item
      name="reviewOn"
      label={say("holds.next-review")}
      rules={[{ required: true, message: say("form.required") }]}
    >
      <DayInput />
    </Form.Item>
  );
}
