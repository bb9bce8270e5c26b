/** The form that places a hold: by which decision, on what, and when it is looked at again. */
import { Form, Input } from "antd";
import type { HoldRequestBody } from "../../../review/hold-schema.ts";
import { useDevices } from "../api/queries.ts";
import { CaseField } from "../cases/case-field.tsx";
import { Choice } from "../frame/choice.tsx";
import { FileField } from "../frame/file-field.tsx";
import { PAPER_TYPES, paperRule } from "../frame/paper-types.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { SearchedChoice } from "../frame/searched-choice.tsx";
import { useSession } from "../sessions/session-api.ts";
import { useSay } from "../texts/say.ts";
import { usePlaceHold } from "./hold-api.ts";
import type { HoldFields } from "./hold-fields.ts";
import { ReviewOn } from "./review-on.tsx";

type Kind = HoldRequestBody["kind"];
type ScopeKind = HoldFields["scope"];
const KINDS: Readonly<Record<Kind, true>> = {
  ...{ litigation: true, complaint: true, review: true, discovery: true, supervision: true },
};
const SCOPES: Readonly<Record<ScopeKind, true>> = {
  case: true,
  session: true,
  items: true,
  query: true,
};

/** By what it is opened from. */
const FROM: Readonly<Record<string, ScopeKind>> = {
  ...{ item: "items", case: "case", session: "session", query: "query" },
};

/** `on`: "item:ID", "case:ID", "session:ID" or "query" that it is opened from; "" if from nowhere. */
export function PlaceHold({ on, onClose }: { readonly on: string; readonly onClose: () => void }) {
  const say = useSay();
  const place = usePlaceHold();
  const [from = "", id = ""] = on.split(":");
  const initial: Partial<HoldFields> = {
    ...{ kind: "litigation", scope: FROM[from] ?? "case" },
    ...(from === "item" && { items: id }),
    ...(from === "case" && { caseId: id }),
    ...(from === "session" && { sessionId: id }),
  };
  return (
    <FormDialog<HoldFields>
      title={say("holds.place")}
      okText={say("holds.place")}
      busy={place.isPending}
      error={place.error}
      initial={initial}
      onClose={onClose}
      onSubmit={(fields) => place.mutate(fields, { onSuccess: onClose })}
    >
      <DecisionFields />
      <Form.Item name="scope" label={say("holds.what")}>
        <Choice
          // A session is chosen on its own page.
          options={(Object.keys(SCOPES) as ScopeKind[])
            .filter((value) => value !== "session" || from === "session")
            .map((value) => ({ value, label: say(`holds.scope.${value}`) }))}
        />
      </Form.Item>
      <Form.Item<HoldFields> noStyle shouldUpdate={(one, next) => one.scope !== next.scope}>
        {({ getFieldValue }) => <ScopeFields kind={getFieldValue("scope") as ScopeKind} />}
      </Form.Item>
      <ReviewOn />
      <ReasonField label="holds.why" isFirst={false} />
    </FormDialog>
  );
}

function DecisionFields() {
  const say = useSay();
  const required = { required: true, message: say("form.required") };
  return (
    <>
      <div className="fields">
        <Form.Item name="kind" label={say("holds.kind")}>
          <Choice
            options={(Object.keys(KINDS) as Kind[]).map((value) => ({
              value,
              label: say(`holds.kind.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="authorityNumber"
          label={say("holds.number")}
          rules={[{ ...required, whitespace: true }]}
        >
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item
        name="document"
        label={say("holds.file")}
        rules={[required, paperRule(say("holds.file-type"))]}
      >
        <FileField accept={PAPER_TYPES} />
      </Form.Item>
    </>
  );
}

function ScopeFields({ kind }: { readonly kind: ScopeKind }) {
  const say = useSay();
  const required = [{ required: true, whitespace: true, message: say("form.required") }];
  if (kind === "query") return <QueryFields />;
  if (kind === "case") {
    return (
      <Form.Item name="caseId" label={say("holds.case")} rules={required}>
        <CaseField label="holds.case" />
      </Form.Item>
    );
  }
  if (kind === "session") {
    return (
      <Form.Item name="sessionId" label={say("holds.session")} rules={required}>
        <SessionField />
      </Form.Item>
    );
  }
  return (
    <Form.Item name="items" label={say("holds.items")} rules={required}>
      <Input.TextArea rows={3} className="code" />
    </Form.Item>
  );
}

/** It is known from where the form was opened. */
function SessionField({ id, value = "" }: { readonly id?: string; readonly value?: string }) {
  const found = useSession(value);
  return <Input id={id} readOnly value={found.data?.number ?? value} />;
}

function DeviceField({
  value,
  onChange,
}: {
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
}) {
  const say = useSay();
  return (
    <SearchedChoice
      label={say("holds.query.deviceId")}
      value={value}
      useFound={useDevices}
      nameOf={({ name }) => name}
      onChange={(chosen) => onChange?.(chosen)}
    />
  );
}

function QueryFields() {
  const say = useSay();
  const times = ["recordedFrom", "recordedUntil", "receivedFrom", "receivedUntil"] as const;
  return (
    <>
      <p className="quiet small">{say("holds.query-how")}</p>
      <div className="fields">
        <Form.Item name="deviceId" label={say("holds.query.deviceId")}>
          <DeviceField />
        </Form.Item>
        {(["activity", "declaredCase"] as const).map((name) => (
          <Form.Item key={name} name={name} label={say(`holds.query.${name}`)}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
        ))}
        {times.map((name) => (
          <Form.Item key={name} name={name} label={say(`holds.query.${name}`)}>
            <Input type="datetime-local" />
          </Form.Item>
        ))}
      </div>
    </>
  );
}
