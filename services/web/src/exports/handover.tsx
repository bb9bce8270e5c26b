/** What leaves with an export: its package to take out, and the receipt that the recipient signs. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { ExportBody } from "../../../review/export-schema.ts";
import { download } from "../api/download.ts";
import { useMay } from "../api/queries.ts";
import { Commands } from "../frame/commands.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { sizeText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { sayCode } from "../texts/texts.ts";
import { exportFile, packageFile, useReceiptText } from "./export-api.ts";
import { PrintReceipt } from "./print-receipt.tsx";

interface Of {
  readonly of: ExportBody;
}

export function Handover({ of: one }: Of) {
  const say = useSay();
  return (
    <section className="panel" aria-labelledby="handover">
      <h2 id="handover">{say("exports.handover")}</h2>
      <ul className="downloads">
        <li>
          <span>{say("exports.package")}</span>
          <Package of={one} />
        </li>
        {one.state === "ready" && (
          <li>
            <span>
              {say("exports.receipt")}{" "}
              <span className="quiet small">{say("exports.receipt-note")}</span>
            </span>
            <div className="acts">
              <Button
                size="small"
                icon={<DownloadOutlined aria-hidden />}
                aria-label={`${say("exports.receipt")} TXT`}
                onClick={() => download(exportFile(one.id, "receipt.txt"))}
              >
                TXT
              </Button>
              <PrintReceipt id={one.id} />
            </div>
          </li>
        )}
      </ul>
      {one.state === "ready" && <ReceiptText id={one.id} />}
    </section>
  );
}

function Package({ of: { id, state, failure, sizeBytes, course } }: Of) {
  const say = useSay();
  const mayTake = useMay("packages:make");
  if (course === "withdrawn") return <span className="quiet small">{say("exports.no-more")}</span>;
  if (state === "waiting") return <span role="status">{say("packages.waiting")}</span>;
  if (state === "failed") return <span role="status">{sayCode(say, failure ?? "internal")}</span>;
  if (!mayTake) return <span className="quiet small">{say("packages.ready")}</span>;
  return (
    <Button
      size="small"
      type="primary"
      icon={<DownloadOutlined aria-hidden />}
      onClick={() => download(packageFile(id))}
    >
      {say("exports.take")}
      {sizeBytes !== null && ` (${sizeText(sizeBytes)})`}
    </Button>
  );
}

/** Kept as it is the first time that anybody reads it: asked for when it is looked at. */
function ReceiptText({ id }: { readonly id: string }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const found = useReceiptText(id, open);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{say("exports.receipt-read")}</summary>
      <p className="quiet small">{say("exports.receipt-sign")}</p>
      <Commands
        what={say("exports.receipt-command")}
        lines={`openssl cms -sign -binary -in receipt-${id}.txt -signer CERT.pem -inkey KEY.pem -outform DER -out receipt.p7s`}
      />
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.data !== undefined && <Commands what={say("exports.receipt")} lines={found.data} />}
    </details>
  );
}
