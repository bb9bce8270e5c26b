/** What an action tells of a change to a case: the facts that differ. Parties are told by code, never by name. */
import type { Values } from "../actions/action.ts";
import { type CaseFacts, differences } from "./case-facts.ts";

export function toldFacts(
  before: CaseFacts,
  after: CaseFacts,
): { readonly before: Values; readonly after: Values } {
  const names = differences(before, after);
  return { before: of(before, names), after: of(after, names) };
}

const of = (facts: CaseFacts, names: readonly (keyof CaseFacts)[]): Values =>
  Object.fromEntries(
    names.map((name) => [
      name,
      name === "parties" ? facts.parties.map(({ code, kind }) => ({ code, kind })) : facts[name],
    ]),
  ) as Values;
