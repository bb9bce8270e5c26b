/** The form that approves a request for access: what it opens, until when, and why. */
import { Checkbox, Form } from "antd";
import type { AccessRequestBody, ApprovalInput } from "../../../review/access-request-schema.ts";
import { DayInput } from "../frame/day-input.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";
import { useApprove } from "./request-api.ts";
import { ScopeFields } from "./scope-fields.tsx";
import { type ScopeValues, scopeOf } from "./scope-values.ts";

interface Fields extends ScopeValues {
  readonly until: string;
  readonly download?: boolean;
  readonly reason: string;
}

const requestOf = ({ until, download, reason, ...scope }: Fields): ApprovalInput => ({
  ...{ scope: scopeOf(scope), until, download: download ?? false, reason: reason.trim() },
});

export function ApproveRequest({
  asked,
  onClose,
}: {
  readonly asked: AccessRequestBody;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const approve = useApprove(asked.id);
  const file = asked.named.find(({ type }) => type === "case");
  const items = asked.named.filter(({ type }) => type === "item").map(({ id }) => id);
  return (
    <FormDialog<Fields>
      title={say("requests.approve-title", { name: asked.askedByName })}
      okText={say("requests.approve")}
      busy={approve.isPending}
      error={approve.error}
      initial={{
        scope: items.length > 0 && file === undefined ? "items" : "case",
        ...(file !== undefined && { caseId: file.id }),
        ...{ items: items.join("\n"), until: asked.until, download: asked.download },
      }}
      onClose={onClose}
      onSubmit={(fields) => approve.mutate(requestOf(fields), { onSuccess: onClose })}
    >
      <p>“{asked.about}”</p>
      <p className="quiet">{say("requests.approve-note")}</p>
      <ScopeFields />
      <Form.Item
        name="until"
        label={say("requests.until")}
        rules={[{ required: true, message: say("form.required") }]}
      >
        <DayInput max={asked.until} />
      </Form.Item>
      {asked.download && (
        <Form.Item name="download" valuePropName="checked">
          <Checkbox>{say("requests.take-away")}</Checkbox>
        </Form.Item>
      )}
      <ReasonField label="form.reason" isFirst={false} />
    </FormDialog>
  );
}
