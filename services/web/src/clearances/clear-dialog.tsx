/** The form that clears somebody, or changes and renews what was set. */
import { Checkbox, Form } from "antd";
import type { ClearanceEntryBody } from "../../../review/secrecy-schema.ts";
import { useMe, useUsers } from "../api/queries.ts";
import { Choice } from "../frame/choice.tsx";
import { DayInput } from "../frame/day-input.tsx";
import { told } from "../frame/form-facts.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";
import { useClear } from "./clearance-api.ts";

const LEVELS = ["secret", "highly-secret", "top-secret"] as const;
const DUTIES = ["work", "trade", "privacy", "minor", "informant"] as const;

interface Fields {
  readonly id: string;
  readonly state?: (typeof LEVELS)[number] | "none";
  readonly duties?: (typeof DUTIES)[number][];
  readonly until?: string;
  readonly reason: string;
}

export function ClearDialog({
  of,
  onClose,
}: {
  readonly of: ClearanceEntryBody | null;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const clear = useClear();
  const initial =
    of === null
      ? { state: "none" as const, duties: [] }
      : { id: of.id, state: of.state ?? ("none" as const), duties: of.duties };
  const submit = ({ id, state = "none", duties = [], until, reason }: Fields): void =>
    clear.mutate(
      {
        ...{ id, state: state === "none" ? null : state, duties },
        ...{ until: told(until), reason: reason.trim() },
      },
      { onSuccess: onClose },
    );
  return (
    <FormDialog<Fields>
      title={say(of === null ? "clearances.add" : "clearances.change")}
      busy={clear.isPending}
      error={clear.error}
      initial={initial}
      onClose={onClose}
      onSubmit={submit}
    >
      <Who of={of} />
      <Form.Item name="state" label={say("clearances.level")}>
        <Choice
          options={[
            { value: "none", label: say("clearances.no-level") },
            ...LEVELS.map((level) => ({ value: level, label: say(`level.${level}`) })),
          ]}
        />
      </Form.Item>
      <Form.Item name="duties" label={say("clearances.duties")}>
        <Checkbox.Group
          options={DUTIES.map((duty) => ({ value: duty, label: say(`duty.${duty}`) }))}
        />
      </Form.Item>
      <Form.Item name="until" label={say("clearances.until")}>
        <DayInput />
      </Form.Item>
      <ReasonField label="clearances.why" isFirst={false} />
    </FormDialog>
  );
}

function Who({ of }: { readonly of: ClearanceEntryBody | null }) {
  const say = useSay();
  const me = useMe().data?.id;
  const users = useUsers();
  const people = (users.data?.pages ?? [])
    .flatMap(({ entries }) => entries)
    .filter(({ id, disabledAt }) => disabledAt === null && id !== me);
  const options =
    of === null
      ? people.map(({ id, displayName, name }) => ({ value: id, label: `${displayName} ${name}` }))
      : [{ value: of.id, label: of.displayName }];
  return (
    <Form.Item
      name="id"
      label={say("clearances.person")}
      rules={[{ required: true, message: say("form.required") }]}
    >
      <Choice disabled={of !== null} showSearch={{ optionFilterProp: "label" }} options={options} />
    </Form.Item>
  );
}
