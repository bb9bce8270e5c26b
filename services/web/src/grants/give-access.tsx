/** The form that gives somebody else access to a case or items, for one purpose and until a day. */
import { Checkbox, Form, Input } from "antd";
import { ScopeFields } from "../access/scope-fields.tsx";
import { Choice } from "../frame/choice.tsx";
import { DayInput } from "../frame/day-input.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import type { PurposeKind } from "../item/purpose.ts";
import { useSay } from "../texts/say.ts";
import { type GrantsOn, useGiveAccess } from "./grant-api.ts";
import type { GiveFields } from "./grant-fields.ts";

const PURPOSES: Readonly<Record<PurposeKind, true>> = {
  ...{ evidence: true, supervision: true, protection: true },
};

export function GiveAccess({
  on: { caseId, itemId },
  onClose,
}: {
  readonly on: GrantsOn;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const give = useGiveAccess();
  const initial: Partial<GiveFields> = {
    ...{ scope: itemId === undefined ? "case" : "items", purpose: "evidence" },
    ...(caseId !== undefined && { caseId }),
    ...(itemId !== undefined && { items: itemId }),
  };
  return (
    <FormDialog<GiveFields>
      title={say("grants.give")}
      okText={say("grants.give")}
      busy={give.isPending}
      error={give.error}
      initial={initial}
      onClose={onClose}
      onSubmit={(fields) => give.mutate(fields, { onSuccess: onClose })}
    >
      <p className="quiet small">{say("grants.give-note")}</p>
      <UserField />
      <ScopeFields />
      <TermFields />
      <ReasonField label="grants.why" isFirst={false} />
    </FormDialog>
  );
}

/** Those who may give see no list of accounts: they say the name. */
function UserField() {
  const say = useSay();
  return (
    <Form.Item
      name="user"
      label={say("grants.user")}
      extra={say("grants.user-how")}
      rules={[{ required: true, whitespace: true, message: say("form.required") }]}
    >
      <Input autoFocus maxLength={100} autoComplete="off" spellCheck={false} />
    </Form.Item>
  );
}

function TermFields() {
  const say = useSay();
  return (
    <>
      <Form.Item name="purpose" label={say("purpose.kind")}>
        <Choice
          options={(Object.keys(PURPOSES) as PurposeKind[]).map((value) => ({
            ...{ value, label: say(`purpose.kind-${value}`) },
          }))}
        />
      </Form.Item>
      <div className="fields">
        <Form.Item name="from" label={say("grants.from")} extra={say("grants.from-how")}>
          <DayInput />
        </Form.Item>
        <Form.Item
          name="until"
          label={say("grants.until")}
          extra={say("grants.until-how")}
          rules={[{ required: true, message: say("form.required") }]}
        >
          <DayInput />
        </Form.Item>
      </div>
      <Form.Item name="download" valuePropName="checked">
        <Checkbox>{say("grants.download")}</Checkbox>
      </Form.Item>
    </>
  );
}
