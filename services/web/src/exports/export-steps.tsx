/** What happened to an export: ordered, taken out, acknowledged by signature or paper, withdrawn. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import type { ExportBody } from "../../../review/export-schema.ts";
import { download } from "../api/download.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { exportFile } from "./export-api.ts";

type Given = NonNullable<ExportBody["acknowledgement"]>;

export function ExportSteps({ of: one }: { readonly of: ExportBody }) {
  const say = useSay();
  const { takenOutAt, acknowledgement, withdrawn } = one;
  return (
    <section className="panel" aria-labelledby="steps">
      <h2 id="steps">{say("exports.steps")}</h2>
      <ol className="custody">
        <Step at={one.requestedAt}>
          {say("exports.step-ordered", { who: one.requestedByName })}
        </Step>
        {takenOutAt !== null && <Step at={takenOutAt}>{say("exports.step-taken")}</Step>}
        {acknowledgement !== null && (
          <Step at={acknowledgement.at}>
            {say(`exports.step-${acknowledgement.kind}`, { who: acknowledgement.byName })}
            <Document id={one.id} given={acknowledgement} />
          </Step>
        )}
        {acknowledgement?.confirmed && (
          <Step at={acknowledgement.confirmed.at}>
            {say("exports.step-confirmed", { who: acknowledgement.confirmed.byName })}
          </Step>
        )}
        {withdrawn !== null && (
          <Step at={withdrawn.at} isGrave>
            {say("exports.step-withdrawn", {
              who: withdrawn.by === null ? say("exports.custody") : withdrawn.byName,
              reason: withdrawn.reason,
            })}
          </Step>
        )}
        <ToCome of={one} />
      </ol>
    </section>
  );
}

function Document({ id, given }: { readonly id: string; readonly given: Given }) {
  const say = useSay();
  const { signature, sha256 } = given;
  return (
    <>
      {signature !== null && (
        <div className="small">
          {say(signature.isRootKnown ? "exports.signer-known" : "exports.signer-unknown", {
            ...{ signer: signature.signer, root: signature.root },
          })}
        </div>
      )}
      <div className="code quiet">SHA-256 {sha256}</div>
      <Scan id={id} kind={given.kind} />
    </>
  );
}

export function Scan({ id, kind }: { readonly id: string; readonly kind: Given["kind"] }) {
  const say = useSay();
  return (
    <Button
      size="small"
      icon={<DownloadOutlined aria-hidden />}
      onClick={() => download(exportFile(id, "acknowledgement"))}
    >
      {say(`exports.open-${kind}`)}
    </Button>
  );
}

/** What it waits for; nothing where it is over. */
function ToCome({ of: { course, acknowledgement, dueOn } }: { readonly of: ExportBody }) {
  const say = useSay();
  if (course === "acknowledged" || course === "withdrawn") return null;
  const due = dueOn === null ? "" : say("exports.due", { day: dueOn });
  return (
    <Step>
      <span className="unseen">{say("disposal.to-come")} </span>
      {course === "made" && say("exports.to-take")}
      {course !== "made" &&
        say(acknowledgement === null ? "exports.to-acknowledge" : "exports.to-confirm")}
      {due !== "" && <div className="quiet small">{due}</div>}
    </Step>
  );
}

function Step({
  at,
  isGrave = false,
  children,
}: {
  readonly at?: string;
  readonly isGrave?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <li className={isGrave ? "grave" : ""}>
      {at !== undefined && <time dateTime={at}>{localTime(at)}</time>}
      {children}
    </li>
  );
}
