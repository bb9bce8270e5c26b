/** Of actions, those that somebody may know of: an action that names what is hidden is hidden too. */
import type { Action } from "../actions/action.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Sight } from "../secrecy/sight.ts";

export interface KnownDeps {
  readonly secrecy: Pick<SecrecyStore, "hidden">;
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** Every id in it: what it is about, and what stood there before and after. */
const named = ({ subject, before, after }: Action): readonly string[] =>
  JSON.stringify([subject, before, after]).match(ID) ?? [];

export const knownActions =
  ({ secrecy }: KnownDeps, sight: Sight | null) =>
  async (actions: readonly Action[]): Promise<readonly Action[]> => {
    if (sight === null) return [];
    const hidden = await secrecy.hidden(sight, [...new Set(actions.flatMap(named))]);
    return actions.filter((action) => named(action).every((id) => !hidden.has(id)));
  };
