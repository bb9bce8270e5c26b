/** The time line as a picture: one stop for the tab key, arrow keys from mark to mark, and the mark in words below it. */
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { type Day, type Finding, type Recording, type Tick, daysOf } from "./time-line.ts";

const [ROW, LEFT, WIDTH, TOP] = [22, 92, 720, 18];
const HOURS = [0, 6, 12, 18, 24];
const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

const xOf = (share: number): number => LEFT + share * (WIDTH - LEFT - 12);

export function TimeLine({
  entries,
  findings,
}: {
  readonly entries: readonly Recording[];
  readonly findings: readonly Finding[];
}) {
  const say = useSay();
  const navigate = useNavigate();
  const days = useMemo(() => daysOf(entries, findings), [entries, findings]);
  const ticks = useMemo(() => days.flatMap((day) => day.ticks), [days]);
  const [chosen, choose] = useState<Tick | null>(null);
  const box = useShown(ticks[0]?.share ?? 0);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const itemId = chosen?.recording?.itemId;
    if (event.key === "Enter" && typeof itemId === "string") void navigate(`/items/${itemId}`);
    if (step === undefined) return;
    event.preventDefault();
    const at = chosen === null ? -1 : ticks.indexOf(chosen);
    choose(ticks[Math.min(ticks.length - 1, Math.max(0, at + step))] ?? null);
  };
  const label = say("chain.line-label", {
    days: days.length,
    count: entries.length,
    found: findings.length,
  });
  return (
    <section className="panel" aria-labelledby="line">
      <h2 id="line">{say("chain.line")}</h2>
      <p className="small quiet">{say("chain.line-what")}</p>
      <Legend />
      <div className="time-line" ref={box}>
        <svg
          viewBox={`0 0 ${WIDTH} ${TOP + days.length * ROW + 4}`}
          tabIndex={0}
          role="application"
          aria-label={label}
          aria-describedby="line-chosen"
          onKeyDown={onKeyDown}
        >
          <Scale days={days} />
          {days.map((day, row) => (
            <g key={day.name} transform={`translate(0 ${TOP + row * ROW})`}>
              {day.ticks.map((tick, at) => (
                <Mark key={at} tick={tick} isChosen={tick === chosen} onChoose={choose} />
              ))}
            </g>
          ))}
        </svg>
      </div>
      <p id="line-chosen" role="status" className="small chosen">
        {chosen !== null && <Words of={chosen} />}
      </p>
    </section>
  );
}

/** A phone shows a part of the day: that of the first mark, which may be in the evening. */
function useShown(share: number): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = box;
    if (current === null) return;
    current.scrollLeft = (xOf(share) / WIDTH) * current.scrollWidth - current.clientWidth / 2;
  }, [share]);
  return box;
}

function Scale({ days }: { readonly days: readonly Day[] }) {
  return (
    <g aria-hidden className="scale">
      {HOURS.map((hour) => (
        <g key={hour}>
          <text x={xOf(hour / 24)} y={11} textAnchor={hour === 24 ? "end" : "middle"}>
            {String(hour).padStart(2, "0")}:00
          </text>
          <line x1={xOf(hour / 24)} x2={xOf(hour / 24)} y1={TOP - 3} y2={TOP + days.length * ROW} />
        </g>
      ))}
      {days.map(({ name }, row) => (
        <text key={name} x={0} y={TOP + row * ROW + 15}>
          {name}
        </text>
      ))}
    </g>
  );
}

/** Shape and colour: a recording is a bar, one to look at a taller one with a dot, a visit's gap a diamond. */
function Mark({
  tick,
  isChosen,
  onChoose,
}: {
  readonly tick: Tick;
  readonly isChosen: boolean;
  readonly onChoose: (tick: Tick) => void;
}) {
  const x = xOf(tick.share);
  const isFound = tick.findings.length > 0;
  const kind = tick.recording === null ? "visit" : isFound ? "found" : "plain";
  return (
    <g
      className={`tick ${kind}${isChosen ? " chosen" : ""}`}
      aria-hidden
      onClick={() => onChoose(tick)}
    >
      {kind === "visit" ? (
        <path d={`M${x} 3l6 8l-6 8l-6 -8z`} />
      ) : (
        <rect x={x - 2} y={isFound ? 2 : 6} width={4} height={isFound ? 18 : 10} />
      )}
      {kind === "found" && <circle cx={x} cy={4} r={3.5} />}
    </g>
  );
}

function Legend() {
  const say = useSay();
  return (
    <p className="small legend" aria-hidden>
      {(["plain", "found", "visit"] as const).map((kind) => (
        <span key={kind}>
          <svg width={16} height={22} viewBox="0 0 16 22">
            <g className={`tick ${kind}`}>
              {kind === "visit" ? (
                <path d="M8 3l6 8l-6 8l-6 -8z" />
              ) : (
                <rect
                  x={6}
                  y={kind === "found" ? 2 : 6}
                  width={4}
                  height={kind === "found" ? 18 : 10}
                />
              )}
              {kind === "found" && <circle cx={8} cy={4} r={3.5} />}
            </g>
          </svg>
          {say(`chain.legend-${kind}`)}
        </span>
      ))}
    </p>
  );
}

function Words({ of: { at, recording, findings } }: { readonly of: Tick }) {
  const say = useSay();
  const { language } = useLanguage();
  const name = recording === null ? null : (recording.filename ?? say("chain.hidden"));
  const number = recording?.sequence ?? null;
  return (
    <>
      {localTime(at)}
      {name !== null && ` · ${name}`}
      {number !== null && ` · ${say("chain.number")} ${number}`}
      {findings.map(({ words }) => ` · ${words[language]}`)}
    </>
  );
}
