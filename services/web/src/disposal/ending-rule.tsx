/** By which rule a batch ends, in words, and of whom approvals are still to come. */
import type { DisposalBody, DuePageBody } from "../../../review/disposal-schema.ts";
import { useSay } from "../texts/say.ts";
import type { Say } from "../texts/texts.ts";

export function EndingRule({ rule }: { readonly rule: DuePageBody["endsBy"] }) {
  const say = useSay();
  const { pack, noticeDays, approvals, graceHours, mostGraceHours } = rule;
  return say("disposal.ends-by", {
    ...{ pack: pack ?? say("disposal.settings"), notice: noticeDays },
    by: approvals.length === 0 ? say("disposal.any-two") : approversText(say, approvals),
    ...{ grace: graceHours, most: mostGraceHours },
  });
}

export const approversText = (say: Say, roles: DisposalBody["awaits"]): string =>
  roles.map((role) => say(role === null ? "disposal.anybody" : `role.${role}`)).join(" · ");
