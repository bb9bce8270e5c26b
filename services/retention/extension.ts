/** That an item stays longer because its subject or the agency asks for it: what the pack gives, and what stands against it. Pure. */
import { type CalendarDate, laterDate } from "../calendar/calendar-date.ts";
import { type IsoTerm, addTerm } from "../calendar/term.ts";
import { type OriginalStage, isDisposed } from "../evidence/pipeline.ts";
import type { Actor } from "../kernel/actor.ts";
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Extension as ExtensionRule } from "../policy/retention-class.ts";
import type { Until } from "./facts.ts";

export type ExtensionBy = ExtensionRule["by"];

/** The paper that asks for it. */
export interface ExtensionPaper {
  /** Its number, never a name: it stands in the record. */
  readonly name: string;
  readonly sha256: Sha256;
}

export interface ExtensionWish {
  readonly by: ExtensionBy;
  readonly term: IsoTerm;
  readonly reason: string;
  /** Null: the agency asks by its own word. */
  readonly document: ExtensionPaper | null;
}

export interface Extension extends ExtensionWish {
  /** Which of its kind it is of this item: 1 is the first. */
  readonly time: number;
  /** The day that its term counts from, and the last day on which the item must be kept by it. */
  readonly from: CalendarDate;
  readonly until: CalendarDate;
  /** Code and version of the pack whose rule gave it. */
  readonly pack: string;
  readonly at: UtcInstant;
  readonly actor: Actor;
}

/** What of an item an extension is judged by. */
export interface ExtendableItem {
  readonly itemId: ItemId;
  readonly stage: OriginalStage;
  /** Null: nothing is decided yet. */
  readonly floor: Until | null;
  readonly open: boolean;
  /** Something changed that it is decided from. */
  readonly isUndecided: boolean;
  /** Oldest first. */
  readonly extensions: readonly Extension[];
}

export interface ExtensionBasis {
  /** Of the pack in force; empty where there is none. */
  readonly rules: readonly ExtensionRule[];
  readonly pack: string;
  readonly today: CalendarDate;
}

/** Counts from the last day on which it is kept anyway; where that is over and it is still there, from today. */
export function extended(
  item: ExtendableItem,
  wish: ExtensionWish,
  { rules, pack, today }: ExtensionBasis,
): Pick<Extension, "time" | "from" | "until" | "pack"> | Refusal {
  const floor = requireEnd(item);
  if (floor instanceof Refusal) return floor;
  const rule = rules.find(({ by }) => by === wish.by);
  if (rule === undefined) return noRule(wish.by);
  const before = item.extensions.filter(({ by }) => by === wish.by).length;
  if (rule.times !== null && before >= rule.times) return tooOften(rule.times);
  const from = laterDate(floor, today);
  const until = addTerm(from, wish.term);
  if (until > addTerm(from, rule.longest as IsoTerm)) return tooLong(rule.longest);
  if (until <= from) return keptForEver();
  return { time: before + 1, from, until, pack };
}

/** The day on which it ends as things stand. */
function requireEnd(item: ExtendableItem): CalendarDate | Refusal {
  const { stage, floor, open, isUndecided } = item;
  if (isDisposed({ stage })) return itemEnded();
  if (floor === null || isUndecided) return notDecided();
  if (floor === "permanent") return keptForEver();
  return open ? endNotKnown() : floor;
}

const ANSWER_LOST_MS = 10 * 60_000;

/** Asking the same again, after an answer that was lost, extends nothing twice. */
export const isAskedAgain = (
  { extensions }: ExtendableItem,
  { by, term, reason }: ExtensionWish,
  { at, actor }: Pick<Extension, "at" | "actor">,
): Extension | undefined =>
  extensions.findLast(
    (last) =>
      last.by === by &&
      last.term === term &&
      last.reason === reason &&
      last.actor === actor &&
      at <= plusMs(last.at, ANSWER_LOST_MS),
  );

/** How often each may still ask; null: as often as they like. */
export const timesLeft = (
  rules: readonly ExtensionRule[],
  extensions: readonly Pick<Extension, "by">[],
) =>
  rules.map(({ by, longest, times, noticeDays }) => {
    const used = extensions.filter((each) => each.by === by).length;
    return {
      ...{ by, longest, times, noticeDays, used },
      left: times === null ? null : Math.max(0, times - used),
    };
  });

const conflict = (
  code: `retention/${string}`,
  message: string,
  fix: string,
  facts: Refusal["facts"] = {},
): Refusal => new Refusal("conflict", code, message, { fix, facts });

export const itemEnded = (): Refusal =>
  conflict(
    "retention/item-ended",
    "the recording was destroyed, or is being destroyed",
    "Nothing of it is kept any longer: leave it out.",
  );
const notDecided = (): Refusal =>
  conflict(
    "retention/not-decided",
    "how long it is kept is being decided",
    "Ask again in some seconds: then its end is known.",
  );
const keptForEver = (): Refusal =>
  conflict(
    "retention/kept-for-ever",
    "it is kept for ever",
    "Nothing to do: nothing is longer than that.",
  );
const endNotKnown = (): Refusal =>
  conflict(
    "retention/end-not-known",
    "its end is not known yet",
    "It is kept until what it waits for has come about; ask again once its end is known.",
  );
const noRule = (by: ExtensionBy): Refusal =>
  conflict(
    "retention/no-extension",
    "the rules in force give no such extension",
    "The policy pack in force lets nobody ask for this: place a hold where an authority orders it, or apply a pack that gives it.",
    { by },
  );
const tooOften = (times: number): Refusal =>
  conflict(
    "retention/extended-often",
    "it was extended as often as the rules give",
    "Place a hold where an authority orders it; by the rules in force it is extended no more.",
    { times },
  );
const tooLong = (longest: string): Refusal =>
  conflict(
    "retention/extension-too-long",
    "that is longer than the rules give at once",
    "Ask for a shorter term, and again before its end where the rules give that.",
    { longest },
  );
