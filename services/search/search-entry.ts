/** What the index keeps of an item: its own words, those of what it belongs to, and by what lists are narrowed. Pure. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { OriginalStage } from "../evidence/pipeline.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { sha256 } from "../kernel/digest.ts";
import type { DeviceId, ItemId } from "../kernel/ids.ts";
import type { Keeping, Verdict } from "./narrowing.ts";
import { spokenName } from "./spoken-name.ts";
import { type Words, scoped, wordsOf } from "./words.ts";

/** A person by whom an item is found. */
export interface Named {
  readonly name: string;
  /** Account, staff number, credential: each as it is written. */
  readonly numbers: readonly string[];
}

/** What has a secrecy of its own: its words are found by those alone who may know of it. */
export interface SourceFacts {
  readonly id: string;
  /** "parties": their names, which are not for all who may know of their case. */
  readonly kind: "case" | "session" | "document" | "parties";
  /** Of parties: the case whose wall they stand behind. */
  readonly caseId: string | null;
  readonly texts: readonly string[];
  /** Of its texts, where it was. */
  readonly places: readonly string[];
  readonly people: readonly Named[];
}

export interface ItemFacts {
  readonly itemId: ItemId;
  readonly position: number;
  readonly stage: OriginalStage;
  readonly deviceId: DeviceId;
  readonly sha256: string | null;
  /** File name, device, place, activity, declared case, notes: what the item's page shows to whoever may open it. */
  readonly texts: readonly string[];
  /** Of its texts, where it was recorded. */
  readonly places: readonly string[];
  /** Who carried the device then. */
  readonly people: readonly Named[];
  readonly activity: string | null;
  readonly happenedAt: UtcInstant;
  readonly isDiffering: boolean;
  readonly source: string | null;
  readonly decoded: string | null;
  readonly isHeld: boolean;
  readonly retention: {
    readonly isOpen: boolean;
    readonly until: CalendarDate | "infinity";
  } | null;
  readonly sources: readonly SourceFacts[];
}

export interface SourceEntry extends Words, Pick<SourceFacts, "id" | "kind" | "caseId"> {}

export interface SearchEntry extends Pick<
  ItemFacts,
  "itemId" | "position" | "stage" | "deviceId" | "activity" | "happenedAt" | "isHeld"
> {
  readonly own: Words;
  /** `own`, the words of every source, and marks to narrow by. */
  readonly lexemes: readonly string[];
  readonly verdict: Verdict;
  readonly keeping: Keeping;
  /** From this day on `keeping` is another one; null: nothing comes by itself. */
  readonly turnsOn: CalendarDate | null;
  readonly sources: readonly SourceEntry[];
}

/** Items that arrived one after another: a list is made stretch by stretch, so that no word is too common. */
export const STRETCH = 8_192;
export const stretchOf = (position: number): number => Math.floor(position / STRETCH);

/** Marks are no words: no question can hold the sign before them. */
export const mark = {
  stretch: (number: number): string => `=e${number}`,
  stage: (stage: string): string => `=s${stage}`,
  device: (id: string): string => `=d${id}`,
  case: (id: string): string => `=c${id}`,
  /** Any text of a device, as short as others. */
  activity: (text: string): string => `=a${sha256(text).slice(0, 16)}`,
  verdict: (verdict: Verdict): string => `=v${verdict}`,
  keeping: (keeping: Keeping): string => `=k${keeping}`,
  held: "=h",
  /** "2026-11". */
  month: (month: string): string => `=m${month}`,
  year: (year: number): string => `=y${year}`,
} as const;

export function entryOf(facts: ItemFacts, today: CalendarDate): SearchEntry {
  const { itemId, position, stage, deviceId, activity, happenedAt, isHeld } = facts;
  const digests = [itemId, ...(facts.sha256 === null ? [] : [facts.sha256])];
  const own = withScopes(facts, facts.people, digests);
  const sources = facts.sources.map(({ id, kind, caseId, ...told }) => ({
    ...{ id, kind, caseId },
    ...withScopes(told, kind === "parties" ? [] : told.people),
  }));
  const verdict = verdictOf(facts);
  const keeping = keepingOf(facts.retention, today);
  const marks = [
    ...[mark.stretch(stretchOf(position)), mark.stage(stage), mark.device(deviceId)],
    ...(activity === null ? [] : [mark.activity(activity)]),
    ...[mark.verdict(verdict), mark.keeping(keeping), ...(isHeld ? [mark.held] : [])],
    ...[mark.month(happenedAt.slice(0, 7)), mark.year(Number(happenedAt.slice(0, 4)))],
    ...facts.sources.filter(({ kind }) => kind === "case").map(({ id }) => mark.case(id)),
  ];
  const words = [...own.lexemes, ...sources.flatMap((each) => each.lexemes)];
  return {
    ...{ itemId, position, stage, deviceId, activity, happenedAt, isHeld },
    ...{ own, verdict, keeping, sources },
    turnsOn: turnOf(keeping, facts.retention),
    // Marks first: of a text that is too long, the last words are left out.
    lexemes: [...new Set([...marks, ...words])],
  };
}

/** `officers`: those of its people who are. */
function withScopes(
  { texts, places, people }: Pick<ItemFacts, "texts" | "places" | "people">,
  officers: readonly Named[],
  exact?: readonly string[],
): Words {
  const { lexemes, text } = wordsOf([...texts, ...people.flatMap(namesOf)], exact);
  const told = [
    ...scoped("officer", wordsOf(officers.flatMap(namesOf))),
    ...scoped("place", wordsOf(places)),
  ];
  return { lexemes: [...told, ...lexemes], text };
}

const namesOf = ({ name, numbers }: Named): readonly string[] => [
  ...[name, ...numbers],
  ...spokenName(name),
];

function verdictOf({ isDiffering, source, decoded, stage }: ItemFacts): Verdict {
  if (isDiffering) return "differs";
  if (source === "invalid") return "source-invalid";
  if (decoded === "damaged") return "damaged";
  if (stage !== "sealed") return "unproven";
  return source === "valid" ? "source-valid" : "sealed";
}

function keepingOf(retention: ItemFacts["retention"], today: CalendarDate): Keeping {
  if (retention === null) return "undecided";
  if (retention.isOpen) return "open";
  return retention.until === "infinity" || retention.until >= today ? "kept" : "due";
}

/** The last day of its floor: the day after it is due, which a look on that day or later finds. */
const turnOf = (keeping: Keeping, retention: ItemFacts["retention"]): CalendarDate | null =>
  keeping !== "kept" || retention === null || retention.until === "infinity"
    ? null
    : retention.until;
