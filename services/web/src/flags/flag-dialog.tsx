/** The form that sets a flag on items, or takes one back from them. */
import { Form } from "antd";
import { FLAGS } from "../cases/edit-case.tsx";
import { Choice } from "../frame/choice.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";
import { type FlagChange, useChangeFlags } from "./flag-api.ts";

export function FlagDialog({
  itemIds,
  act,
  flag,
  onClose,
}: {
  readonly itemIds: readonly string[];
  readonly act: FlagChange["act"];
  /** The one that is taken back; else whoever fills the form in chooses. */
  readonly flag?: FlagChange["flag"];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const change = useChangeFlags();
  const values = { count: itemIds.length };
  return (
    <FormDialog<Pick<FlagChange, "flag" | "reason">>
      title={
        flag === undefined ? say(`flags.${act}`) : `${say(`flags.${act}`)} ${say(`flag.${flag}`)}`
      }
      okText={say(`flags.${act}`)}
      busy={change.isPending}
      error={change.error}
      initial={{ flag: flag ?? "complaint" }}
      onClose={onClose}
      onSubmit={(fields) =>
        change.mutate(
          {
            act,
            flag: flag ?? fields.flag,
            reason: fields.reason.trim(),
            itemIds: [...itemIds],
          },
          { onSuccess: onClose },
        )
      }
    >
      <p>{say(`flags.${act}-note`, values)}</p>
      {flag === undefined && (
        <Form.Item name="flag" label={say("flags.flag")}>
          <Choice options={FLAGS.map((value) => ({ value, label: say(`flag.${value}`) }))} />
        </Form.Item>
      )}
      <ReasonField label="flags.reason" />
    </FormDialog>
  );
}
