/** Two people: what one asked for, another approves. The one place that decides who is another. */
import type { NewAction } from "../actions/action.ts";
import type { Clock } from "../kernel/clock.ts";
import type { UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { PeopleStore } from "./people-store.ts";
import { DOOR_DAYS, type DoorSet, tieBetween } from "./same-person.ts";

export interface TwoPeopleDeps {
  readonly people: Pick<PeopleStore, "everyone">;
  readonly clock: Clock;
}

/** @throws Refusal forbidden "access/same-person", "access/account-too-new". */
export type Judge = (asker: UserId) => void;

/**
 * Judges askers for one approver: read once, so that a store may ask while it holds what is decided. An API token counts
 * as the person who made it.
 */
export async function anotherThan(
  { people, clock }: TwoPeopleDeps,
  approver: UserId,
): Promise<Judge> {
  const everyone = await people.everyone();
  return (asker) => {
    const tie = tieBetween(everyone, asker, approver, clock());
    if (tie === null) return;
    throw tie === "same-person" ? samePerson() : tooNew(tie.until);
  };
}

/** @throws as `Judge`. */
export async function requireAnother(
  deps: TwoPeopleDeps,
  asker: UserId,
  approver: UserId,
): Promise<void> {
  (await anotherThan(deps, approver))(asker);
}

/** Who set a door, as the action tells; null: the house itself. */
export function doorSetBy({ actor, at }: Pick<NewAction, "actor" | "at">): DoorSet | null {
  return actor.startsWith("user:") ? { by: actor.slice("user:".length) as UserId, at } : null;
}

export const samePerson = (): Refusal =>
  new Refusal("forbidden", "access/same-person", "this takes two people", {
    fix: "Let another person do it, under an account of their own.",
  });

const tooNew = (from: string): Refusal =>
  new Refusal(
    "forbidden",
    "access/account-too-new",
    `one of the two set how the other logs in less than ${DOOR_DAYS} days ago`,
    {
      fix: `This account can from ${from}. Before that, somebody can whose account the first of the two neither made nor reset, nor the other way round.`,
      facts: { from },
    },
  );
