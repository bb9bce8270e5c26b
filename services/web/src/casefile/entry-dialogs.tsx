/** The forms of one entry of a case file: its title and pages, and a written record that is put into the file. */
import { Form, Input, InputNumber } from "antd";
import { Choice } from "../frame/choice.tsx";
import { DigestField } from "../frame/digest-field.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useSay } from "../texts/say.ts";
import type { Drafted } from "./file-order.ts";

interface Said {
  readonly title?: string;
  readonly pageCount?: number | null;
}

const told = ({ title = "", pageCount = null }: Said) => ({ title: title.trim(), pageCount });

export function RetellEntry({
  entry,
  onRetell,
  onClose,
}: {
  readonly entry: Drafted;
  readonly onRetell: (entry: Drafted) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  return (
    <FormDialog<Said>
      title={say("file.retell")}
      okText={say("file.take-over")}
      initial={{ title: entry.title, pageCount: entry.pageCount }}
      onClose={onClose}
      onSubmit={(said) => {
        onRetell({ ...entry, ...told(said) });
        onClose();
      }}
    >
      <SaidFields />
    </FormDialog>
  );
}

const RECORDS = ["transcript", "inspection", "service-receipt", "decision", "other"] as const;

interface RecordFields extends Said {
  readonly record: (typeof RECORDS)[number];
  readonly documentNo: string;
  readonly sha256: string;
}

export function AddRecord({
  onAdd,
  onClose,
}: {
  readonly onAdd: (entry: Drafted) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const required = [{ required: true, whitespace: true, message: say("form.required") }];
  return (
    <FormDialog<RecordFields>
      title={say("file.add-record")}
      okText={say("file.take-over")}
      initial={{ record: "transcript" }}
      onClose={onClose}
      onSubmit={({ record, documentNo, sha256, ...said }) => {
        onAdd({ kind: "record", record, documentNo: documentNo.trim(), sha256, ...told(said) });
        onClose();
      }}
    >
      <Form.Item name="record" label={say("record.kind")}>
        <Choice options={RECORDS.map((kind) => ({ value: kind, label: say(`record.${kind}`) }))} />
      </Form.Item>
      <Form.Item name="documentNo" label={say("record.documentNo")} rules={required}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <DigestField name="sha256" file="record.file" isNeeded />
      <SaidFields />
    </FormDialog>
  );
}

function SaidFields() {
  const say = useSay();
  return (
    <>
      <Form.Item name="title" label={say("file.entry-title")}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="pageCount"
        label={say("file.page-count")}
        rules={[{ type: "integer", min: 1, max: 5_000, message: say("file.page-range") }]}
      >
        <InputNumber controls={false} inputMode="numeric" />
      </Form.Item>
    </>
  );
}
