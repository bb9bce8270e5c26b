/** What differs between two submissions of a case: what came, what went, and what says something else. Pure. */
import { strictJsonLine, type Json } from "../kernel/strict-json.ts";
import type { Submission } from "./submission-text.ts";

export const CHANGED_PARTS = [
  "facts",
  "case-file",
  "item",
  "session",
  "record",
  "point",
  "rules",
] as const;

export interface Change {
  readonly part: (typeof CHANGED_PARTS)[number];
  readonly act: "added" | "removed" | "changed";
  /** What it is about: name of a fact, id of an item, number of a session or document, code of a point. */
  readonly subject: string;
  /** In few words, where there are such; null: there are none. */
  readonly before: string | null;
  readonly after: string | null;
}

type Row = {
  readonly key: string;
  readonly subject: string;
  readonly value: Json;
  readonly shown: string | null;
};

export const changesBetween = (before: Submission, after: Submission): readonly Change[] =>
  CHANGED_PARTS.flatMap((part) => differing(part, ROWS[part](before), ROWS[part](after)));

function differing(part: Change["part"], before: readonly Row[], after: readonly Row[]): Change[] {
  const [old, now] = [byKey(before), byKey(after)];
  const changed = before.flatMap(({ key, subject, value, shown }): Change[] => {
    const next = now.get(key);
    if (next === undefined) return [{ part, act: "removed", subject, before: shown, after: null }];
    if (strictJsonLine(next.value) === strictJsonLine(value)) return [];
    return [{ part, act: "changed", subject, before: shown, after: next.shown }];
  });
  const added = after
    .filter(({ key }) => !old.has(key))
    .map(({ subject, shown }): Change => ({
      part,
      act: "added",
      subject,
      before: null,
      after: shown,
    }));
  return [...changed, ...added];
}

const byKey = (rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.key, row]));

const row = (subject: string, value: Json, shown: string | null = null, key = subject): Row => ({
  ...{ key, subject, value, shown },
});

const ROWS: Readonly<Record<Change["part"], (submission: Submission) => readonly Row[]>> = {
  facts: ({ facts }) =>
    Object.entries(facts).map(([name, value]) =>
      row(name, value, typeof value === "object" ? null : String(value)),
    ),
  "case-file": ({ caseFile }) =>
    caseFile === null ? [] : [row("case-file", caseFile.sha256, String(caseFile.version))],
  item: ({ items }) => items.map((one) => row(one.item, one, one.stage)),
  session: ({ sessions }) => sessions.map((one) => row(one.number, one, one.verdict, one.session)),
  record: ({ records }) =>
    records.map((one) => row(one.documentNo, one, one.relation, `${one.item} ${one.sha256}`)),
  point: ({ points }) => points.map((one) => row(one.point, one, one.state)),
  rules: ({ rules }) => (rules === null ? [] : [row(rules.code, rules, String(rules.version))]),
};

/** Whether anything of the case is as it was: who submitted it when, and what was said for it, does not count. */
export const isUnchanged = (before: Submission, after: Submission): boolean =>
  changesBetween(before, after).length === 0;
