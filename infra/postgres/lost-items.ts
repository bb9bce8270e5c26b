/** LostItems on PostgreSQL. */
import { randomBytes } from "node:crypto";
import { type Transaction, sql } from "kysely";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { LedgerEntry } from "../../services/ledger/ledger-store.ts";
import type { FoundItem, LostItems, LostManifest } from "../../services/recovery/lost-items.ts";
import type { Seal } from "../../services/sealing/seal-store.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import { keepDerivative } from "./derivative-rows.ts";
import { changingColumns, newItemRow } from "./item-row.ts";
import { writeLabel } from "./label-rows.ts";
import type { Tables } from "./tables.ts";

export const createLostItems = (db: Database): LostItems => ({
  list: (...asked) => listLost(db, ...asked),

  walls: async (after, limit) => {
    const { rows } = await ask(() =>
      sql<LedgerEntry & { readonly origin: string }>`
        SELECT e.origin, e.index, e.leaf FROM ledger_entries e
         WHERE e.leaf LIKE ANY (ARRAY['label/v1%', 'case-link/v1%', 'case-unlink/v1%'])
           AND (e.origin, e.index) > (${after?.origin ?? ""}, ${after?.index ?? -1}::bigint)
           AND NOT EXISTS (SELECT FROM ledger_records r WHERE r.leaf = e.leaf)
         ORDER BY e.origin, e.index LIMIT ${limit}`.execute(db),
    );
    return rows;
  },

  bringBack: (found) =>
    ask(() => db.transaction().execute((transaction) => bringBack(transaction, found))),

  bringCopyBack: ({ seal, copy }) =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        await keepSeal(transaction, seal);
        await keepDerivative(transaction, copy);
      }),
    ),
});

/** Entries that are looked at with one question, in their order. Their lines stand as services/ledger/leaf.ts writes them. */
const CHUNK = 2_000;

async function listLost(
  db: Database,
  ...[after, limit]: Parameters<LostItems["list"]>
): Promise<readonly LostManifest[]> {
  const found: LostManifest[] = [];
  for (let last = after; ;) {
    const { origin, index } = last ?? { origin: "", index: -1 };
    const { rows } = await ask(() =>
      sql<LostManifest & { readonly is_kept: boolean }>`
        SELECT e.*, i.stage, EXISTS (SELECT FROM seals s WHERE s.item_id = e."itemId" AND s.subject = e.subject
                                        AND s.manifest_sha256 = e."manifestSha256") AS is_kept FROM (
          SELECT origin, index, substr(split_part(leaf, E'\\n', 2), 6)::uuid AS "itemId",
                 CASE WHEN leaf LIKE 'clip/%' THEN 'original' ELSE substr(split_part(leaf, E'\\n', 3), 6) END AS subject,
                 substr(split_part(leaf, E'\\n', CASE WHEN leaf LIKE 'clip/%' THEN 3 ELSE 4 END), 17) AS "manifestSha256"
            FROM ledger_entries
           WHERE (leaf LIKE 'clip/v1%' OR leaf LIKE 'derive/v1%') AND (origin, index) > (${origin}, ${index}::bigint)
           ORDER BY origin, index LIMIT ${CHUNK}) AS e
          LEFT JOIN items i ON i.id = e."itemId" ORDER BY e.origin, e.index`.execute(db),
    );
    for (const { is_kept: isKept, ...lost } of rows) if (!isKept) found.push(lost);
    if (found.length >= limit) return found.slice(0, limit);
    if (rows.length < CHUNK) return found;
    last = rows.at(-1) ?? null;
  }
}

async function bringBack(transaction: Transaction<Tables>, found: FoundItem): Promise<void> {
  const { item, seal, copies, sequence } = found;
  await lockDevice(transaction, item);
  if (await isNew(transaction, item)) await tellOfNew(transaction, found);
  else await goOnWithKnown(transaction, found);
  await keepSeal(transaction, seal);
  for (const each of copies) {
    await keepSeal(transaction, each.seal);
    await keepDerivative(transaction, each.copy);
  }
  await transaction
    .updateTable("devices")
    .set({ sequence, last_manifest_sha256: seal.manifestSha256 })
    .where("id", "=", item.deviceId)
    .where("sequence", "<", sequence)
    .execute();
}

async function isNew(transaction: Transaction<Tables>, item: EvidenceItem): Promise<boolean> {
  const row = await transaction
    .insertInto("items")
    .values(newItemRow(item))
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

async function tellOfNew(
  transaction: Transaction<Tables>,
  { item, label, at, actor, happenings, action }: FoundItem,
): Promise<void> {
  const { received, verified, labelled } = happenings;
  for (const happening of [received, verified, labelled])
    await appendEvent(transaction, item.id, { at, actor, happening });
  await writeLabel(transaction, { type: "item", id: item.id }, null, label);
  await appendAction(transaction, action);
}

/** What was received before the backup and verified after it. */
async function goOnWithKnown(
  transaction: Transaction<Tables>,
  { item, at, actor, happenings: { verified } }: FoundItem,
): Promise<void> {
  const { stage, original, original_sha256 } = changingColumns(item);
  const moved = await transaction
    .updateTable("items")
    .set(({ eb }) => ({ stage, original, original_sha256, version: eb("version", "+", 1) }))
    .where("id", "=", item.id)
    .where("stage", "=", "received")
    .returning("id")
    .executeTakeFirst();
  if (moved !== undefined)
    await appendEvent(transaction, item.id, { at, actor, happening: verified });
}

/** One that is there stays: it is what the item was sealed by. */
async function keepSeal(
  transaction: Transaction<Tables>,
  { itemId, subject, manifest, manifestSha256, signature, secondSignature }: Seal,
): Promise<void> {
  const bytes = (each: Uint8Array | null) => (each === null ? null : Buffer.from(each));
  await transaction
    .insertInto("seals")
    .values({
      ...{ item_id: itemId, subject, manifest: Buffer.from(manifest) },
      ...{ manifest_sha256: manifestSha256, signature: bytes(signature) },
      second_signature: bytes(secondSignature),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The row is the lock on its chain. Of a device that the database does not know, nothing but its id is known: nobody comes in as it. */
async function lockDevice(
  transaction: Transaction<Tables>,
  { deviceId, receivedAt }: EvidenceItem,
): Promise<void> {
  await transaction
    .insertInto("devices")
    .values({
      ...{ id: deviceId, name: deviceId, kind: "body_camera", certificate_only: true },
      ...{ token_sha256: sha256(randomBytes(32)), created_at: receivedAt },
      ...{ retired_at: receivedAt, retired_by: null, last_manifest_sha256: null },
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  await transaction
    .selectFrom("devices")
    .select("id")
    .where("id", "=", deviceId)
    .forNoKeyUpdate()
    .execute();
}
