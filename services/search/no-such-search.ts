/** What is refused of saved searches. */
import { Refusal } from "../kernel/refusal.ts";
import { MOST_SAVED } from "./saved-search.ts";

export const noSuchSearch = (): Refusal =>
  new Refusal("missing", "search/no-such-search", "you saved no such search");

export const tooManySearches = (): Refusal =>
  new Refusal("conflict", "search/too-many", `you saved ${MOST_SAVED} searches already`, {
    fix: "Remove one that is not needed any more.",
  });
