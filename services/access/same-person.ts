/** Rules: which accounts are one person's, and which of two was set by who holds the other. Pure. */
import { z } from "zod";
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { UserId } from "../kernel/ids.ts";

/** What tells whose an account is. */
export interface PersonFacts {
  readonly id: UserId;
  /** By which the agency knows the person: set here, told by the identity provider, or of the officer's record. */
  readonly numbers: readonly string[];
  /** Who signed on by the provider; null: nobody yet, or the door is a password. */
  readonly identity: { readonly issuer: string; readonly subject: string } | null;
  /** Who made the account, or last set its password or door; null: the house itself, or before this was kept. */
  readonly doorSet: DoorSet | null;
}

export interface DoorSet {
  readonly by: UserId;
  readonly at: UtcInstant;
}

/** How long whoever set a door is taken to hold it. */
export const DOOR_DAYS = 7;
const DOOR_MS = DOOR_DAYS * 86_400_000;

/** As numbers are kept and compared: "hk 0012-a" and "ＨＫ0012A" are one. */
export const staffNumberOf = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/[\s\p{Pd}]/gu, "")
    .toUpperCase();

/** As people and providers give it; kept as `staffNumberOf` writes it. */
export const StaffNumber = z
  .string()
  .trim()
  .max(40)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{Pd} ._/]*$/u);

export type Tie = "same-person" | { readonly until: UtcInstant };

/** What stands against `one` and `other` as two people now; null: nothing. Accounts that are not among `people` are known by id alone. */
export function tieBetween(
  people: readonly PersonFacts[],
  one: UserId,
  other: UserId,
  now: UtcInstant,
): Tie | null {
  const [a, b] = [ownedWith(people, one), ownedWith(people, other)];
  if (a.has(keyOf(other))) return "same-person";
  const until = [heldUntil(people, one, b, now), heldUntil(people, other, a, now)]
    .filter((each) => each !== null)
    .sort()
    .at(-1);
  return until === undefined ? null : { until };
}

const keyOf = (id: UserId): string => id.toLowerCase();

/** The account and all others of its person: by a number or an identity, also over a third account. */
function ownedWith(people: readonly PersonFacts[], id: UserId): ReadonlySet<string> {
  const owned = new Set([keyOf(id)]);
  const marks = new Set<string>();
  const take = (facts: PersonFacts): void => {
    owned.add(keyOf(facts.id));
    for (const mark of marksOf(facts)) marks.add(mark);
  };
  for (const facts of people) if (keyOf(facts.id) === keyOf(id)) take(facts);
  for (let before = -1; before !== owned.size;) {
    before = owned.size;
    for (const facts of people) if (marksOf(facts).some((mark) => marks.has(mark))) take(facts);
  }
  return owned;
}

const marksOf = ({ numbers, identity }: PersonFacts): readonly string[] => [
  ...numbers
    .map(staffNumberOf)
    .filter((number) => number !== "")
    .map((number) => JSON.stringify([number])),
  ...(identity === null ? [] : [JSON.stringify([identity.issuer, identity.subject])]),
];

/**
 * Until when one of `others` holds the account: who set its door knows its password, and so whoever holds the account of
 * who set it. Null: none of them does now.
 */
function heldUntil(
  people: readonly PersonFacts[],
  id: UserId,
  others: ReadonlySet<string>,
  now: UtcInstant,
): UtcInstant | null {
  const byId = new Map(people.map((facts) => [keyOf(facts.id), facts]));
  const seen = new Set<string>();
  const overs: UtcInstant[] = [];
  for (let key = keyOf(id); !seen.has(key);) {
    seen.add(key);
    const set = byId.get(key)?.doorSet ?? null;
    if (set === null) return null;
    const over = plusMs(set.at, DOOR_MS);
    if (now >= over) return null;
    overs.push(over);
    key = keyOf(set.by);
    if (others.has(key)) return overs.sort()[0] ?? null;
  }
  return null;
}
