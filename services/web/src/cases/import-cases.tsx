/** A CSV table of cases or of their parties: looked at first, then written; what a person changed since stays unless it is taken over. */
import { Checkbox, Form, Radio } from "antd";
import type { CaseTableReportBody } from "../../../review/case-message-schema.ts";
import { useCommand } from "../api/commands.ts";
import { call } from "../api/request.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import {
  type TableFields,
  TableFormItems,
  TableOutcome,
  tableBody,
} from "../frame/import-table.tsx";
import { useSay } from "../texts/say.ts";
import { isTextKey } from "../texts/texts.ts";

interface Fields extends TableFields {
  readonly table: "cases" | "events" | "parties";
  readonly takeOver: boolean;
}

const COLUMNS = {
  cases: "cases.columns",
  events: "cases.event-columns",
  parties: "cases.party-columns",
} as const;

export function ImportCases({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const command = useCommand(
    async ({ table, takeOver, ...fields }: Fields) =>
      call("POST", "/cases/imports", {
        body: {
          ...(await tableBody(fields)),
          ...{ table, changedByHand: takeOver ? "take" : "keep" },
        },
      }),
    ["cases"],
    ["case"],
    ["case-sources"],
    ["disposal"],
  );
  return (
    <FormDialog<Fields>
      title={say("cases.import")}
      okText={say("import.do")}
      busy={command.isPending}
      error={command.error}
      initial={{ table: "cases", dryRun: true, takeOver: false }}
      onClose={onClose}
      onSubmit={(fields) => command.mutate(fields)}
    >
      <Form.Item name="table" label={say("cases.import-what")}>
        <Radio.Group
          options={[
            { value: "cases", label: say("cases.title") },
            { value: "events", label: say("case.events") },
            { value: "parties", label: say("case.parties") },
          ]}
        />
      </Form.Item>
      <Form.Item<Fields> noStyle shouldUpdate={(a, b) => a.table !== b.table}>
        {({ getFieldValue }) => (
          <p className="quiet small">{say(COLUMNS[getFieldValue("table") as Fields["table"]])}</p>
        )}
      </Form.Item>
      <TableFormItems />
      <Form.Item name="takeOver" valuePropName="checked">
        <Checkbox>{say("cases.take-over")}</Checkbox>
      </Form.Item>
      {command.data !== undefined && <Report report={command.data} />}
    </FormDialog>
  );
}

function Report({ report }: { readonly report: CaseTableReportBody }) {
  const say = useSay();
  const { added, changed, unchanged, written, faults, kept, corrected } = report;
  const named = (fact: string): string => {
    const key = `case.${fact}`;
    return isTextKey(key) ? say(key) : fact.replace("party:", `${say("case.parties")} `);
  };
  const lines = (which: typeof kept, key: "cases.kept" | "cases.corrected") =>
    which.map(({ line, number, facts }) => (
      <li key={`${key} ${line}`}>
        {say("import.line", { line, column: number })}:{" "}
        {say(key, { facts: facts.map(named).join(", ") })}
      </li>
    ));
  return (
    <div role="status">
      <TableOutcome
        counts={say("cases.report", { added, changed, unchanged })}
        written={written}
        faults={faults}
      />
      <ul className="small">
        {lines(kept, "cases.kept")}
        {lines(corrected, "cases.corrected")}
      </ul>
    </div>
  );
}
