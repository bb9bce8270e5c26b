/** The form that sets a label: what it is, by which document, until when. */
import { Form, Input } from "antd";
import { Choice } from "../frame/choice.tsx";
import { DayInput } from "../frame/day-input.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { reasonRules } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";
import { LABEL_KINDS, type LabelFields, type LabelKind } from "./label-fields.ts";
import { type Labelled, useSetLabel } from "./secrecy-api.ts";

export function SetLabel({ on, onClose }: { readonly on: Labelled; readonly onClose: () => void }) {
  const say = useSay();
  const set = useSetLabel(on);
  const options = (Object.keys(LABEL_KINDS) as LabelKind[]).map((value) => ({
    ...{ value, label: say(`label.${value}`) },
  }));
  return (
    <FormDialog<LabelFields>
      title={say("labels.set")}
      busy={set.isPending}
      error={set.error}
      initial={{ kind: "work" }}
      onClose={onClose}
      onSubmit={(fields) => set.mutate(fields, { onSuccess: onClose })}
    >
      <p className="quiet small">{say("labels.set-note")}</p>
      <Form.Item name="kind" label={say("labels.kind")}>
        <Choice options={options} />
      </Form.Item>
      <BasisField />
      <div className="fields">
        <Form.Item name="issuedOn" label={say("labels.issued-on")}>
          <DayInput />
        </Form.Item>
        <UntilField isNeeded={false} />
      </div>
      <Form.Item name="condition" label={say("labels.condition")} rules={reasonRules(say, false)}>
        <Input maxLength={500} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}

/** The document that a label rests on: a field named `basis`. */
export function BasisField() {
  const say = useSay();
  return (
    <Form.Item name="basis" label={say("labels.basis")} rules={reasonRules(say)}>
      <Input maxLength={500} autoComplete="off" />
    </Form.Item>
  );
}

/** The first day without it: a field named `until`. */
export function UntilField({ isNeeded }: { readonly isNeeded: boolean }) {
  const say = useSay();
  return (
    <Form.Item
      name="until"
      label={say(isNeeded ? "labels.new-until" : "labels.until-field")}
      rules={[{ required: isNeeded, message: say("form.required") }]}
    >
      <DayInput />
    </Form.Item>
  );
}
