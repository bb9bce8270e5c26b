/**
 * What becomes of a case when another system tells of it. What a person changed since that system told it last stays,
 * unless whoever takes the message over says otherwise; nothing that stands there is overwritten unsaid. Pure.
 */
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { CaseId } from "../kernel/ids.ts";
import { joinedEvents } from "./case-event.ts";
import {
  type CaseChanges,
  type CaseFacts,
  type Party,
  changedFacts,
  differences,
  overwrites,
} from "./case-facts.ts";

/** What is left out is not told, and null takes back. Parties that are left out stay, and a name that is null is not told. */
export interface CaseMessage {
  readonly number: string;
  readonly facts: Omit<CaseChanges, "number" | "parties" | "extensions">;
  readonly parties: readonly Party[];
}

/** What becomes of a fact that a person changed since. */
export type ChangedByHand = "keep" | "take";

/** What a system told last, by name of the fact; of a party by "party:" and its code. */
export type Told = ReadonlyMap<string, Sha256>;

export interface ToldCase {
  readonly after: CaseFacts;
  /** Names of facts that a person changed and that stay, where the message says otherwise. */
  readonly kept: readonly string[];
  /** Names of facts that were told before and are told otherwise now. */
  readonly corrected: readonly string[];
  /** Of what the message says and the case says now, too. */
  readonly told: Told;
}

type Name = keyof CaseMessage["facts"];
/** Facts that make no sense one without the other are taken, or stay, together. */
const TOGETHER: readonly (readonly Name[])[] = [
  ["closedOn", "outcome"],
  ["litigation", "litigationFinalOn"],
  ["majorDecision", "majorReasons"],
];

interface Before {
  readonly id: CaseId;
  readonly facts: CaseFacts;
  readonly told: Told;
}

export function tellCase(
  before: Before,
  { facts, parties }: CaseMessage,
  changedByHand: ChangedByHand,
): ToldCase {
  const events = facts.events && joinedEvents(before.facts.events, facts.events);
  const wanted = changedFacts(before.facts, { ...facts, events });
  const differing = differences(before.facts, wanted) as readonly Name[];
  const corrects = differing.filter((name) => overwrites(name, before.facts, wanted));
  const kept = new Set(changedByHand === "take" ? [] : corrects.filter(isByHand(before)));
  for (const group of TOGETHER) {
    if (!group.some((name) => kept.has(name))) continue;
    for (const name of group) if (differing.includes(name)) kept.add(name);
  }
  const named = (Object.keys(facts) as Name[]).filter((name) => facts[name] !== undefined);
  const taken = named.filter((name) => !kept.has(name));
  const people = tellParties(before, parties, changedByHand);
  return {
    after: {
      ...before.facts,
      ...Object.fromEntries(taken.map((name) => [name, wanted[name]])),
      parties: people.after,
    },
    kept: [...kept, ...people.kept],
    corrected: [...corrects.filter((name) => !kept.has(name)), ...people.corrected],
    told: new Map([
      ...taken.map((name) => [name, markOf(before.id, name, wanted[name])] as const),
      ...people.told,
    ]),
  };
}

const markOf = (id: CaseId, name: string, value: unknown): Sha256 =>
  sha256(JSON.stringify([id, name, value]));

/** It says something else than the system told last, so somebody here said so. */
const isByHand =
  ({ id, facts, told }: Before) =>
  (name: Name): boolean =>
    told.get(name) !== markOf(id, name, facts[name]);

interface ToldParties extends Omit<ToldCase, "after"> {
  readonly after: readonly Party[];
}

function tellParties(
  before: Before,
  parties: readonly Party[],
  changedByHand: ChangedByHand,
): ToldParties {
  const after = [...before.facts.parties];
  const kept: string[] = [];
  const corrected: string[] = [];
  const told = new Map<string, Sha256>();
  for (const party of parties) {
    const name = `party:${party.code}`;
    const mark = ({ kind, name: called }: Party): Sha256 => markOf(before.id, name, [kind, called]);
    const at = after.findIndex(({ code }) => code === party.code);
    const known = after[at];
    const wanted = { ...party, name: party.name ?? known?.name ?? null };
    if (known === undefined) {
      after.push(wanted);
    } else if (mark(known) !== mark(wanted)) {
      const corrects = known.kind !== wanted.kind || known.name !== null;
      if (corrects && changedByHand === "keep" && before.told.get(name) !== mark(known)) {
        kept.push(name);
        continue;
      }
      if (corrects) corrected.push(name);
      after[at] = wanted;
    }
    told.set(name, mark(wanted));
  }
  return { after, kept, corrected, told };
}
