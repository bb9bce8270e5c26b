/** The order of a case file: moved by buttons, filled with what is of the case, kept, and sealed as it stands. */
import { LockOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { CaseFileBodyOut } from "../../../review/case-file-schema.ts";
import { useMay } from "../api/queries.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import { AddRecord, RetellEntry } from "./entry-dialogs.tsx";
import { EntryRows } from "./entry-rows.tsx";
import { useOfCase, useOrderFile } from "./file-api.ts";
import { type Drafted, draftOf, filled, keyOf, moved } from "./file-order.ts";
import { SealDialog } from "./seal-dialog.tsx";

interface Draft {
  /** Of the order that was changed: who was faster is told when this is kept. */
  readonly revision: number;
  readonly entries: readonly Drafted[];
}

type Shown = "record" | "seal" | { readonly retell: Drafted } | null;

export function FileOrder({
  caseId,
  file,
}: {
  readonly caseId: string;
  readonly file: CaseFileBodyOut;
}) {
  const say = useSay();
  const mayChange = useMay("cases:change");
  const [draft, setDraft] = useState<Draft | null>(null);
  const [shown, setShown] = useState<Shown>(null);
  const [spoken, setSpoken] = useState("");
  const keep = useOrderFile(caseId);
  const entries = draft?.entries ?? draftOf(file.entries);
  const change = (next: readonly Drafted[]): void =>
    setDraft({ revision: draft?.revision ?? file.revision, entries: next });
  const discard = (): void => {
    setDraft(null);
    keep.reset();
  };
  const move = (at: number, to: number): void => {
    if (to < 0 || to >= entries.length) return;
    change(moved(entries, at, to));
    setSpoken(say("file.moved", { from: at + 1, to: to + 1 }));
  };
  return (
    <section className="panel" aria-labelledby="file-order">
      <div className="head">
        <h2 id="file-order">{say("file.order")}</h2>
        {mayChange && (
          <Acts
            {...{ caseId, entries, change }}
            isSealable={draft === null && entries.length > 0}
            onShow={setShown}
          />
        )}
      </div>
      <span className="unseen" role="status">
        {spoken}
      </span>
      {entries.length === 0 && <p className="quiet">{say("file.empty")}</p>}
      <EntryRows
        {...{ caseId, entries, move }}
        mayChange={mayChange}
        onRetell={(entry) => setShown({ retell: entry })}
        onDrop={(entry) => change(entries.filter((one) => keyOf(one) !== keyOf(entry)))}
      />
      <ProblemNotice error={keep.error} />
      {draft !== null && (
        <KeepDraft
          busy={keep.isPending}
          onKeep={() => keep.mutate(draft, { onSuccess: discard })}
          onDiscard={discard}
        />
      )}
      <Dialogs {...{ caseId, file, entries, change, shown }} onClose={() => setShown(null)} />
    </section>
  );
}

function KeepDraft({
  busy,
  onKeep,
  onDiscard,
}: {
  readonly busy: boolean;
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}) {
  const say = useSay();
  return (
    <p className="acts">
      <Button type="primary" loading={busy} onClick={onKeep}>
        {say("file.keep")}
      </Button>
      <Button onClick={onDiscard}>{say("file.discard")}</Button>
      <span className="quiet small">{say("file.unkept")}</span>
    </p>
  );
}

interface Changing {
  readonly caseId: string;
  readonly entries: readonly Drafted[];
  readonly change: (next: readonly Drafted[]) => void;
}

function Acts({
  caseId,
  entries,
  change,
  isSealable,
  onShow,
}: Changing & {
  readonly isSealable: boolean;
  readonly onShow: (shown: Shown) => void;
}) {
  const say = useSay();
  const ofCase = useOfCase(caseId);
  const full = filled(
    entries,
    (ofCase.data?.items ?? []).map(({ id }) => id),
    (ofCase.data?.sessions ?? []).map(({ id }) => id),
  );
  const more = full.length - entries.length;
  return (
    <div className="acts">
      <Button disabled={more === 0} onClick={() => change(full)}>
        {more === 0 ? say("file.nothing-more") : say("file.fill", { count: more })}
      </Button>
      <Button icon={<PlusOutlined aria-hidden />} onClick={() => onShow("record")}>
        {say("file.add-record")}
      </Button>
      <Button
        danger
        icon={<LockOutlined aria-hidden />}
        disabled={!isSealable}
        onClick={() => onShow("seal")}
      >
        {say("file.seal")}
      </Button>
      <ProblemNotice error={ofCase.error} onRetry={() => void ofCase.refetch()} />
    </div>
  );
}

function Dialogs({
  caseId,
  file,
  entries,
  change,
  shown,
  onClose,
}: Changing & {
  readonly file: CaseFileBodyOut;
  readonly shown: Shown;
  readonly onClose: () => void;
}) {
  if (shown === null) return null;
  if (shown === "seal") return <SealDialog {...{ caseId, onClose }} revision={file.revision} />;
  if (shown === "record")
    return <AddRecord onClose={onClose} onAdd={(entry) => change([...entries, entry])} />;
  return (
    <RetellEntry
      entry={shown.retell}
      onClose={onClose}
      onRetell={(entry) =>
        change(entries.map((one) => (keyOf(one) === keyOf(entry) ? entry : one)))
      }
    />
  );
}
