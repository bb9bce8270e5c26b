/** Checks: the lock that the store itself shows, and the chain of custody events. */
import { firstBreak, firstDisagreement } from "../evidence/custody-event.ts";
import type { CheckBody } from "./api-schema.ts";
import { faultOf } from "./check-bytes.ts";
import { custodyYourself } from "./check-yourself.ts";
import { checkOf } from "./check.ts";
import type { Checked, VerifyDeps } from "./verify-deps.ts";

export async function checkLock(deps: VerifyDeps, { item }: Checked): Promise<CheckBody> {
  const { original } = item;
  if (original === null) return checkOf("lock", "").open("verification/not-yet-verified");
  let check = checkOf("lock", deps.lockYourself(original.object, null));
  try {
    const { lock } = await deps.objects.head(original.object);
    check = checkOf("lock", deps.lockYourself(original.object, lock));
    const facts = { store: deps.objects.alias };
    if (lock === null) {
      return item.stage === "sealed"
        ? check.failed("verification/not-locked", facts)
        : check.open("verification/not-locked-yet", facts);
    }
    const shown = { ...facts, mode: lock.mode, until: lock.until };
    return lock.until > deps.clock()
      ? check.passed("verification/locked", shown)
      : check.open("verification/lock-over", shown);
  } catch (error) {
    return faultOf(deps, check, { object: original.object, error }, ({ facts }) =>
      check.failed("verification/object-changed", facts),
    );
  }
}

export async function checkCustody(deps: VerifyDeps, { item }: Checked): Promise<CheckBody> {
  const events = await deps.items.custody(item.id);
  const check = checkOf("custody", custodyYourself(deps.publicOrigin, item, events));
  if (events.length === 0) return check.failed("verification/no-custody");
  const broken = firstBreak(events) ?? firstDisagreement(events);
  const facts = { events: events.length, lastSha256: events.at(-1)?.sha256 ?? "" };
  return broken === null
    ? check.passed("verification/chain-sound", facts)
    : check.failed("verification/chain-broken", { ...facts, firstBrokenIndex: broken });
}
