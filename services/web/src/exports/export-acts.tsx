/** What a person may do with an export as it stands: enter the acknowledgement, confirm a scan of it, withdraw the export. */
import { Button, Form, Radio } from "antd";
import { useState } from "react";
import type { ExportBody } from "../../../review/export-schema.ts";
import { useMay, useMe } from "../api/queries.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { FileField } from "../frame/file-field.tsx";
import { PAPER_TYPES, isPaperType } from "../frame/paper-types.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useSay } from "../texts/say.ts";
import { useAcknowledge, useConfirmPaper, useWithdraw } from "./export-api.ts";
import { type AcknowledgementFields, MOST_BYTES } from "./export-fields.ts";
import { Scan } from "./export-steps.tsx";

interface Of {
  readonly of: ExportBody;
}
interface Dialog extends Of {
  readonly onClose: () => void;
}
/** The scan to confirm is the one that stood here when the dialog was opened: one that took its place is refused. */
type Asked =
  | { readonly act: "acknowledge" | "withdraw" }
  | { readonly act: "confirm"; readonly sha256: string };

export function ExportActs({ of: one }: Of) {
  const say = useSay();
  const [asked, setAsked] = useState<Asked | null>(null);
  const mayAcknowledge = useMay("exports:acknowledge");
  const mayWithdraw = useMay("packages:make");
  const isOpen = one.takenOutAt !== null && one.course !== "acknowledged";
  return (
    <div className="acts">
      {mayAcknowledge && isOpen && <Acknowledging of={one} onAsk={setAsked} />}
      {mayWithdraw && one.withdrawn === null && (
        <Button onClick={() => setAsked({ act: "withdraw" })}>{say("exports.withdraw")}</Button>
      )}
      {asked !== null && <Dialogs of={one} asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

function Dialogs({ asked, ...dialog }: Dialog & { readonly asked: Asked }) {
  if (asked.act === "confirm") return <Confirm {...dialog} sha256={asked.sha256} />;
  return asked.act === "withdraw" ? <Withdraw {...dialog} /> : <Acknowledge {...dialog} />;
}

interface Asking {
  readonly onAsk: (asked: Asked) => void;
}

function Acknowledging({ of: { acknowledgement }, onAsk }: Of & Asking) {
  const say = useSay();
  return (
    <>
      {acknowledgement !== null && <Confirming given={acknowledgement} onAsk={onAsk} />}
      <Button onClick={() => onAsk({ act: "acknowledge" })}>
        {say(acknowledgement === null ? "exports.acknowledge" : "exports.acknowledge-again")}
      </Button>
    </>
  );
}

/** Whoever entered the scan is not offered to confirm it: that takes another person. */
function Confirming({
  given: { by, sha256 },
  onAsk,
}: Asking & { readonly given: NonNullable<ExportBody["acknowledgement"]> }) {
  const say = useSay();
  const me = useMe().data?.id;
  if (by === me) return <span className="quiet small">{say("exports.confirm-other")}</span>;
  return (
    <Button type="primary" onClick={() => onAsk({ act: "confirm", sha256 })}>
      {say("exports.confirm")}
    </Button>
  );
}

function Acknowledge({ of: { id }, onClose }: Dialog) {
  const say = useSay();
  const acknowledge = useAcknowledge(id);
  return (
    <FormDialog<AcknowledgementFields>
      title={say("exports.acknowledge-title")}
      busy={acknowledge.isPending}
      error={acknowledge.error}
      initial={{ kind: "paper" }}
      onClose={onClose}
      onSubmit={(fields) => acknowledge.mutate(fields, { onSuccess: onClose })}
    >
      <GivenFields />
    </FormDialog>
  );
}

function GivenFields() {
  const say = useSay();
  const kind = Form.useWatch<AcknowledgementFields["kind"] | undefined>("kind") ?? "paper";
  const fits = (_: unknown, file: File | undefined): Promise<void> =>
    file === undefined ||
    (file.size <= MOST_BYTES[kind] && (kind === "signed" || isPaperType(file.type)))
      ? Promise.resolve()
      : Promise.reject(new Error("file"));
  return (
    <>
      <Form.Item name="kind" label={say("exports.how")} extra={say(`exports.how-${kind}`)}>
        <Radio.Group
          options={(["paper", "signed"] as const).map((value) => ({
            ...{ value, label: say(`exports.kind-${value}`) },
          }))}
        />
      </Form.Item>
      <Form.Item
        name="file"
        label={say("exports.file")}
        dependencies={["kind"]}
        rules={[
          { required: true, message: say("form.required") },
          { validator: fits, message: say(`exports.file-${kind}`) },
        ]}
      >
        <FileField accept={kind === "paper" ? PAPER_TYPES : ".p7s,.p7m,.cms,.der"} />
      </Form.Item>
    </>
  );
}

function Confirm({ of: { id }, sha256, onClose }: Dialog & { readonly sha256: string }) {
  const say = useSay();
  const confirm = useConfirmPaper(id, sha256);
  return (
    <ConfirmDialog
      question={{
        title: say("exports.confirm-title"),
        note: say("exports.confirm-note"),
        okText: say("exports.confirm"),
        asksReason: false,
      }}
      command={{ ...confirm, mutate: (_, options) => confirm.mutate(undefined, options) }}
      id={id}
      onClose={onClose}
    >
      <p>
        <Scan id={id} kind="paper" />
      </p>
      <p className="code">SHA-256 {sha256}</p>
    </ConfirmDialog>
  );
}

function Withdraw({ of: { id, takenOutAt }, onClose }: Dialog) {
  const say = useSay();
  return (
    <ConfirmDialog
      question={{
        title: say("exports.withdraw-title"),
        note: say(takenOutAt === null ? "exports.withdraw-note" : "exports.withdraw-late"),
        okText: say("exports.withdraw"),
        asksReason: true,
      }}
      command={useWithdraw(id)}
      id={id}
      onClose={onClose}
    />
  );
}
