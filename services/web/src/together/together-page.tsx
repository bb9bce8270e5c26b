/** Two to four recordings of a case that overlap, side by side on one clock with one set of controls. */
import { Button, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import type { ItemBody } from "../../../review/api-schema.ts";
import type { CaseLineBody } from "../../../review/recording-schema.ts";
import { useMay } from "../api/queries.ts";
import { NotForYou } from "../frame/not-here.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { type StatedPurpose, usePurpose } from "../item/purpose-dialog.tsx";
import { type Purpose, statePurpose } from "../item/purpose.ts";
import { isOnlyStored } from "../item/retention.tsx";
import { framesPerSecond } from "../item/timecode.ts";
import { beginsAt } from "../sessions/lanes.ts";
import { useCaseLine } from "../sessions/session-api.ts";
import { zoneName } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { AngleView, type AngleShown } from "./angle-view.tsx";
import { useItemsById } from "./together-api.ts";
import { TogetherControls } from "./together-controls.tsx";
import { useTogether } from "./use-together.ts";
import { MOST_ANGLES, overlaps, spanOf } from "./wall-clock.ts";

export function TogetherPage() {
  const say = useSay();
  const { id = "" } = useParams();
  const [search] = useSearchParams();
  const asked = search.get("of") ?? "";
  const ids = useMemo(() => [...new Set(asked.split(","))].slice(0, MOST_ANGLES), [asked]);
  const mayWatch = useMay("copies:watch");
  const line = useCaseLine(id, mayWatch);
  const items = useItemsById(ids, mayWatch);
  const problem = line.error ?? items.error;
  if (!mayWatch) return <NotForYou />;
  return (
    <>
      <div className="head">
        <div>
          <h1>{say("together.title")}</h1>
          <span className="quiet small">{say("frame.zone", { zone: zoneName() })}</span>
        </div>
        <Link to={`/cases/${id}`}>{say("together.back")}</Link>
      </div>
      <p className="quiet">{say("together.lead")}</p>
      <ProblemNotice error={problem} onRetry={() => void line.refetch()} />
      {problem === null && (line.data === undefined || items.data === undefined) && (
        <Skeleton active />
      )}
      {line.data !== undefined && items.data !== undefined && (
        <Chosen key={asked} caseId={id} {...{ line: line.data, items: items.data }} />
      )}
    </>
  );
}

function Chosen({
  caseId,
  line,
  items,
}: {
  readonly caseId: string;
  readonly line: CaseLineBody;
  readonly items: readonly ItemBody[];
}) {
  const say = useSay();
  const [search] = useSearchParams();
  const purpose = usePurpose(`together:${caseId}`, items.some(isOnlyStored));
  const angles = useMemo(() => items.flatMap((item) => angleOf(line, item) ?? []), [items, line]);
  if (angles.length < 2) return <p role="status">{say("together.too-few")}</p>;
  const spans = angles.map(({ from, to }) => ({ from, lengthMs: to - from }));
  const asked = search.get("at") ?? "";
  const startAt = /^\d{1,15}$/.test(asked) ? Number(asked) : Math.max(...angles.map((a) => a.from));
  return (
    <>
      {angles.length < items.length && <p className="small">{say("together.no-copy")}</p>}
      {!overlaps(spans) && <p className="small">{say("together.apart")}</p>}
      {purpose.purpose === null ? (
        <Begin {...{ purpose, items }} />
      ) : (
        <Playing {...{ angles, startAt, purpose: purpose.purpose }} />
      )}
      {purpose.dialog}
    </>
  );
}

/** Null: it cannot stand beside others. */
function angleOf(line: CaseLineBody, item: ItemBody): AngleShown | null {
  const recording = line.recordings.find(({ itemId }) => itemId === item.id);
  if (recording === undefined || item.viewingStage !== "ready") return null;
  const { durationMs, camera, deviceName } = recording;
  const from = beginsAt(recording);
  if (from === null || durationMs === null || item.disposal !== null) return null;
  return { item, recording, name: camera ?? deviceName, from, to: from + durationMs };
}

/** Each is read for that purpose, and tells of it in a record of its own. */
function Begin({
  purpose,
  items,
}: {
  readonly purpose: StatedPurpose;
  readonly items: readonly ItemBody[];
}) {
  const say = useSay();
  const begin = (stated: Purpose): void => {
    for (const { id } of items) statePurpose(id, stated);
  };
  return (
    <div className="screen">
      <p>
        <strong>{say("purpose.lead")}</strong>
      </p>
      <Button type="primary" onClick={() => purpose.withPurpose(begin)}>
        {say("together.begin")}
      </Button>
    </div>
  );
}

function Playing({
  angles,
  startAt,
  purpose,
}: {
  readonly angles: readonly AngleShown[];
  readonly startAt: number;
  readonly purpose: Purpose;
}) {
  const say = useSay();
  const [nudges, setNudges] = useState<readonly number[]>(() => angles.map(() => 0));
  const timed = useMemo(
    () => angles.map(({ from, to }) => ({ from, lengthMs: to - from })),
    [angles],
  );
  const fps = useMemo(() => angles.map(({ item }) => framesPerSecond(item.mediaInfo)), [angles]);
  const together = useTogether(timed, fps, startAt, nudges);
  const { shown, attach } = together;
  const onVideo = useMemo(
    () => angles.map((_, place) => (video: HTMLVideoElement | null) => attach(place, video)),
    [angles, attach],
  );
  return (
    <>
      <TogetherControls together={together} span={shown?.span ?? spanOf(timed, nudges)} />
      <div className="live-grid">
        {angles.map((angle, place) => (
          <AngleView
            key={angle.item.id}
            {...{ angle, purpose }}
            standing={shown?.standings[place] ?? { state: "running", seconds: 0 }}
            awayMs={shown?.awayMs[place] ?? null}
            nudgeMs={nudges[place] ?? 0}
            onNudge={(ms) => setNudges(nudges.with(place, ms))}
            onVideo={onVideo[place] ?? ignored}
          />
        ))}
      </div>
      <p className="quiet small">{say("together.nudge-note")}</p>
    </>
  );
}

const ignored = (): void => undefined;
