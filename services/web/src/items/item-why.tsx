/** Why an item is in quarantine, or has no copy to watch: the reason, and the way to what happened. */
import { Link } from "react-router";
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import { Why } from "../frame/why.tsx";
import { useSay } from "../texts/say.ts";
import { sayCode } from "../texts/texts.ts";

type Of = Pick<
  ItemSummaryBody,
  "id" | "stage" | "viewingStage" | "quarantineReason" | "noViewingReason"
>;

export function WhyQuarantined({ item: { id, stage, quarantineReason } }: { readonly item: Of }) {
  const say = useSay();
  if (stage !== "quarantined" || quarantineReason === null) return null;
  return (
    <Why of={say("stage.quarantined")}>
      <p>{sayCode(say, quarantineReason)}</p>
      <Link to={`/items/${id}`}>{say("why.custody")}</Link>
    </Why>
  );
}

/** One in quarantine has none for that reason alone. */
export function WhyNoCopy({ item: { id, viewingStage, noViewingReason } }: { readonly item: Of }) {
  const say = useSay();
  if (viewingStage !== "none" || noViewingReason === null) return null;
  return (
    <Why of={say("viewing.none")}>
      <p>{sayCode(say, noViewingReason)}</p>
      <Link to={`/items/${id}`}>{say("why.custody")}</Link>
    </Why>
  );
}
