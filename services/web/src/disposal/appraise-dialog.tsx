/** Says of the chosen items of a batch what is to become of them, and why. */
import { Form, Radio } from "antd";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";
import type { Decision } from "./disposal-api.ts";

export interface Said {
  readonly decision: Decision;
  readonly reason: string;
}
/** By item. */
export type Sayings = ReadonlyMap<string, Said>;

export function AppraiseDialog({
  count,
  way,
  onSay,
  onClose,
}: {
  readonly count: number;
  /** What becomes of those that are not kept. */
  readonly way: Decision;
  readonly onSay: (said: Said) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  return (
    <FormDialog<Said>
      title={say("disposal.judge-title", { count })}
      onClose={onClose}
      onSubmit={({ decision, reason }) => onSay({ decision, reason: reason.trim() })}
    >
      <Form.Item
        name="decision"
        label={say("disposal.decision")}
        rules={[{ required: true, message: say("disposal.decision-missing") }]}
      >
        <Radio.Group
          vertical
          options={(["keep", way] as const).map((value) => ({
            value,
            label: say(`disposal.decision.${value}`),
          }))}
        />
      </Form.Item>
      <ReasonField label="disposal.why" isFirst={false} />
    </FormDialog>
  );
}
