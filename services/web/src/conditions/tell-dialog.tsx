/** The form that tells that a condition has come about, or that it has not. */
import { Form, Input } from "antd";
import type { ConditionRequestBody } from "../../../review/condition-schema.ts";
import { useCommand } from "../api/commands.ts";
import { call } from "../api/request.ts";
import { Choice } from "../frame/choice.tsx";
import { DayInput } from "../frame/day-input.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { reasonRules } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";

/** What conditions are told of. */
export interface Thing {
  readonly of: "items" | "cases";
  readonly id: string;
}

const CONDITIONS = {
  items: ["proceedings-over", "purpose-met"],
  cases: ["proceedings-over"],
} as const;

interface Fields {
  readonly condition: ConditionRequestBody["condition"];
  readonly said: "met" | "denied";
  readonly on?: string;
  readonly authority: string;
}

export function TellDialog({ of, id, onClose }: Thing & { readonly onClose: () => void }) {
  const say = useSay();
  const tell = useCommand(
    (body: ConditionRequestBody) => call("POST", `/${of}/{id}/conditions`, { path: { id }, body }),
    ["conditions", of, id],
    ["custody"],
    ["item"],
    ["verification"],
  );
  const submit = ({ condition, said, on, authority }: Fields): void =>
    tell.mutate(
      {
        condition,
        on: said === "met" ? (on ?? null) : null,
        authority: authority.trim(),
      },
      { onSuccess: onClose },
    );
  return (
    <FormDialog<Fields>
      title={say("conditions.tell")}
      okText={say("conditions.tell")}
      busy={tell.isPending}
      error={tell.error}
      initial={{ condition: "proceedings-over", said: "met" }}
      onClose={onClose}
      onSubmit={submit}
    >
      <TellFields of={of} />
    </FormDialog>
  );
}

function TellFields({ of }: Pick<Thing, "of">) {
  const say = useSay();
  const said = Form.useWatch<Fields["said"] | undefined>("said");
  return (
    <>
      <p>{say("conditions.tell-note")}</p>
      <Form.Item name="condition" label={say("conditions.condition")}>
        <Choice
          options={CONDITIONS[of].map((value) => ({ value, label: say(`condition.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="said" label={say("conditions.said")}>
        <Choice
          options={(["met", "denied"] as const).map((value) => ({
            ...{ value, label: say(`conditions.said-${value}`) },
          }))}
        />
      </Form.Item>
      {said === "met" && (
        <Form.Item
          name="on"
          label={say("conditions.on")}
          rules={[{ required: true, message: say("form.required") }]}
        >
          <DayInput />
        </Form.Item>
      )}
      <Form.Item name="authority" label={say("conditions.authority")} rules={reasonRules(say)}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </>
  );
}
