/** Who an actor is: what was recorded, and what people and devices are called today. */
import { type DeviceId, type UserId, parseId } from "../kernel/ids.ts";
import { oneLine } from "../kernel/one-line.ts";
import type { ReviewStore } from "./review-store.ts";

/** What stands behind "user:", "device:" or "process:". */
export const idOf = (actor: string): string => actor.slice(actor.indexOf(":") + 1);

/** Looked up at once: "The name (user:<id>)", or the actor alone where nobody is called so. */
export async function namesOf(
  reviews: Pick<ReviewStore, "actorNames">,
  actors: readonly string[],
): Promise<(actor: string) => string> {
  const ids = [...new Set(actors)].map((actor) => parseId<UserId | DeviceId>(idOf(actor)));
  const names = await reviews.actorNames(ids.filter((id) => id !== null));
  return (actor) => {
    const name = names.get(idOf(actor));
    return name === undefined ? actor : `${oneLine(name)} (${actor})`;
  };
}
