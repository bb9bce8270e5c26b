/** What the first screen will ask, asked while its code is still on its way; each answer is used once. */
import { addressOf } from "../../../client/client.ts";
import { type ItemFilters, filtersIn } from "../items/list-address.ts";

const BASE = "/api/v1";
/** What was asked before is old by then, for whatever screen. */
const OLD_AFTER_MS = 10_000;

const begun = new Map<string, Promise<Response | null>>();

export interface AddressOfScreen {
  readonly pathname: string;
  readonly search: string;
}

export function askFirst(at: AddressOfScreen): void {
  // Nobody is logged in there.
  if (["/login", "/invitation", "/confirmed"].includes(at.pathname)) return;
  ask("/me");
  ask("/status");
  const filters = itemsFirst(at);
  if (filters !== null && !wasGuest()) ask(addressOf("/items", { query: filters }));
}

/** Kept where a guest of another agency was the last here, who would be refused the list: it waits for who is logged in. */
const GUEST = "holdfast.guest";

function wasGuest(): boolean {
  try {
    return localStorage.getItem(GUEST) !== null;
  } catch {
    // Storage may be forbidden; a guest's early question is then refused.
    return false;
  }
}

export function keepIfGuest(isGuest: boolean): void {
  try {
    if (isGuest) localStorage.setItem(GUEST, "guest");
    else localStorage.removeItem(GUEST);
  } catch {
    // See wasGuest.
  }
}

/** What the list of items is asked for, where that is the first screen. */
export const itemsFirst = ({ pathname, search }: AddressOfScreen): ItemFilters | null =>
  pathname === "/items" ? filtersIn(new URLSearchParams(search)) : null;

function ask(path: string): void {
  const init: RequestInit = {
    headers: { Accept: "application/json" },
    ...{ credentials: "same-origin", cache: "no-store" },
  };
  // One that failed is asked again by whoever needs it.
  begun.set(
    BASE + path,
    fetch(BASE + path, init).catch(() => null),
  );
}

/** The answer to what was asked first, whatever it is; null: it was not, or had none. */
export async function firstAnswer(address: string): Promise<Response | null> {
  if (performance.now() > OLD_AFTER_MS) begun.clear();
  const answer = begun.get(address) ?? null;
  begun.delete(address);
  return answer;
}

/** What changes something, also who is logged in, makes old what was asked before. */
export function forgetFirst(): void {
  begun.clear();
}
