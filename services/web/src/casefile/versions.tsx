/** The sealed versions of a case file: digest, signature, place in the ledger, list of contents, and what it takes to check them elsewhere. */
import { CheckCircleOutlined, ClockCircleOutlined, DownloadOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import type { DocumentHeadBody, SealedDocumentBody } from "../../../review/case-file-schema.ts";
import { save } from "../api/download.ts";
import { Mark } from "../frame/mark.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { useVersion } from "./file-api.ts";
import { filesOf } from "./version-files.ts";

export function Versions({
  caseId,
  versions,
}: {
  readonly caseId: string;
  readonly versions: readonly DocumentHeadBody[];
}) {
  const say = useSay();
  return (
    <section className="panel" aria-labelledby="file-versions">
      <h2 id="file-versions">{say("file.versions")}</h2>
      {versions.length === 0 && <p className="quiet">{say("file.no-versions")}</p>}
      <ol className="downloads">
        {versions.map((head) => (
          <Version key={head.id} caseId={caseId} head={head} />
        ))}
      </ol>
    </section>
  );
}

function Version({ caseId, head }: { readonly caseId: string; readonly head: DocumentHeadBody }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { number, sha256, madeAt, madeByName, isSigned, isEntered } = head;
  return (
    <li>
      <div className="file-entry">
        <div>
          {say("file.version", { number })} · {madeByName} {localTime(madeAt)}
        </div>
        <div className="code">SHA-256 {sha256}</div>
        <div>
          <State done={isSigned} text={isSigned ? "file.signed" : "file.not-signed"} />{" "}
          <State done={isEntered} text={isEntered ? "file.entered" : "file.not-entered"} />
        </div>
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{say("file.open-version", { number })}</summary>
          <Detail {...{ caseId, head, open }} />
        </details>
      </div>
    </li>
  );
}

function State({
  done,
  text,
}: {
  readonly done: boolean;
  readonly text: "file.signed" | "file.not-signed" | "file.entered" | "file.not-entered";
}) {
  const say = useSay();
  return (
    <Mark
      tone={done ? "good" : "move"}
      icon={done ? <CheckCircleOutlined /> : <ClockCircleOutlined />}
    >
      {say(text)}
    </Mark>
  );
}

function Detail({
  caseId,
  head: { number, isSigned, isEntered },
  open,
}: {
  readonly caseId: string;
  readonly head: DocumentHeadBody;
  readonly open: boolean;
}) {
  const say = useSay();
  const { language } = useLanguage();
  const found = useVersion(caseId, number, `${isSigned} ${isEntered}`, open);
  if (found.error !== null)
    return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return open ? <Skeleton active /> : null;
  const contents = found.data.contents[language];
  return (
    <>
      <pre className="code paper" tabIndex={0} aria-label={say("file.contents")}>
        {contents}
      </pre>
      <Files version={found.data} />
    </>
  );
}

function Files({ version }: { readonly version: SealedDocumentBody }) {
  const say = useSay();
  return (
    <>
      <p className="small quiet">{say("file.files-how")}</p>
      <div className="acts">
        {filesOf(version).map(({ name, bytes }) => (
          <Button
            key={name}
            size="small"
            icon={<DownloadOutlined aria-hidden />}
            aria-label={say("file.save", { name })}
            onClick={() => save(new Blob([bytes]), name)}
          >
            {name}
          </Button>
        ))}
      </div>
    </>
  );
}
