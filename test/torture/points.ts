/**
 * The points at which something may die, as the programme of faults numbers them, and for those that a round trip to the
 * database marks, which one: torture kills real processes there. What no round trip marks is met at a moment by chance, or by the
 * tests that test/faults/README.md names.
 */
import type { CrashMode } from "../fixtures/crash-proxy.ts";
import type { Served } from "../faults/process-world.ts";

export interface Mark {
  readonly process: Served;
  /** What is said to the database. */
  readonly statement: RegExp;
  readonly mode: CrashMode;
}

export interface Point {
  readonly number: number;
  readonly name: string;
  readonly marks: readonly Mark[];
}

const failed = (process: Served, statement: RegExp): Mark => ({
  ...{ process, statement },
  mode: "failed",
});
const persisted = (process: Served, statement: RegExp): Mark => ({
  ...{ process, statement },
  mode: "failed-but-persisted",
});

const names: readonly (readonly [name: string, ...marks: Mark[]])[] = [
  ["upload row committed, no reply", persisted("api", /^upload-create$/)],
  ["part half received"],
  ["written, not synced"],
  ["synced, offset not recorded", failed("api", /^upload-commit$/)],
  ["offset recorded, no reply", persisted("api", /^upload-commit$/)],
  [
    "last byte, before the object is made",
    persisted("custody", /^SELECT item_id, kek, wrapped FROM item_keys/),
  ],
  ["object made, reply lost"],
  [
    "object there, no row update",
    failed("custody", /^select "id" from "items" where "original_sha256"/),
  ],
  ["read-back half"],
  ["hashed, no log entry", failed("custody", /^insert into "seals"/)],
  ["entry sequenced, no tile", persisted("custody", /ledger_place\(/)],
  ["tile, no checkpoint"],
  ["checkpoint signed, not published", failed("custody", /ledger_publish\(/)],
  ["receipt stored, not sent", persisted("custody", /^insert into "receipts"/)],
  ["work due, no job"],
  [
    "job there, its start not noted",
    failed("custody", /^INSERT INTO step_runs/),
    failed("media", /^INSERT INTO step_runs/),
  ],
  [
    "worker took job",
    persisted("custody", /^INSERT INTO step_runs/),
    persisted("media", /^INSERT INTO step_runs/),
  ],
  ["ffmpeg half"],
  ["output made, not recorded", failed("media", /^insert into "derivatives"/)],
  [
    "job done, not acknowledged",
    persisted("custody", /^commit after delete from "step_runs"/),
    persisted("media", /^commit after delete from "step_runs"/),
  ],
  ["hold set in SQL, not in the store", persisted("custody", /^insert into "held_items"/)],
  [
    "retention changed in the store, not in SQL",
    failed("custody", /^UPDATE retention SET locked_until/),
  ],
  ["deletion approved by two, half done"],
  [
    "access entry committed, no byte sent",
    persisted("api", /^commit after insert into "(?:custody_events|published_events)"/),
  ],
  ["key rotated, old checkpoint pending"],
  ["reconciler half-way", failed("custody", /^select "i"\."id", "i"\."position"/)],
  ["migration half-way"],
];

export const POINTS: readonly Point[] = names.map(([name, ...marks], at) => ({
  ...{ number: at + 1, name, marks },
}));

/** Points of this process that a round trip marks. */
export const markedPoints = (process: Served): readonly (Mark & { readonly number: number })[] =>
  POINTS.flatMap(({ number, marks }) =>
    marks.filter((mark) => mark.process === process).map((mark) => ({ ...mark, number })),
  );

/** Which point a crash at this round trip is; null: one between them. */
export function pointAt(process: Served, statement: string, mode: CrashMode): Point | null {
  const isAt = (mark: Mark): boolean =>
    mark.process === process && mark.mode === mode && mark.statement.test(statement);
  return POINTS.find(({ marks }) => marks.some(isAt)) ?? null;
}
