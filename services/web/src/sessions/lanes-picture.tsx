/** A time line as a picture: who recorded when, and when nobody did. */
import type { MouseEvent } from "react";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import type { Lane, Line, Stretch } from "./lanes.ts";

const [WIDTH, EDGE, TOP, LANE] = [720, 8, 20, 40];
const PARTS = 4;
const MARK = "l5 6l-5 6l-5 -6z";

interface Picked {
  /** Where it stands; null: nowhere yet. */
  readonly at: number | null;
  readonly onPick: (at: number) => void;
}

export function LanesPicture({
  line,
  picked = null,
}: {
  readonly line: Line;
  /** Null: no moment can be picked. By keyboard it is picked beside the picture. */
  readonly picked?: Picked | null;
}) {
  const say = useSay();
  const { from, to, lanes, pauses, gaps } = line;
  const x = (at: number): number =>
    EDGE + ((Math.min(to, Math.max(from, at)) - from) / (to - from)) * (WIDTH - 2 * EDGE);
  const height = TOP + Math.max(1, lanes.length) * LANE;
  const pick = ({ currentTarget, clientX }: MouseEvent<SVGSVGElement>): void => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const part = (((clientX - left) / width) * WIDTH - EDGE) / (WIDTH - 2 * EDGE);
    picked?.onPick(Math.round(from + Math.min(1, Math.max(0, part)) * (to - from)));
  };
  const label = say("sessions.line-label", {
    ...{ devices: lanes.length, pauses: pauses.length, gaps: gaps.length },
    recordings: lanes.flatMap(({ stretches }) => stretches).length,
  });
  const band = (kind: string, { from: begin, to: end }: Stretch, place: number) => (
    <rect
      key={`${kind}${place}`}
      className={`lane-${kind}`}
      {...{ x: x(begin), y: TOP, height: height - TOP, width: Math.max(2, x(end) - x(begin)) }}
    >
      <title>{`${say(`sessions.legend-${kind as "gap" | "pause"}`)} ${localTime(new Date(begin).toISOString())}`}</title>
    </rect>
  );
  return (
    <>
      <Legend />
      <div className="time-line lanes" role="group" tabIndex={0} aria-label={label}>
        <svg
          viewBox={`0 0 ${WIDTH} ${height + 4}`}
          aria-hidden
          {...(picked !== null && { onClick: pick, className: "lane-pick" })}
        >
          <Scale line={line} height={height} />
          {pauses.map((pause, place) => band("pause", pause, place))}
          {gaps.map((gap, place) => band("gap", gap, place))}
          {lanes.map((lane, row) => (
            <g key={lane.deviceId} transform={`translate(0 ${TOP + row * LANE})`}>
              <LaneRow lane={lane} x={x} />
            </g>
          ))}
          {picked?.at != null && (
            <line className="lane-now" x1={x(picked.at)} x2={x(picked.at)} y1={TOP} y2={height} />
          )}
        </svg>
      </div>
    </>
  );
}

function LaneRow({ lane, x }: { readonly lane: Lane; readonly x: (at: number) => number }) {
  return (
    <>
      <text x={EDGE} y={13}>
        {lane.name}
      </text>
      {lane.stretches.map(({ itemId, from, to, isChecked }) => (
        <rect
          key={itemId}
          className={isChecked ? "lane-recorded" : "lane-unchecked"}
          {...{ x: x(from), y: 19, height: 12, width: Math.max(2, x(to) - x(from)) }}
        />
      ))}
      {lane.covered.map(({ from, to }) => (
        <rect
          key={from}
          className="lane-covered"
          {...{ x: x(from), y: 20, height: 10, width: Math.max(2, x(to) - x(from)) }}
        />
      ))}
      {lane.markers.map(({ id, at }) => (
        <path key={id} className="lane-marker" d={`M${x(at)} 19${MARK}`} />
      ))}
    </>
  );
}

function Scale({ line: { from, to }, height }: { readonly line: Line; readonly height: number }) {
  return Array.from({ length: PARTS + 1 }, (_, part) => {
    const at = EDGE + (part / PARTS) * (WIDTH - 2 * EDGE);
    const shown = localTime(new Date(from + (part / PARTS) * (to - from)).toISOString());
    const anchor = part === 0 ? "start" : part === PARTS ? "end" : "middle";
    return (
      <g key={part}>
        <text x={at} y={11} textAnchor={anchor}>
          {part === 0 ? shown : shown.slice(11)}
        </text>
        <line x1={at} x2={at} y1={TOP - 4} y2={height} />
      </g>
    );
  });
}

function Legend() {
  const say = useSay();
  return (
    <p className="small legend" aria-hidden>
      {(["recorded", "unchecked", "pause", "gap", "covered", "marker"] as const).map((kind) => (
        <span key={kind}>
          <svg width={18} height={14} viewBox="0 0 18 14">
            {kind === "marker" ? (
              <path className="lane-marker" d={`M9 1${MARK}`} />
            ) : (
              <rect className={`lane-${kind}`} x={1} y={1} width={16} height={12} />
            )}
          </svg>
          {say(`sessions.legend-${kind}`)}
        </span>
      ))}
    </p>
  );
}
