/** Check: what the continuous audit saw when it last read everything of this item. */
import { plusMs } from "../kernel/clock.ts";
import type { CheckBody } from "./api-schema.ts";
import { bytesYourself } from "./check-yourself.ts";
import { checkOf } from "./check.ts";
import type { Checked, VerifyDeps } from "./verify-deps.ts";

export async function checkFixity(deps: VerifyDeps, { item }: Checked): Promise<CheckBody> {
  const { store, periodMs } = deps.fixity;
  const check = checkOf("fixity", bytesYourself(deps.publicOrigin, item));
  const { objects, audited, auditedAt, open } = await store.ofItem(item.id);
  const facts = { objects, audited, ...(auditedAt === null ? {} : { auditedAt }) };
  const [first] = open;
  if (first !== undefined) {
    return check.failed("verification/fixity-failed", {
      ...facts,
      findings: open.length,
      part: first.target.slice(first.target.indexOf(item.id) + item.id.length + 1),
      code: first.code,
      foundAt: first.foundAt,
      ...first.facts,
    });
  }
  if (auditedAt === null) {
    const isRead = item.original?.provenBy === undefined;
    return check.open(isRead ? "verification/fixity-not-yet" : "verification/not-read-yet", facts);
  }
  return auditedAt < plusMs(deps.clock(), -periodMs)
    ? check.open("verification/fixity-late", facts)
    : check.passed("verification/fixity-sound", facts);
}
