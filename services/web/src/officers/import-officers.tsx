/** A CSV table of officers: looked at first, then written; everything that is wrong with it stands by line. */
import { Checkbox, Form, Input } from "antd";
import type { ImportReportBody } from "../../../review/officer-schema.ts";
import { useCommand } from "../api/commands.ts";
import { request } from "../api/request.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useSay } from "../texts/say.ts";
import { isTextKey } from "../texts/texts.ts";

interface Fields {
  readonly file: FileList;
  readonly source: string;
  readonly reason?: string;
  readonly dryRun: boolean;
}

export function ImportOfficers({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const command = useCommand(
    async ({ file, source, reason = "", dryRun }: Fields) => {
      const csv = (await file.item(0)?.text()) ?? "";
      const why = reason.trim() === "" ? null : reason;
      const body = { csv, source, reason: why, dryRun };
      return request<ImportReportBody>("POST", "/officers/imports", body);
    },
    ["officers"],
  );
  const required = [{ required: true, message: say("form.required") }];
  return (
    <FormDialog<Fields>
      title={say("officers.import")}
      okText={say("officers.do-import")}
      busy={command.isPending}
      error={command.error}
      initial={{ dryRun: true }}
      onClose={onClose}
      onSubmit={(fields) => command.mutate(fields)}
    >
      <p className="quiet small">{say("officers.columns")}</p>
      <Form.Item
        name="file"
        label={say("officers.file")}
        rules={required}
        valuePropName="files"
        getValueFromEvent={({ target }: { target: HTMLInputElement }) => target.files}
      >
        <input type="file" accept=".csv,text/csv" />
      </Form.Item>
      <Form.Item name="source" label={say("officers.source")} rules={required}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="reason" label={say("officers.reason")}>
        <Input maxLength={500} autoComplete="off" />
      </Form.Item>
      <Form.Item name="dryRun" valuePropName="checked">
        <Checkbox>{say("officers.check")}</Checkbox>
      </Form.Item>
      {command.data !== undefined && <Report report={command.data} />}
    </FormDialog>
  );
}

function Report({ report }: { readonly report: ImportReportBody }) {
  const say = useSay();
  const { added, corrected, unchanged, written, faults } = report;
  return (
    <div role="status">
      <p>
        {say("officers.report", { added, corrected, unchanged })}.{" "}
        {say(written ? "officers.written" : "officers.not-written")}
      </p>
      <ul className="small">
        {faults.map(({ line, column, fault }) => {
          const key = `fault.${fault}`;
          return (
            <li key={`${line} ${column ?? ""} ${fault}`}>
              {say("officers.line", { line, column: column ?? "" })}:{" "}
              {isTextKey(key) ? say(key) : fault}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
