/** What a person may do with a batch as it stands: approve the text that was read, or stop it. */
import { Button } from "antd";
import { useState } from "react";
import type { DisposalBody } from "../../../review/disposal-schema.ts";
import { useMay, useMe } from "../api/queries.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { useSay } from "../texts/say.ts";
import { useApprove, useStop } from "./disposal-api.ts";

interface Of {
  readonly batch: DisposalBody;
}

export function BatchActs({ batch }: Of) {
  const say = useSay();
  const [asks, setAsks] = useState<"approve" | "stop" | null>(null);
  const mayStop = useMay("disposal:stop");
  const approval = useMayApprove(batch);
  const close = (): void => setAsks(null);
  return (
    <div className="acts">
      {approval === "not" && <span className="quiet small">{say("disposal.approve-other")}</span>}
      {approval === "may" && (
        <Button type="primary" onClick={() => setAsks("approve")}>
          {say("disposal.approve")}
        </Button>
      )}
      {mayStop && batch.finishedAt === null && batch.stopped === null && (
        <Button onClick={() => setAsks("stop")}>{say("disposal.stop")}</Button>
      )}
      {asks === "approve" && <Approve batch={batch} onClose={close} />}
      {asks === "stop" && <Stop batch={batch} onClose={close} />}
    </div>
  );
}

/** Null where it is not due, or not for this role; "not": this person had a say in it already. */
function useMayApprove(batch: DisposalBody): "may" | "not" | null {
  const me = useMe().data?.id;
  const may = useMay("disposal:approve");
  if (!may || batch.state !== "approval") return null;
  const standing = batch.approvals.filter(({ stands }) => stands);
  const had = [batch.proposed, batch.appraisal, ...standing].some((one) => one?.by === me);
  return had ? "not" : "may";
}

interface Dialog extends Of {
  readonly onClose: () => void;
}

function Approve({ batch, onClose }: Dialog) {
  const say = useSay();
  const sha256 = batch.appraisal?.sha256 ?? "";
  const approve = useApprove(batch.id, sha256);
  return (
    <ConfirmDialog
      question={{
        title: say("disposal.approve-title"),
        note: say(
          batch.transfer === null ? "disposal.approve-note" : "disposal.approve-transfer-note",
          {
            count: batch.counts.waiting,
            archive: batch.transfer?.archive.organisation ?? "",
          },
        ),
        okText: say("disposal.approve"),
        asksReason: false,
      }}
      command={{ ...approve, mutate: (_, options) => approve.mutate(undefined, options) }}
      id={batch.id}
      onClose={onClose}
    >
      <p className="code">SHA-256 {sha256}</p>
    </ConfirmDialog>
  );
}

function Stop({ batch, onClose }: Dialog) {
  const say = useSay();
  return (
    <ConfirmDialog
      question={{
        title: say("disposal.stop-title"),
        note: say("disposal.stop-note"),
        okText: say("disposal.stop"),
        asksReason: true,
      }}
      command={useStop(batch.id)}
      id={batch.id}
      onClose={onClose}
    />
  );
}
