/** The filters of the list, kept in the address so that a link and "back" keep them. */
import { useSearchParams } from "react-router";
import { type FilterName, type ItemFilters, filtersIn } from "./list-address.ts";

export function useItemFilters(): {
  readonly filters: ItemFilters;
  readonly filtered: boolean;
  readonly change: (name: FilterName, value: string | undefined) => void;
  readonly clear: () => void;
} {
  const [search, setSearch] = useSearchParams();
  const filters = filtersIn(search);
  return {
    filters,
    filtered: Object.values(filters).some((value) => value !== undefined),
    change: (name, value) => {
      const next = new URLSearchParams(search);
      if (value === undefined) next.delete(name);
      else next.set(name, value);
      setSearch(next, { replace: true });
    },
    clear: () => setSearch({}, { replace: true }),
  };
}
