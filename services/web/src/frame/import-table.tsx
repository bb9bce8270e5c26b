/** What every dialog has that takes a CSV table over: the file, where it comes from, why, and what is wrong with it by line. */
import { Checkbox, Form, Input } from "antd";
import type { TableFaultBody } from "../../../review/table-schema.ts";
import { tableText } from "../../../review/table-text-schema.ts";
import { useLanguage, useSay } from "../texts/say.ts";

export interface TableFields {
  readonly file: FileList;
  readonly source: string;
  readonly reason?: string;
  readonly dryRun: boolean;
}

/** As the service takes it. */
export async function tableBody({ file, source, reason = "", dryRun }: TableFields) {
  return {
    ...{ csv: (await textOf(file)) ?? "", source, dryRun },
    reason: reason.trim() === "" ? null : reason,
  };
}

async function textOf(files: FileList | undefined): Promise<string | null> {
  const file = files?.item(0) ?? null;
  return file === null ? null : tableText(new Uint8Array(await file.arrayBuffer()));
}

export function TableFormItems() {
  const say = useSay();
  const required = [{ required: true, message: say("form.required") }];
  const readable = {
    validator: async (_: unknown, files: FileList | undefined) => {
      if ((await textOf(files)) === null) throw new Error(say("import.unreadable"));
    },
  };
  return (
    <>
      <Form.Item
        name="file"
        label={say("import.file")}
        rules={[readable]}
        validateTrigger="onSubmit"
        valuePropName="files"
        getValueFromEvent={({ target }: { target: HTMLInputElement }) => target.files}
      >
        <input type="file" accept=".csv,text/csv" />
      </Form.Item>
      <Form.Item name="source" label={say("import.source")} rules={required}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="reason" label={say("import.reason")}>
        <Input maxLength={500} autoComplete="off" />
      </Form.Item>
      <Form.Item name="dryRun" valuePropName="checked">
        <Checkbox>{say("import.check")}</Checkbox>
      </Form.Item>
    </>
  );
}

export function TableOutcome({
  counts,
  written,
  faults,
}: {
  readonly counts: string;
  readonly written: boolean;
  readonly faults: readonly TableFaultBody[];
}) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <>
      <p>
        {counts}. {say(written ? "import.written" : "import.not-written")}
      </p>
      <ul className="small">
        {faults.map(({ line, column, fault, text }) => (
          <li key={`${line} ${column ?? ""} ${fault}`}>
            {say("import.line", { line, column: column ?? "" })}: {text[language]}
          </li>
        ))}
      </ul>
    </>
  );
}
