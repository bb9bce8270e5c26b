/** What becomes, or became, of one item of a batch: by the appraisal, by what stands against it, by custody. */
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { Reasons } from "./against.tsx";
import type { Said } from "./appraise-dialog.tsx";
import type { DisposalItem } from "./disposal-api.ts";

/** `said`: on this screen, and not sent yet. */
export function ItemFate({
  item,
  said,
}: {
  readonly item: DisposalItem;
  readonly said?: Said | undefined;
}) {
  const { language } = useLanguage();
  const { outcomeText, destroyedAt, against } = item;
  return (
    <>
      {outcomeText !== null && <div>{outcomeText[language]}</div>}
      {destroyedAt !== null && <div className="nowrap">{localTime(destroyedAt)}</div>}
      <Judged item={item} said={said} />
      {against.length > 0 && <Reasons of={against} />}
    </>
  );
}

function Judged({ item, said }: Parameters<typeof ItemFate>[0]) {
  const say = useSay();
  const decision = item.decision ?? said?.decision ?? null;
  if (decision === null) {
    return item.outcome === null && item.against.length === 0 ? say("disposal.undecided") : null;
  }
  return (
    <>
      {item.outcome !== "kept" && (
        <div>{say("disposal.decided", { decision: say(`disposal.decision.${decision}`) })}</div>
      )}
      <div className="quiet small">{item.why ?? said?.reason}</div>
      {said !== undefined && <div className="small mark-warn">{say("disposal.not-sent")}</div>}
    </>
  );
}
