/** The dialogs about terms: what happened, what was done of it, and a longer term. */
import { Form, Input } from "antd";
import type { CaseDetailBody } from "../../../review/case-schema.ts";
import type { CaseDeadlineBody } from "../../../review/deadline-schema.ts";
import { useCommand } from "../api/commands.ts";
import { call } from "../api/request.ts";
import { useChangeCase } from "../cases/case-api.ts";
import { Choice } from "../frame/choice.tsx";
import { DayInput } from "../frame/day-input.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { reasonRules } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";

const KINDS = [
  "preservation-registered",
  "seizure-started",
  "suit-received",
  "secrecy-doubted",
] as const;

interface Dialog {
  readonly file: CaseDetailBody;
  readonly onClose: () => void;
}
interface OfEntry extends Dialog {
  readonly entry: CaseDeadlineBody;
}

export function EventDialog({ file, onClose }: Dialog) {
  const say = useSay();
  const change = useChangeCase(file.id);
  interface Fields {
    readonly kind: (typeof KINDS)[number];
    readonly on: string;
    readonly document: string;
  }
  const submit = (fields: Fields): void => {
    const events = [...file.events, { ...fields, document: fields.document.trim() }];
    change.mutate({ revision: file.revision, facts: { events } }, { onSuccess: onClose });
  };
  const needed = { required: true, message: say("form.required") };
  return (
    <FormDialog<Fields>
      {...{ busy: change.isPending, error: change.error, onClose, onSubmit: submit }}
      title={say("deadlines.tell")}
    >
      <Form.Item name="kind" label={say("deadlines.what")} rules={[needed]}>
        <Choice
          options={KINDS.map((value) => ({ value, label: say(`deadlines.kind.${value}`) }))}
        />
      </Form.Item>
      <DayAndDocument />
    </FormDialog>
  );
}

export function DoneDialog({ file, entry, onClose }: OfEntry) {
  const say = useSay();
  const change = useChangeCase(file.id);
  const submit = ({ on, document }: { readonly on: string; readonly document: string }): void => {
    const events = file.events.map((event) =>
      `${event.kind}:${event.document}` === entry.of
        ? { ...event, doneOn: on, doneDocument: document.trim() }
        : event,
    );
    change.mutate({ revision: file.revision, facts: { events } }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      {...{ busy: change.isPending, error: change.error, onClose, onSubmit: submit }}
      title={say("deadlines.tell-done")}
    >
      <DayAndDocument />
    </FormDialog>
  );
}

export function ExtendDialog({ file, entry, onClose }: OfEntry) {
  const say = useSay();
  interface Fields {
    readonly document: string;
    readonly reason: string;
  }
  const extend = useCommand(
    (body: Fields) =>
      call("POST", "/cases/{id}/deadlines/extensions", {
        path: { id: file.id },
        body: {
          ...{ ...body, of: entry.of, revision: file.revision },
        },
      }),
    ["case"],
  );
  return (
    <FormDialog<Fields>
      {...{ busy: extend.isPending, error: extend.error, onClose }}
      title={say("deadlines.extend")}
      onSubmit={(fields) => extend.mutate(fields, { onSuccess: onClose })}
    >
      <Document />
      <Form.Item name="reason" label={say("publicity.why")} rules={reasonRules(say, true)}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}

function DayAndDocument() {
  const say = useSay();
  return (
    <>
      <Form.Item
        name="on"
        label={say("publicity.on")}
        rules={[{ required: true, message: say("form.required") }]}
      >
        <DayInput />
      </Form.Item>
      <Document />
    </>
  );
}

function Document() {
  const say = useSay();
  return (
    <Form.Item
      name="document"
      label={say("deadlines.document")}
      rules={[{ required: true, whitespace: true, message: say("form.required") }]}
    >
      <Input maxLength={100} autoComplete="off" />
    </Form.Item>
  );
}
