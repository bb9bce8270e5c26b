/** SealStore on PostgreSQL: the device's row is the lock on its chain of manifests. */
import { type Transaction, sql } from "kysely";
import type { MadeRecording } from "../../services/derived/derived-store.ts";
import type { Derivation } from "../../services/evidence/derivation.ts";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import type { DeviceId, ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Checkpoint } from "../../services/ledger/checkpoint.ts";
import type {
  DeviceChain,
  Receipt,
  Seal,
  SealStore,
  SealSubject,
} from "../../services/sealing/seal-store.ts";
import { type Database, ask } from "./connection.ts";
import type { Tables } from "./tables.ts";

type Build = (chain: DeviceChain | null) => Uint8Array;

export class PostgresSealStore implements SealStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async manifestOnce(
    itemId: ItemId,
    subject: SealSubject,
    deviceId: DeviceId,
    build: Build,
  ): Promise<Seal> {
    return await ask(() =>
      this.#db.transaction().execute(async (transaction) => {
        const chain = subject === "original" ? await lockChain(transaction, deviceId) : null;
        // Looked for behind the lock: who held it before may have been at this very item.
        const kept = await find(transaction, itemId, subject);
        if (kept !== null) return kept;
        const manifest = build(chain);
        const digest = sha256(manifest);
        const seal = { itemId, subject, manifest, manifestSha256: digest };
        const own = await insert(transaction, seal);
        if (chain !== null) await extend(transaction, deviceId, chain, digest);
        const first = own ?? (await find(transaction, itemId, subject));
        if (first === null) throw new Error("broken invariant: a manifest that was kept is there");
        return first;
      }),
    );
  }

  signatureOnce(itemId: ItemId, subject: SealSubject, signature: Uint8Array): Promise<Uint8Array> {
    return this.#keepOnce("signature", itemId, subject, signature);
  }

  secondSignatureOnce(
    itemId: ItemId,
    subject: SealSubject,
    signature: Uint8Array,
  ): Promise<Uint8Array> {
    return this.#keepOnce("second_signature", itemId, subject, signature);
  }

  async #keepOnce(
    column: "signature" | "second_signature",
    itemId: ItemId,
    subject: SealSubject,
    signature: Uint8Array,
  ): Promise<Uint8Array> {
    const own = await ask(() =>
      this.#db
        .updateTable("seals")
        .set({ [column]: Buffer.from(signature) })
        .where("item_id", "=", itemId)
        .where("subject", "=", subject)
        .where(column, "is", null)
        .returning(column)
        .executeTakeFirst(),
    );
    const written: Buffer | null | undefined = own?.[column];
    if (written != null) return written;
    const seal = (await this.seals(itemId)).find((each) => each.subject === subject);
    const kept = column === "signature" ? seal?.signature : seal?.secondSignature;
    if (kept == null) throw new Refusal("missing", "sealing/no-manifest", "there is no manifest");
    return kept;
  }

  async receiptOnce(itemId: ItemId, receipt: Receipt): Promise<Receipt> {
    const own = await ask(() =>
      this.#db
        .insertInto("receipts")
        .values({
          item_id: itemId,
          statement: receipt.statement,
          signature: Buffer.from(receipt.signature),
          proof: receipt.proof,
        })
        .onConflict((conflict) => conflict.column("item_id").doNothing())
        .returningAll()
        .executeTakeFirst(),
    );
    if (own !== undefined) return receiptOf(own);
    const kept = await this.receipt(itemId);
    if (kept === null) throw new Error("broken invariant: a receipt that was kept is there");
    return kept;
  }

  async isCarried(sender: DeviceId, checkpoint: Checkpoint): Promise<boolean> {
    const head = await ask(() =>
      this.#db
        .selectFrom("ledger_heads")
        .innerJoin("devices", (join) => join.on("devices.id", "=", sender))
        .select("size")
        .where("devices.kind", "=", "dock")
        .where("ledger_heads.origin", "=", checkpoint.origin)
        .where("ledger_heads.size", "=", checkpoint.size)
        .where("ledger_heads.root_sha256", "=", checkpoint.rootSha256)
        .executeTakeFirst(),
    );
    return head !== undefined;
  }

  async derivation(itemId: ItemId): Promise<Derivation | null> {
    const { rows } = await ask(() =>
      sql<{ made: MadeRecording; sha256: Sha256 | null }>`
        SELECT r.made, i.original_sha256 AS sha256 FROM derived_requests r JOIN items i ON i.id = r.id
         WHERE r.id = ${itemId}`.execute(this.#db),
    );
    const [row] = rows;
    if (row === undefined) return null;
    const { sha256: digest, sizeBytes: _, ...derivation } = row.made;
    if (digest === row.sha256) return derivation;
    throw new Refusal("tampered", "sealing/derivation-differs", "other bytes than were made here", {
      fix: "Compare the store with the database; the item stays unsealed.",
    });
  }

  async seals(itemId: ItemId): Promise<readonly Seal[]> {
    const rows = await ask(() =>
      this.#db
        .selectFrom("seals")
        .selectAll()
        .where("item_id", "=", itemId)
        .orderBy("subject")
        .execute(),
    );
    return rows.map(sealOf);
  }

  async receipt(itemId: ItemId): Promise<Receipt | null> {
    const row = await ask(() =>
      this.#db.selectFrom("receipts").selectAll().where("item_id", "=", itemId).executeTakeFirst(),
    );
    return row === undefined ? null : receiptOf(row);
  }
}

const receiptOf = ({ statement, signature, proof }: Receipt): Receipt => ({
  statement,
  signature,
  proof,
});

async function lockChain(
  transaction: Transaction<Tables>,
  deviceId: DeviceId,
): Promise<DeviceChain> {
  const device = await transaction
    .selectFrom("devices")
    .select(["sequence", "last_manifest_sha256"])
    .where("id", "=", deviceId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (device === undefined) {
    throw new Refusal("missing", "sealing/no-such-device", "there is no such device");
  }
  return {
    sequence: device.sequence + 1,
    previousManifestSha256: device.last_manifest_sha256,
  };
}

async function extend(
  transaction: Transaction<Tables>,
  deviceId: DeviceId,
  { sequence }: DeviceChain,
  manifestSha256: Sha256,
): Promise<void> {
  await transaction
    .updateTable("devices")
    .set({ sequence, last_manifest_sha256: manifestSha256 })
    .where("id", "=", deviceId)
    .execute();
}

/** What is kept of it, or null: the first of two that come at once stays, the primary key decides. */
async function insert(
  transaction: Transaction<Tables>,
  seal: Omit<Seal, "signature" | "secondSignature">,
): Promise<Seal | null> {
  const row = await transaction
    .insertInto("seals")
    .values({
      item_id: seal.itemId,
      subject: seal.subject,
      manifest: Buffer.from(seal.manifest),
      manifest_sha256: seal.manifestSha256,
      signature: null,
      second_signature: null,
    })
    .onConflict((conflict) => conflict.columns(["item_id", "subject"]).doNothing())
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : sealOf(row);
}

async function find(
  transaction: Transaction<Tables>,
  itemId: ItemId,
  subject: SealSubject,
): Promise<Seal | null> {
  const row = await transaction
    .selectFrom("seals")
    .selectAll()
    .where("item_id", "=", itemId)
    .where("subject", "=", subject)
    .executeTakeFirst();
  return row === undefined ? null : sealOf(row);
}

export const sealOf = (row: Omit<Tables["seals"], "enrolled_at">): Seal => ({
  itemId: row.item_id,
  subject: row.subject,
  manifest: row.manifest,
  manifestSha256: row.manifest_sha256,
  signature: row.signature,
  secondSignature: row.second_signature,
});
