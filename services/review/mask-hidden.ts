/**
 * What somebody may not know of is not there for them: before a route runs, each id of such a thing that the request
 * names is taken for an id of nothing. So a hidden item answers as a missing one does, on every route, because the
 * same code answers, after the same questions to the database.
 */
import { randomUUID } from "node:crypto";
import { parseId } from "../kernel/ids.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Sight } from "../secrecy/sight.ts";

type Walls = Pick<SecrecyStore, "hidden">;

/** `value` of a request (a parameter, a list, the members of a body), with hidden ids replaced. */
export async function masked<T>(walls: Walls, sight: Sight, value: T): Promise<T> {
  const ids = new Set<string>();
  each(value, (text, id) => {
    ids.add(id);
    return text;
  });
  const hidden = await walls.hidden(sight, [...ids]);
  if (hidden.size === 0) return value;
  return each(value, (text, id) => (hidden.has(id) ? randomUUID() : text)) as T;
}

/** Bounded like the bodies themselves: nothing of ours is nested deeper. */
const MAX_DEPTH = 8;

type Change = (text: string, id: string) => string;

function each(value: unknown, change: Change, depth = 0): unknown {
  if (typeof value === "string") {
    // PostgreSQL reads capital letters as the same id (RFC 9562 §4).
    const id = parseId(value.toLowerCase());
    return id === null ? value : change(value, id);
  }
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return value;
  const inside = (one: unknown): unknown => each(one, change, depth + 1);
  if (Array.isArray(value)) return value.map(inside);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inside(one)]));
}
