/** What the list of items is asked for: by the address of its screen. */

const NAMES = ["stage", "deviceId", "caseId", "awaits", "mine", "receivedFrom"] as const;
export type FilterName = (typeof NAMES)[number];
export type ItemFilters = Readonly<Partial<Record<FilterName, string | undefined>>>;

export const filtersIn = (search: URLSearchParams): ItemFilters =>
  Object.fromEntries(NAMES.map((name) => [name, search.get(name) ?? undefined]));
