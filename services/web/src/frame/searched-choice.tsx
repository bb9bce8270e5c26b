/** A choice among more entries than a list could hold: what is typed is searched for on the server. */
import { useEffect, useState } from "react";
import type { PageOf } from "../api/lists.ts";
import { useSay } from "../texts/say.ts";
import { Choice } from "./choice.tsx";

/** Long enough that a word is one question, short enough that nobody waits for it. */
const SETTLES_MS = 250;

interface Found<Entry> {
  readonly data: { readonly pages: readonly PageOf<Entry>[] } | undefined;
  readonly isFetching: boolean;
  readonly hasNextPage: boolean;
}

export function SearchedChoice<Entry extends { readonly id: string }>({
  label,
  value,
  useFound,
  nameOf,
  without,
  onChange,
}: {
  readonly label: string;
  readonly value: string | undefined;
  /** Entries that `search` is a part of, or the id of. */
  readonly useFound: (search?: string, enabled?: boolean) => Found<Entry>;
  readonly nameOf: (entry: Entry) => string;
  /** Ids that are not to be chosen. */
  readonly without?: ReadonlySet<string>;
  readonly onChange: (value: string | undefined) => void;
}) {
  const say = useSay();
  const [typed, setTyped] = useState("");
  const search = useSettled(typed.trim());
  // Nothing is looked for until somebody is at it.
  const [isWanted, setWanted] = useState(false);
  const found = useFound(search === "" ? undefined : search, isWanted);
  // The one in the address need not be among those found; its name is shown all the same.
  const chosen = useFound(value, value !== undefined);
  const optionOf = (entry: Entry) => ({ value: entry.id, label: nameOf(entry) });
  const listed = entriesOf(found).filter(({ id }) => without?.has(id) !== true);
  const apart = entriesOf(chosen).filter(
    ({ id }) => id === value && search === "" && !listed.some((entry) => entry.id === id),
  );
  const more = { value: "", label: say("choice.more"), disabled: true };
  return (
    <Choice
      allowClear
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      aria-label={label}
      placeholder={label}
      onFocus={() => setWanted(true)}
      loading={found.isFetching}
      notFoundContent={say(found.isFetching ? "frame.loading" : "choice.none")}
      value={value ?? null}
      options={[...apart, ...listed].map(optionOf).concat(found.hasNextPage ? [more] : [])}
      labelRender={({ value: id, label: name }) =>
        name ??
        entriesOf(chosen)
          .filter((entry) => entry.id === id)
          .map(nameOf)[0] ??
        "…"
      }
      onChange={(picked: string | null | undefined) => {
        setTyped("");
        onChange(picked ?? undefined);
      }}
    />
  );
}

const entriesOf = <Entry,>({ data }: Found<Entry>): readonly Entry[] =>
  (data?.pages ?? []).flatMap(({ entries }) => entries);

/** `value` once it has stayed the same for a while. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
