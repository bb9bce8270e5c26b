/** The form that approves a request for access: what it opens, until when, and why. */
import { Checkbox, Form, Input } from "antd";
import type { AccessRequestBody, ApprovalInput } from "../../../review/access-request-schema.ts";
import { CaseField } from "../cases/case-field.tsx";
import { Choice } from "../frame/choice.tsx";
import { DayInput } from "../frame/day-input.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { idsIn } from "../frame/form-facts.ts";
import { ReasonField } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";
import { useApprove } from "./request-api.ts";

interface Fields {
  readonly scope: "case" | "items";
  readonly caseId?: string | null;
  readonly items?: string;
  readonly until: string;
  readonly download?: boolean;
  readonly reason: string;
}

const requestOf = ({ scope, caseId, items, until, download, reason }: Fields): ApprovalInput => ({
  scope:
    scope === "case"
      ? { type: "case", caseId: caseId ?? "" }
      : { type: "items", itemIds: idsIn(items) },
  ...{ until, download: download ?? false, reason: reason.trim() },
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
      <Form.Item name="scope" label={say("requests.opens")}>
        <Choice
          options={(["case", "items"] as const).map((value) => ({
            value,
            label: say(`requests.scope-${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item<Fields> noStyle shouldUpdate={(one, next) => one.scope !== next.scope}>
        {({ getFieldValue }) => <ScopeField kind={getFieldValue("scope") as Fields["scope"]} />}
      </Form.Item>
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

function ScopeField({ kind }: { readonly kind: Fields["scope"] }) {
  const say = useSay();
  const rules = [{ required: true, whitespace: true, message: say("form.required") }];
  return kind === "case" ? (
    <Form.Item name="caseId" label={say("requests.scope-case")} rules={rules}>
      <CaseField label="requests.scope-case" />
    </Form.Item>
  ) : (
    <Form.Item name="items" label={say("requests.scope-items")} rules={rules}>
      <Input.TextArea rows={3} className="code" />
    </Form.Item>
  );
}
