/** Which items of the list are chosen, to do something with all of them. */
import { useState } from "react";

export interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly choose: (id: string, isChosen: boolean) => void;
  /** Keeps of the chosen ones those among `ids`. */
  readonly keepOnly: (ids: ReadonlySet<string>) => void;
}

/** Null while nobody chooses. */
export function useSelection(): {
  readonly selection: Selection | null;
  readonly begin: () => void;
  readonly end: () => void;
} {
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const choose = (id: string, isChosen: boolean): void =>
    setChosen((before) => {
      const after = new Set(before);
      if (isChosen) after.add(id);
      else after.delete(id);
      return after;
    });
  const keepOnly = (ids: ReadonlySet<string>): void =>
    setChosen((before) => new Set([...(before ?? [])].filter((id) => ids.has(id))));
  return {
    selection: chosen === null ? null : { chosen, choose, keepOnly },
    begin: () => setChosen(new Set()),
    end: () => setChosen(null),
  };
}
