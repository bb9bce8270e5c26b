/** The time line of a live session as a picture, with what is missing and what happened in words below, each a way to that moment. */
import { Button } from "antd";
import type { Stretch } from "../sessions/lanes.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { type Say, isTextKey } from "../texts/texts.ts";
import { eventWords } from "./event-words.ts";
import type { LiveSession } from "./live-api.ts";
import { type LiveHole, type LiveLine, holesIn, liveLine } from "./line-of.ts";

interface Shown {
  readonly session: LiveSession;
  readonly nowMs: number;
  /** Null: nothing is played. */
  readonly goTo: ((atMs: number) => void) | null;
}

const [WIDTH, EDGE, TOP, LANE] = [720, 8, 20, 34];

export function LiveTimeLine({ session, nowMs, goTo }: Shown) {
  const say = useSay();
  const line = liveLine(session, nowMs);
  const holes = holesIn(session.channels);
  return (
    <section className="panel" aria-labelledby="live-line">
      <h2 id="live-line">{say("live.line")}</h2>
      {line !== null && (
        <Picture
          line={line}
          label={say("live.line-label", {
            ...{ channels: line.lanes.length, holes: holes.length },
            events: session.events.length,
          })}
        />
      )}
      <h3>{say("live.holes")}</h3>
      {holes.length === 0 && <p className="quiet">{say("live.no-holes")}</p>}
      <ul className="findings" data-testid="holes">
        {holes.map((hole) => (
          <li key={`${hole.channel} ${hole.track} ${hole.from}`}>
            <time>{localTime(hole.from)}</time>
            <span>{hole.channel}</span>
            <span>{holeWords(say, hole)}</span>
            <span className="quiet">{causeWords(say, hole)}</span>
            {hole.cover !== null && (
              <span>{say(`live.cover-${hole.cover.state}`, { name: hole.other })}</span>
            )}
            <GoTo at={hole.from} goTo={goTo} />
          </li>
        ))}
      </ul>
      <BothMissed session={session} goTo={goTo} />
      <h3>{say("live.events")}</h3>
      {session.events.length === 0 && <p className="quiet">{say("live.no-events")}</p>}
      <ul className="findings" data-testid="events">
        {session.events.toReversed().map((event) => (
          <li key={event.index}>
            <time>{localTime(event.at)}</time>
            <span>{eventWords(say, event)}</span>
            {event.words !== null && <span>{event.words}</span>}
            <GoTo at={event.at} goTo={goTo} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Of cameras with two recorders. */
function BothMissed({ session, goTo }: Pick<Shown, "session" | "goTo">) {
  const say = useSay();
  const names = new Map(session.channels.map(({ id, name }) => [id, name]));
  const missing = session.missing.filter(({ channels }) => channels.length > 1);
  if (missing.length === 0) return null;
  return (
    <>
      <h3>{say("live.both-missed")}</h3>
      <ul className="findings" data-testid="both-missed">
        {missing.map(({ channels, from, to }) => (
          <li key={`${channels.join(" ")} ${from}`}>
            <time>{localTime(from)}</time>
            <time>{localTime(to)}</time>
            <span>{channels.map((id) => names.get(id) ?? id).join("、")}</span>
            <GoTo at={from} goTo={goTo} />
          </li>
        ))}
      </ul>
    </>
  );
}

function GoTo({ at, goTo }: { readonly at: string } & Pick<Shown, "goTo">) {
  const say = useSay();
  if (goTo === null) return null;
  return (
    <Button
      size="small"
      aria-label={`${say("live.go-to")} ${localTime(at)}`}
      onClick={() => goTo(Date.parse(at))}
    >
      {say("live.go-to")}
    </Button>
  );
}

function holeWords(say: Say, { kind, firstMissing, lastMissing, missingMs }: LiveHole): string {
  return say(`live.hole-${kind}`, {
    ...{ first: firstMissing ?? 0, last: lastMissing ?? 0 },
    seconds: ((missingMs ?? 0) / 1_000).toFixed(1),
  });
}

/** A cause newer than this page stands in its own word. */
function causeWords(say: Say, { cause }: LiveHole): string {
  const key = `live.cause-${cause}`;
  return isTextKey(key) ? say(key) : cause;
}

function Picture({ line, label }: { readonly line: LiveLine; readonly label: string }) {
  const { from, to, lanes, pauses, markers } = line;
  const x = (at: number): number =>
    EDGE + ((Math.min(to, Math.max(from, at)) - from) / (to - from)) * (WIDTH - 2 * EDGE);
  const height = TOP + Math.max(1, lanes.length) * LANE;
  const shown = (at: number): string => localTime(new Date(at).toISOString());
  return (
    <>
      <Legend />
      <div className="time-line lanes" role="group" tabIndex={0} aria-label={label}>
        <svg viewBox={`0 0 ${WIDTH} ${height + 4}`} aria-hidden>
          <text x={EDGE} y={11}>
            {shown(from)}
          </text>
          <text x={WIDTH - EDGE} y={11} textAnchor="end">
            {shown(to).slice(11)}
          </text>
          <Bars kind="pause" stretches={pauses} x={x} y={TOP} height={height - TOP} />
          {lanes.map(({ id, name, takes, holes, covered }, row) => (
            <g key={id} transform={`translate(0 ${TOP + row * LANE})`}>
              <text x={EDGE} y={12}>
                {name}
              </text>
              <Bars kind="recorded" stretches={takes} x={x} y={17} height={12} />
              <Bars kind="covered" stretches={covered} x={x} y={16} height={14} />
              <Bars kind="gap" stretches={holes} x={x} y={16} height={14} />
            </g>
          ))}
          {markers.map(({ at, index }) => (
            <path key={index} className="lane-marker" d={`M${x(at)} ${TOP}l5 6l-5 6l-5 -6z`} />
          ))}
        </svg>
      </div>
    </>
  );
}

function Bars({
  kind,
  stretches,
  x,
  y,
  height,
}: {
  readonly kind: "pause" | "recorded" | "gap" | "covered";
  readonly stretches: readonly Stretch[];
  readonly x: (at: number) => number;
  readonly y: number;
  readonly height: number;
}) {
  return stretches.map(({ from, to }) => (
    <rect
      key={from}
      className={`lane-${kind}`}
      {...{ x: x(from), y, width: Math.max(2, x(to) - x(from)), height }}
    />
  ));
}

function Legend() {
  const say = useSay();
  return (
    <p className="small legend" aria-hidden>
      {(["recorded", "hole", "covered", "pause", "marker"] as const).map((kind) => (
        <span key={kind}>
          <svg width={18} height={14} viewBox="0 0 18 14">
            <rect
              className={kind === "hole" ? "lane-gap" : `lane-${kind}`}
              {...{ x: 1, y: 1, width: 16, height: 12 }}
            />
          </svg>
          {say(`live.legend-${kind}`)}
        </span>
      ))}
    </p>
  );
}
