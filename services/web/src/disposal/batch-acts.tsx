/** What a person may do with a batch as it stands: approve the text that was read, or stop it. */
import { Button, Form } from "antd";
import { useState } from "react";
import type { DisposalBody } from "../../../review/disposal-schema.ts";
import { useMay, useMe } from "../api/queries.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { DayInput } from "../frame/day-input.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { useApprove, useProlong, useStop } from "./disposal-api.ts";

interface Of {
  readonly batch: DisposalBody;
}

export function BatchActs({ batch }: Of) {
  const say = useSay();
  const [asks, setAsks] = useState<"approve" | "prolong" | "stop" | null>(null);
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
      {mayStop && batch.state === "grace" && (
        <Button onClick={() => setAsks("prolong")}>{say("disposal.prolong")}</Button>
      )}
      {mayStop && batch.finishedAt === null && batch.stopped === null && (
        <Button onClick={() => setAsks("stop")}>{say("disposal.stop")}</Button>
      )}
      {asks === "approve" && <Approve batch={batch} onClose={close} />}
      {asks === "prolong" && <Prolong batch={batch} onClose={close} />}
      {asks === "stop" && <Stop batch={batch} onClose={close} />}
    </div>
  );
}

/** Null where it is not due, or not for this role; "not": this person had a say in it already, or their role was heard. */
function useMayApprove(batch: DisposalBody): "may" | "not" | null {
  const { id: me, role } = useMe().data ?? {};
  const may = useMay("disposal:approve");
  if (!may || batch.state !== "approval") return null;
  const standing = batch.approvals.filter(({ stands }) => stands);
  const had = [batch.proposed, batch.appraisal, ...standing].some((one) => one?.by === me);
  const isAwaited = batch.awaits.some((each) => each === null || each === role);
  return had || !isAwaited ? "not" : "may";
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

function Prolong({ batch, onClose }: Dialog) {
  const say = useSay();
  const prolong = useProlong(batch.id);
  return (
    <FormDialog<{ until: string; reason: string }>
      title={say("disposal.prolong-title")}
      okText={say("disposal.prolong")}
      busy={prolong.isPending}
      error={prolong.error}
      onClose={onClose}
      onSubmit={(fields) => prolong.mutate(fields, { onSuccess: onClose })}
    >
      <p>{say("disposal.prolong-note", { at: localTime(batch.graceUntil ?? "") })}</p>
      <Form.Item
        name="until"
        label={say("disposal.prolong-until")}
        rules={[{ required: true, message: say("form.required") }]}
      >
        <DayInput autoFocus />
      </Form.Item>
      <ReasonField label="form.reason" isFirst={false} />
    </FormDialog>
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
