/** What the values of filters are called. */
import type { FoundFacets } from "../../../review/search-schema.ts";
import { type Say, isTextKey } from "../texts/texts.ts";

export type Facet = keyof FoundFacets["facets"];

export const VERDICT_NAMES = [
  ...(["differs", "source-invalid", "damaged", "unproven", "source-valid", "sealed"] as const),
] as const;
export const KEEPING_NAMES = ["undecided", "open", "kept", "due", "held"] as const;

/** Devices and cases have names of their own; an activity is called as its device told it. */
export function valueName(say: Say, facet: Facet, value: string, name: string | null): string {
  const key = `${facet}.${value}`;
  return name ?? (isTextKey(key) ? say(key) : value);
}
