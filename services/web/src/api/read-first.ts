/** What the first screen shows, read before it is drawn, so that it is drawn once, and whole. */
import type { QueryClient } from "@tanstack/react-query";
import { type AddressOfScreen, itemsFirst } from "./first-asked.ts";
import { ME, STATUS, itemsOf } from "./queries.ts";

/** Never rejects: what cannot be read is asked again, and told, by what shows it. */
export async function readFirst(queries: QueryClient, at: AddressOfScreen): Promise<void> {
  const filters = itemsFirst(at);
  try {
    const [me] = await Promise.all([queries.query(ME), queries.query(STATUS)]);
    if (filters !== null && me.role !== "guest") await queries.infiniteQuery(itemsOf(filters));
  } catch {
    // See above.
  }
}
