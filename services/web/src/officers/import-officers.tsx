/** A CSV table of officers: looked at first, then written; everything that is wrong with it stands by line. */
import type { ImportReportBody } from "../../../review/officer-schema.ts";
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

export function ImportOfficers({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const command = useCommand(
    async (fields: TableFields) =>
      call("POST", "/officers/imports", { body: await tableBody(fields) }),
    ["officers"],
  );
  return (
    <FormDialog<TableFields>
      title={say("officers.import")}
      okText={say("import.do")}
      busy={command.isPending}
      error={command.error}
      initial={{ dryRun: true }}
      onClose={onClose}
      onSubmit={(fields) => command.mutate(fields)}
    >
      <p className="quiet small">{say("officers.columns")}</p>
      <TableFormItems />
      {command.data !== undefined && <Report report={command.data} />}
    </FormDialog>
  );
}

function Report({ report }: { readonly report: ImportReportBody }) {
  const say = useSay();
  const { added, corrected, unchanged, written, faults } = report;
  const counts = say("officers.report", { added, corrected, unchanged });
  return (
    <div role="status">
      <TableOutcome counts={counts} written={written} faults={faults} />
    </div>
  );
}
