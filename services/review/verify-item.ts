/** Use case: check an item again, now, against what is stored, signed, logged and recorded. */
import { isDisposed } from "../evidence/pipeline.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { CheckBody, VerificationBody } from "./api-schema.ts";
import { checkOf } from "./check.ts";
import { checkBytes, checkDeclared } from "./check-bytes.ts";
import { checkCopies } from "./check-copies.ts";
import { checkFixity } from "./check-fixity.ts";
import { checkCustody, checkLock } from "./check-keeping.ts";
import { checkLedger, checkSignature } from "./check-proofs.ts";
import { checkSource } from "./check-source.ts";
import { checkStamp } from "./check-stamp.ts";
import type { Checked, VerifyDeps } from "./verify-deps.ts";

type Run = (deps: VerifyDeps, checked: Checked) => Promise<CheckBody>;

/** @throws Refusal missing "evidence/no-such-item"; unavailable "review/too-many-readings". */
export async function verifyItem(
  deps: VerifyDeps,
  itemId: ItemId,
  readBytes: boolean,
): Promise<VerificationBody> {
  const item = await deps.items.get(itemId);
  const seals = await deps.seals.seals(itemId);
  const seal = seals.find(({ subject }) => subject === "original") ?? null;
  const checked: Checked = { item, seal, seals, readBytes };
  // What the store holds is asked of what is there: of what was destroyed, that nothing is.
  const ofStore = (name: CheckBody["name"], check: Run): Promise<CheckBody> =>
    isDisposed(item)
      ? Promise.resolve(checkOf(name, "").open("verification/disposed"))
      : check(deps, checked);
  const run = async (): Promise<CheckBody[]> => [
    await ofStore("bytes", checkBytes),
    await checkFixity(deps, checked),
    checkDeclared(deps, checked),
    await checkSignature(deps, checked),
    await checkLedger(deps, checked),
    await checkStamp(deps, checked),
    await ofStore("lock", checkLock),
    await checkCustody(deps, checked),
    await checkSource(deps, checked),
    await ofStore("copies", checkCopies),
  ];
  const checks = readBytes ? await deps.readTurns.take(run) : await run();
  return { checkedAt: deps.clock(), checks };
}
