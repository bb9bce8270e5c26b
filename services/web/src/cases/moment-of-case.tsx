/** A moment on the time line of a case: chosen by keyboard too, with what recorded then, and the ways to play it. */
import { Checkbox } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { lengthText, localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { type Part, runningAt } from "./case-line.ts";
import { clockSaid } from "./clock-said.ts";
import { MOST_ANGLES, onStep } from "../together/wall-clock.ts";

const STEP_MS = 1_000;

interface Shown {
  readonly caseId: string;
  readonly part: Part;
  /** Null: none was chosen yet. */
  readonly at: number | null;
  readonly onMove: (at: number) => void;
}

export function MomentOfCase({ caseId, part, at, onMove }: Shown) {
  const say = useSay();
  const { from, to } = part.line;
  const shown = localTime(new Date(at ?? from).toISOString());
  return (
    <>
      <input
        type="range"
        className="moment"
        aria-label={`${say("line.moment")} ${part.day}`}
        aria-valuetext={shown}
        {...{ min: from, max: to, step: STEP_MS, value: onStep(at ?? from, from, STEP_MS) }}
        onChange={({ target }) => onMove(Number(target.value))}
      />
      {at !== null && <Running key={part.line.from} {...{ caseId, part, at, shown }} />}
    </>
  );
}

function Running({
  caseId,
  part,
  at,
  shown,
}: Omit<Shown, "onMove" | "at"> & { readonly at: number; readonly shown: string }) {
  const say = useSay();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const running = runningAt(part.placed, at);
  const taken = running.filter(({ recording }) => !left.has(recording.itemId));
  const isTooMany = taken.length > MOST_ANGLES;
  const turn = (id: string, isTaken: boolean): void =>
    setLeft(new Set(isTaken ? [...left].filter((one) => one !== id) : [...left, id]));
  return (
    <div data-testid="moment">
      <p>{say(running.length === 0 ? "line.nobody" : "line.at", { at: shown })}</p>
      <ul className="downloads">
        {running.map(({ recording: { itemId, camera, deviceName, clock }, ms }) => {
          const name = camera ?? deviceName;
          return (
            <li key={itemId}>
              <div>
                {running.length > 1 && (
                  <Checkbox
                    checked={!left.has(itemId)}
                    aria-label={say("line.choose", { name })}
                    onChange={({ target }) => turn(itemId, target.checked)}
                  />
                )}{" "}
                <Link to={`/items/${itemId}?t=${ms}`}>
                  {say("line.open-at", { name, time: lengthText(ms / 1_000) })}
                </Link>
                <div className="quiet small">{clockSaid(say, clock)}</div>
              </div>
            </li>
          );
        })}
      </ul>
      {isTooMany && <p className="small">{say("line.most", { count: MOST_ANGLES })}</p>}
      {taken.length > 1 && !isTooMany && (
        <Link
          to={`/cases/${caseId}/together?at=${at}&of=${taken.map((one) => one.recording.itemId).join(",")}`}
        >
          {say("line.together", { count: taken.length })}
        </Link>
      )}
    </div>
  );
}
