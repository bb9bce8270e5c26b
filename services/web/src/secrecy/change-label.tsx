/** The forms that confirm a label, give it a later end, or end it. */
import { Form } from "antd";
import { DayInput } from "../frame/day-input.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";
import type { Label } from "./label-fields.ts";
import { type Change, type Labelled, useChangeLabel } from "./secrecy-api.ts";
import { BasisField, UntilField } from "./set-label.tsx";

export function ChangeLabel({
  on,
  act,
  label,
  onClose,
}: {
  readonly on: Labelled;
  readonly act: Change["act"];
  readonly label: Label;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const change = useChangeLabel(on, label.id);
  const [title, note] = [say(`labels.${act}`), say(`labels.${act}-note`)];
  return (
    <FormDialog<Omit<Change, "act">>
      title={`${title} ${say(`label.${label.kind}`)}`}
      okText={title}
      busy={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={(fields) => change.mutate({ ...fields, act }, { onSuccess: onClose })}
    >
      <p>{note}</p>
      {act === "confirmation" && <BasisField />}
      {act === "end" && <ReasonField label="form.reason" />}
      {act === "review" && (
        <>
          <ReasonField label="labels.found" />
          <Form.Item name="nextOn" label={say("labels.next-on")}>
            <DayInput />
          </Form.Item>
        </>
      )}
      {(act === "confirmation" || act === "extension") && (
        <UntilField isNeeded={act === "extension"} />
      )}
    </FormDialog>
  );
}
