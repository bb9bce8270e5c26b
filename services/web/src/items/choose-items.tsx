/** Several items of the list at once: which are chosen, and what can be done with them. */
import { Button } from "antd";
import { useState } from "react";
import { FlagDialog } from "../flags/flag-dialog.tsx";
import { useSay } from "../texts/say.ts";

export interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly choose: (id: string, isChosen: boolean) => void;
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
  return {
    selection: chosen === null ? null : { chosen, choose },
    begin: () => setChosen(new Set()),
    end: () => setChosen(null),
  };
}

/** As many as one request takes (services/cases/flag-items.ts). */
const MOST = 200;

export function ChosenBar({
  selection: { chosen },
  onEnd,
}: {
  readonly selection: Selection;
  readonly onEnd: () => void;
}) {
  const say = useSay();
  const [act, setAct] = useState<"set" | "end" | null>(null);
  const count = chosen.size;
  const disabled = count === 0 || count > MOST;
  return (
    <div className="filters" role="group" aria-label={say("flags.choose")}>
      <span role="status">{say(count > MOST ? "flags.too-many" : "flags.chosen", { count })}</span>
      <Button disabled={disabled} onClick={() => setAct("set")}>
        {say("flags.set")}
      </Button>
      <Button disabled={disabled} onClick={() => setAct("end")}>
        {say("flags.end")}
      </Button>
      <Button onClick={onEnd}>{say("flags.choose-end")}</Button>
      {act !== null && <FlagDialog itemIds={[...chosen]} act={act} onClose={() => setAct(null)} />}
    </div>
  );
}
