/** How a transfer stands with its archive: the package to take there, the text that it signs, and its receipt. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Form } from "antd";
import { useState } from "react";
import type { DisposalDetailBody } from "../../../review/disposal-schema.ts";
import type { ExportBody } from "../../../review/export-schema.ts";
import { download } from "../api/download.ts";
import { useMay, useMe } from "../api/queries.ts";
import { addressOf } from "../api/request.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { FileField } from "../frame/file-field.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { PAPER_TYPES } from "../frame/paper-types.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime, sizeText } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { sayCode } from "../texts/texts.ts";
import { exportFile, useConfirmReceipt, useEnterReceipt, useHandedOver } from "./disposal-api.ts";

type Transfer = NonNullable<DisposalDetailBody["transfer"]>;

export function HandedOver({
  transfer,
  batch,
}: {
  readonly transfer: Transfer;
  readonly batch: DisposalDetailBody;
}) {
  const say = useSay();
  const { archive, packageId, receipt } = transfer;
  const isOpen = receipt === null && batch.finishedAt === null && batch.stopped === null;
  return (
    <section className="panel" aria-labelledby="handed-over">
      <h2 id="handed-over">{say("disposal.handed-over")}</h2>
      <p>
        {archive.organisation} · {archive.person} · {say("disposal.archive-fonds")} {archive.fonds}{" "}
        · {archive.basis}
      </p>
      {packageId === null && isOpen && <p className="quiet">{say("disposal.package-none")}</p>}
      {packageId !== null && <ThePackage key={packageId} id={packageId} isOpen={isOpen} />}
      {receipt !== null && (
        <>
          <p>
            {say("disposal.received", { at: localTime(receipt.at) })} {receipt.signer ?? ""}
          </p>
          <div className="code small">SHA-256 {receipt.sha256}</div>
        </>
      )}
    </section>
  );
}

function ThePackage({ id, isOpen }: { readonly id: string; readonly isOpen: boolean }) {
  const say = useSay();
  const { language } = useLanguage();
  const query = useHandedOver(id);
  const mayTake = useMay("packages:make");
  if (query.error !== null) return <ProblemNotice error={query.error} />;
  if (query.data === undefined) return null;
  const { state, failure, sizeBytes, takenOutAt } = query.data;
  if (state !== "ready") {
    return (
      <p className="quiet">
        {failure === null ? say("disposal.package-made") : sayCode(say, failure)}
      </p>
    );
  }
  return (
    <>
      <ul className="downloads">
        {mayTake && isOpen && (
          <li>
            <Button
              icon={<DownloadOutlined aria-hidden />}
              onClick={() => download(addressOf(`/packages/${id}/content`))}
            >
              {say("disposal.package-take")}
            </Button>
            <span className="quiet small">{sizeBytes === null ? "" : sizeText(sizeBytes)}</span>
          </li>
        )}
        {["receipt.txt", `receipt.${language}.pdf`].map((name) => (
          <li key={name}>
            <a href={exportFile(id, name)} download>
              <DownloadOutlined aria-hidden /> <span className="code">{name}</span>
            </a>
          </li>
        ))}
      </ul>
      <p className="quiet small">
        {takenOutAt === null
          ? say("disposal.package-not-taken")
          : say("disposal.package-taken", { at: localTime(takenOutAt) })}
      </p>
      {isOpen && takenOutAt !== null && <Receipt one={query.data} />}
    </>
  );
}

function Receipt({ one }: { readonly one: ExportBody }) {
  const say = useSay();
  const [asks, setAsks] = useState<"enter" | "confirm" | null>(null);
  const may = useMay("exports:acknowledge");
  const me = useMe().data?.id;
  const close = (): void => setAsks(null);
  const { acknowledgement } = one;
  const scan = acknowledgement?.kind === "paper" && acknowledgement.confirmed === null;
  const isEntered = acknowledgement !== null && !scan;
  return (
    <>
      {scan && <p>{say("disposal.receipt-waits", { who: acknowledgement.byName })}</p>}
      {isEntered && <p>{say("disposal.receipt-entered")}</p>}
      {may && !isEntered && (
        <div className="acts">
          <Button onClick={() => setAsks("enter")}>{say("disposal.receipt-enter")}</Button>
          {scan && acknowledgement.by !== me && (
            <Button type="primary" onClick={() => setAsks("confirm")}>
              {say("disposal.receipt-confirm")}
            </Button>
          )}
        </div>
      )}
      {asks === "enter" && <Enter id={one.id} onClose={close} />}
      {asks === "confirm" && acknowledgement !== null && (
        <Confirm id={one.id} sha256={acknowledgement.sha256} onClose={close} />
      )}
    </>
  );
}

interface Dialog {
  readonly id: string;
  readonly onClose: () => void;
}

function Enter({ id, onClose }: Dialog) {
  const say = useSay();
  const enter = useEnterReceipt(id);
  return (
    <FormDialog<{ file: File }>
      title={say("disposal.receipt-enter")}
      busy={enter.isPending}
      error={enter.error}
      onClose={onClose}
      onSubmit={({ file }) => enter.mutate(file, { onSuccess: onClose })}
    >
      <p>{say("disposal.receipt-note")}</p>
      <Form.Item
        name="file"
        label={say("disposal.receipt-file")}
        rules={[{ required: true, message: say("form.required") }]}
      >
        <FileField accept={`.p7s,${PAPER_TYPES}`} />
      </Form.Item>
    </FormDialog>
  );
}

function Confirm({ id, sha256, onClose }: Dialog & { readonly sha256: string }) {
  const say = useSay();
  const confirm = useConfirmReceipt(id, sha256);
  return (
    <ConfirmDialog
      question={{
        title: say("disposal.receipt-confirm"),
        note: say("disposal.receipt-confirm-note"),
        okText: say("disposal.receipt-confirm"),
        asksReason: false,
      }}
      command={{ ...confirm, mutate: (_, options) => confirm.mutate(undefined, options) }}
      id={id}
      onClose={onClose}
    >
      <p>
        <a href={exportFile(id, "acknowledgement")} download>
          <DownloadOutlined aria-hidden /> {say("disposal.receipt-scan")}
        </a>
      </p>
      <p className="code">SHA-256 {sha256}</p>
    </ConfirmDialog>
  );
}
