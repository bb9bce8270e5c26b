/** Markers and written records of an item: marked while watching, sought again, taken back with a reason. */
import { DeleteOutlined, FileTextOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import type { ItemBody } from "../../../review/api-schema.ts";
import type { AnnotationBody } from "../../../review/recording-schema.ts";
import { useMay } from "../api/queries.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { lengthText, localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { useAnnotations, useEndAnnotation } from "./annotation-api.ts";
import { useKindName } from "./kind-name.ts";
import { Marking } from "./marking.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import { SeekTo } from "./seek-to.tsx";
import type { Watched } from "./watched.ts";

export function AnnotationsPanel({
  item,
  watched,
}: {
  readonly item: ItemBody;
  /** Null: nobody watches. */
  readonly watched: Watched | null;
}) {
  const say = useSay();
  const mayNote = useMay("items:annotate");
  const query = useAnnotations(item.id);
  const [ending, setEnding] = useState<AnnotationBody | null>(null);
  const [linking, setLinking] = useState(false);
  const standing = (query.data?.entries ?? []).filter(({ ended }) => ended === null);
  const kindName = useKindName();
  return (
    <section className="panel" aria-labelledby="markers">
      <div className="head">
        <h2 id="markers">{say("sessions.markers")}</h2>
        {mayNote && (
          <Button icon={<FileTextOutlined aria-hidden />} onClick={() => setLinking(true)}>
            {say("record.link")}
          </Button>
        )}
      </div>
      {mayNote && watched !== null && <Marking itemId={item.id} watched={watched} />}
      {mayNote && watched === null && <p className="quiet small">{say("marker.how")}</p>}
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton active />}
      <ul className="downloads">
        {standing.toSorted(byTime).map((annotation) => (
          <li key={annotation.id}>
            <Words of={annotation} watched={watched} />
            {mayNote && (
              <Button
                size="small"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={`${say("marker.end")} ${kindName(annotation.note)}`}
                title={say("marker.end")}
                onClick={() => setEnding(annotation)}
              />
            )}
          </li>
        ))}
      </ul>
      {query.isSuccess && standing.length === 0 && <p className="quiet">{say("marker.none")}</p>}
      {linking && <RecordDialog item={item} watched={watched} onClose={() => setLinking(false)} />}
      {ending !== null && <TakeBack annotation={ending} onClose={() => setEnding(null)} />}
    </section>
  );
}

function TakeBack({
  annotation: { id, itemId, note },
  onClose,
}: {
  readonly annotation: AnnotationBody;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const kindName = useKindName();
  return (
    <ConfirmDialog
      question={{
        title: `${say("marker.end")}: ${kindName(note)}`,
        note: say("marker.end-note"),
        okText: say("marker.end"),
        asksReason: true,
      }}
      command={useEndAnnotation(itemId)}
      id={id}
      onClose={onClose}
    />
  );
}

const timeOf = ({ note }: AnnotationBody): number =>
  note["type"] === "marker" ? Number(note["atMs"]) : Infinity;
/** Infinity less itself is no number. */
const byTime = (a: AnnotationBody, b: AnnotationBody): number =>
  timeOf(a) === timeOf(b) ? 0 : timeOf(a) - timeOf(b);

function Words({
  of: { note, madeAt },
  watched,
}: {
  readonly of: AnnotationBody;
  readonly watched: Watched | null;
}) {
  const say = useSay();
  const kindName = useKindName();
  if (note["type"] === "marker") {
    return (
      <span>
        <SeekTo ms={Number(note["atMs"])} watched={watched} /> {kindName(note)}
        {typeof note["text"] === "string" && ` · ${note["text"]}`}
      </span>
    );
  }
  const segments = note["segments"] as readonly { fromMs: number; toMs: number; text: string }[];
  return (
    <span>
      {kindName(note)} {String(note["documentNo"])} ·{" "}
      {say(note["relation"] === "replaces" ? "record.replaces" : "record.supports")}
      <br />
      <span className="quiet small">
        {localTime(madeAt)} · SHA-256{" "}
        <code title={String(note["sha256"])}>{String(note["sha256"]).slice(0, 16)}…</code>
      </span>
      {segments.map(({ fromMs, toMs, text }) => (
        <span key={fromMs} style={{ display: "block" }}>
          <SeekTo ms={fromMs} watched={watched} /> – {lengthText(toMs / 1000)} {text}
        </span>
      ))}
    </span>
  );
}
