/** What can be done with several items of the list at once. */
import { Button } from "antd";
import { useState } from "react";
import { FlagDialog } from "../flags/flag-dialog.tsx";
import { useSay } from "../texts/say.ts";
import type { Selection } from "./choose-items.ts";
import { unseenOf } from "./unseen-of.ts";

/** As many as one request takes (services/cases/flag-items.ts). */
const MOST = 200;

export function ChosenBar({
  selection: { chosen, keepOnly },
  shown,
  onEnd,
}: {
  readonly selection: Selection;
  /** Ids of the list as it is now. */
  readonly shown: ReadonlySet<string>;
  readonly onEnd: () => void;
}) {
  const say = useSay();
  const [act, setAct] = useState<"set" | "end" | null>(null);
  const count = chosen.size;
  const unseen = unseenOf(chosen, shown);
  const disabled = count === 0 || count > MOST;
  return (
    <div className="filters" role="group" aria-label={say("flags.choose")}>
      <span role="status">{say(count > MOST ? "flags.too-many" : "flags.chosen", { count })}</span>
      {unseen > 0 && (
        <>
          <span className="mark mark-warn" role="status">
            {say("flags.unseen", { count: unseen })}
          </span>
          <Button onClick={() => keepOnly(shown)}>{say("flags.drop-unseen")}</Button>
        </>
      )}
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
