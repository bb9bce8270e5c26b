/** Proposes a published table of working days: a file, JSON or CSV, with the reason. */
import { useState } from "react";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";
import { useProposeTable } from "./calendar-api.ts";

export function ImportDays({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const propose = useProposeTable();
  const [text, setText] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  return (
    <FormDialog<{ reason: string }>
      title={say("days.import")}
      okText={say("days.propose")}
      busy={propose.isPending}
      error={propose.error}
      onClose={onClose}
      onSubmit={({ reason }) => {
        setMissing(text === null);
        if (text === null) return;
        propose.mutate({ text, why: reason.trim() }, { onSuccess: onClose });
      }}
    >
      <p className="quiet small">{say("days.import-note")}</p>
      <p>
        <label>
          {say("days.choose")}{" "}
          <input
            type="file"
            accept=".json,.csv,application/json,text/csv"
            onChange={({ target }) => {
              propose.reset();
              void (target.files?.[0]?.text() ?? Promise.resolve(null)).then(setText);
            }}
          />
        </label>
      </p>
      {isMissing && text === null && (
        <p role="alert" className="mark-bad">
          {say("days.choose-first")}
        </p>
      )}
      <ReasonField label="policy.why-propose" />
    </FormDialog>
  );
}
