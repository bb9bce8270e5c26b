/** The one clock of several recordings, as state, and the moves a person may make; by keyboard too. */
import { useEffect, useMemo, useRef, useState } from "react";
import { shuttled } from "../item/play-rules.ts";
import { useKeys } from "../item/player-keys.ts";
import { type Engine, type Shown, startEngine } from "./engine.ts";
import { type Angle, frameMs } from "./wall-clock.ts";

const SKIP_MS = 5_000;

export interface Together {
  /** Null: nothing was drawn yet. */
  readonly shown: Shown | null;
  /** How fast it runs once it runs. */
  readonly speed: number;
  readonly attach: Engine["attach"];
  readonly toggle: () => void;
  readonly jump: (direction: 1 | -1) => void;
  readonly frame: (direction: 1 | -1) => void;
  readonly setSpeed: (speed: number) => void;
  readonly seek: (at: number) => void;
}

/** `angles` and `fps`: the same arrays as long as they hold the same. */
export function useTogether(
  angles: readonly Angle[],
  fps: readonly number[],
  startAt: number,
  nudges: readonly number[],
): Together {
  const engine = useRef<Engine | null>(null);
  const waiting = useRef<Map<number, HTMLVideoElement | null>>(new Map());
  const [shown, setShown] = useState<Shown | null>(null);
  const [speed, setSpeed] = useState(1);
  useEffect(() => {
    const started = startEngine(angles, startAt, setShown);
    engine.current = started;
    for (const [place, video] of waiting.current) started.attach(place, video);
    return () => {
      engine.current = null;
      started.end();
    };
  }, [angles, startAt]);
  useEffect(() => engine.current?.nudge(nudges), [nudges, angles, startAt]);
  const moves = useMemo(() => movesOf(() => engine.current, frameMs(fps)), [fps]);
  const toggle = useMemo(() => () => moves.toggle(speed), [moves, speed]);
  useKeys(
    useMemo(
      () => ({
        " ": toggle,
        ArrowLeft: () => moves.jump(-1),
        ArrowRight: () => moves.jump(1),
        ",": () => moves.frame(-1),
        ".": () => moves.frame(1),
        j: () => moves.shuttle(-1),
        k: moves.stop,
        l: () => moves.shuttle(1),
      }),
      [moves, toggle],
    ),
  );
  const attach = useMemo(
    () => (place: number, video: HTMLVideoElement | null) => {
      waiting.current.set(place, video);
      engine.current?.attach(place, video);
    },
    [],
  );
  const paced = (next: number): void => {
    setSpeed(next);
    if ((shown?.rate ?? 0) > 0) engine.current?.run(next);
  };
  return { shown, speed, attach, ...moves, toggle, setSpeed: paced };
}

const movesOf = (engine: () => Engine | null, stepMs: number) => {
  const withEngine = (act: (running: Engine) => void): void => {
    const running = engine();
    if (running !== null) act(running);
  };
  const stop = (): void => withEngine((running) => running.run(0));
  return {
    stop,
    toggle: (speed: number) =>
      withEngine((running) => running.run(running.now().rate === 0 ? speed : 0)),
    jump: (direction: 1 | -1) =>
      withEngine((running) => running.seek(running.now().at + direction * SKIP_MS)),
    frame: (direction: 1 | -1) =>
      withEngine((running) => {
        running.run(0);
        running.seek(running.now().at + direction * stepMs);
      }),
    shuttle: (direction: 1 | -1) =>
      withEngine((running) => running.run(shuttled(running.now().rate, direction))),
    seek: (at: number) => withEngine((running) => running.seek(at)),
  };
};
