/** What an audit saw, kept in one transaction: the object's row, its findings, the item's custody, the result. */
import { type Transaction, sql } from "kysely";
import type { Audit, FixityCode, FixityFinding } from "../../services/fixity/finding.ts";
import type { Taken } from "../../services/fixity/fixity-store.ts";
import { fixityHappening, longestLock } from "../../services/fixity/keep-audit.ts";
import { targetName } from "../../services/fixity/target.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { appendEvent } from "./custody-chain.ts";
import type { Tables } from "./tables.ts";

const ACTOR = "process:custody";
const LOCK_CODES: readonly FixityCode[] = ["fixity/lock-missing", "fixity/lock-shortened"];

/** False, and nothing is kept, if the taking is over. */
export async function saveAudit(
  tx: Transaction<Tables>,
  taken: Taken,
  audit: Audit,
  at: UtcInstant,
): Promise<boolean> {
  const name = targetName(taken.target);
  const itemId = taken.target.kind === "sealed" ? taken.target.itemId : null;
  // The item's row first, as everywhere that adds to its chain.
  if (itemId !== null && audit.findings.length + (await openCodes(tx, name)).length > 0) {
    await tx.selectFrom("items").select("id").where("id", "=", itemId).forNoKeyUpdate().execute();
  }
  const lock = longestLock(taken.seenLock, audit.lock);
  const { numUpdatedRows } = await tx
    .updateTable("fixity_targets")
    .set({
      ...{ last_read_at: at, audited_at: at, failures: 0, not_before: null },
      ...{ lease: null, lease_until: null },
      // It may have been prolonged, and read back, while the audit read.
      locked_until: sql<string>`greatest(locked_until, ${lock?.until ?? null}::timestamptz)`,
      lock_mode: lock?.mode ?? null,
    })
    .where("name", "=", name)
    .where("lease", "=", taken.lease)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await settleFindings(tx, { name, itemId, taken }, audit.findings, at);
  if (itemId !== null && audit.findings.some(({ code }) => LOCK_CODES.includes(code))) {
    // Told first, then set again: upward only, to what was promised.
    await sql`UPDATE retention SET lock_at = ${at}::timestamptz WHERE item_id = ${itemId}`.execute(
      tx,
    );
  }
  await tx
    .insertInto("fixity_results")
    .values({
      ...{ at, target: name, size_bytes: audit.sizeBytes, sha256: audit.sha256 },
      codes: audit.findings.map(({ code }) => code),
    })
    .execute();
  return true;
}

interface Settled {
  readonly name: string;
  readonly itemId: ItemId | null;
  readonly taken: Taken;
}

async function settleFindings(
  tx: Transaction<Tables>,
  { name, itemId, taken: { target } }: Settled,
  findings: readonly FixityFinding[],
  at: UtcInstant,
): Promise<void> {
  const known = await openCodes(tx, name);
  const fresh = findings.filter(({ code }) => !known.includes(code));
  const ended = known.filter((code) => findings.every((each) => each.code !== code));
  for (const { code, facts } of fresh) {
    await tx
      .insertInto("fixity_findings")
      .values({
        ...{ target: name, item_id: itemId, code, found_at: at },
        facts: JSON.stringify(facts),
      })
      .execute();
  }
  if (ended.length > 0) {
    await tx
      .updateTable("fixity_findings")
      .set({ ended_at: at })
      .where("target", "=", name)
      .where("code", "in", ended)
      .where("ended_at", "is", null)
      .execute();
  }
  if (target.kind !== "sealed") return;
  for (const happening of fixityHappening(target, fresh, ended)) {
    await appendEvent(tx, target.itemId, { at, actor: ACTOR, happening });
  }
}

const openCodes = async (tx: Transaction<Tables>, name: string) =>
  (
    await tx
      .selectFrom("fixity_findings")
      .select("code")
      .where("target", "=", name)
      .where(sql<boolean>`ended_at IS NULL`)
      .execute()
  ).map(({ code }) => code);
