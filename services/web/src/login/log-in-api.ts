/** Where somebody is logged in, read and ended: oneself (null), or another account by its id. */
import { useCommand } from "../api/commands.ts";
import { useList, useListAt } from "../api/lists.ts";
import { call } from "../api/request.ts";
import type { Ending } from "../frame/ending.ts";

const LOOK_EVERY_MS = 15_000;

export type Whose = string | null;
const keyOf = (whose: Whose) => ["log-ins", whose] as const;

/** Few, so the service gives all at once. */
export function useLogIns(whose: Whose) {
  const every = () => LOOK_EVERY_MS;
  const own = useList(keyOf(null), "/me/sessions", {}, every, whose === null);
  const at = { id: whose ?? "" };
  const key = keyOf(at.id);
  const theirs = useListAt(key, "/users/{id}/sessions", at, {}, every, whose !== null);
  return whose === null ? own : theirs;
}

/** Nobody is asked why they end their own. */
export const useEndLogIn = (whose: Whose) =>
  useCommand(
    ({ id: session, reason }: Ending) =>
      whose === null
        ? call("DELETE", "/me/sessions/{session}", { path: { session } })
        : call("DELETE", "/users/{id}/sessions/{session}", {
            ...{ path: { id: whose, session }, body: { reason } },
          }),
    keyOf(whose),
  );

export const useEndLogIns = (whose: Whose) =>
  useCommand(
    ({ reason }: Ending) =>
      whose === null
        ? call("DELETE", "/me/sessions", {})
        : call("DELETE", "/users/{id}/sessions", { path: { id: whose }, body: { reason } }),
    keyOf(whose),
  );
