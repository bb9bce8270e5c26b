/** Rows of a table that a person chose, with a box for each and one for all. */
import { Checkbox, type TableColumnType } from "antd";
import { useState } from "react";
import type { Say } from "../texts/texts.ts";

export interface Picked {
  /** Chosen, and still there to be chosen. */
  readonly ids: readonly string[];
  readonly from: readonly string[];
  readonly toggle: (id: string) => void;
  readonly all: (isPicked: boolean) => void;
}

/** `from`: what may be chosen. */
export function usePicked(from: readonly string[]): Picked {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return {
    ids: from.filter((id) => chosen.has(id)),
    from,
    toggle: (id) =>
      setChosen((before) => new Set(before.has(id) ? without(before, id) : [...before, id])),
    all: (isPicked) => setChosen(new Set(isPicked ? from : [])),
  };
}

const without = (ids: ReadonlySet<string>, id: string) => [...ids].filter((one) => one !== id);

export function pickColumn<Row extends { readonly id: string; readonly filename: string }>(
  say: Say,
  { ids, from, toggle, all }: Picked,
): TableColumnType<Row> {
  const chosen = new Set(ids);
  const may = new Set(from);
  return {
    key: "pick",
    width: 44,
    title: (
      <Checkbox
        aria-label={say("disposal.pick-all")}
        checked={ids.length > 0 && ids.length === from.length}
        indeterminate={ids.length > 0 && ids.length < from.length}
        disabled={from.length === 0}
        onChange={({ target }) => all(target.checked)}
      />
    ),
    render: (_, { id, filename }) => (
      <Checkbox
        aria-label={say("disposal.pick", { file: filename })}
        checked={chosen.has(id)}
        disabled={!may.has(id)}
        onChange={() => toggle(id)}
      />
    ),
  };
}
