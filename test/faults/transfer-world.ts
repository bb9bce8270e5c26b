/**
 * Transfers in real processes: the package of each is made, taken out over the API, and acknowledged there by what the archive
 * signed with openssl. No days pass: the database lets the time in which it can be stopped be over with the receipt.
 */
import { expect } from "vitest";
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { createExportStore } from "../../infra/postgres/export-store.ts";
import { createToken } from "../../services/access/create-token.ts";
import { createUser } from "../../services/access/create-user.ts";
import type { TransferPlan } from "../../services/disposal/transfer.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { DisposalId, ItemId, PackageId } from "../../services/kernel/ids.ts";
import { ArchiveSigner } from "../fixtures/archive-signer.ts";
import { ARCHIVE, TO_ARCHIVE } from "../fixtures/disposal.ts";
import { addToFile } from "../fixtures/disposal-rows.ts";
import { iso } from "../fixtures/retention.ts";
import type { KillWorld, KilledWork } from "./kill-run.ts";
import {
  type PastTerm,
  PastTermWorld,
  daysAgo,
  pastTerm,
  storedNow,
  until,
} from "./past-term-world.ts";

/** Custody looks at no more of them in one round. */
const AT_ONCE = 12;
const PLAN: TransferPlan = { archive: ARCHIVE, rule: { ...TO_ARCHIVE, after: iso("P1D") } };

export interface HandedOver {
  readonly id: DisposalId;
  readonly packageId: PackageId;
  /** Both of them go. */
  readonly items: readonly [ItemId, ItemId];
}

export interface SignedFor extends HandedOver, KilledWork {}

export class TransferWorld extends PastTermWorld implements KillWorld<SignedFor> {
  readonly #archive: ArchiveSigner;
  readonly #token: string;
  /** The archive has the package, and signed for nothing yet. */
  readonly handedOver: HandedOver[] = [];

  private constructor(
    house: PastTerm,
    stays: Map<ItemId, string>,
    archive: ArchiveSigner,
    token: string,
  ) {
    super(house, stays);
    this.#archive = archive;
    this.#token = token;
  }

  static async build(items: number): Promise<TransferWorld> {
    const archive = new ArchiveSigner(ARCHIVE.organisation);
    const env = { HOLDFAST_RECIPIENT_ROOTS: archive.rootPem };
    const house = await pastTerm(items, env, async ({ database }, ids, by) => {
      const { db, pool } = database.connection;
      for (const id of ids) await addToFile(db, id, by, "P10Y");
      await pool.query("INSERT INTO retention_marks (item_id) SELECT id FROM items");
      await pool.query(NO_DAYS);
    });
    const { db } = house.world.database.connection;
    const clock = () => utcInstant(new Date());
    const deps = { access: new PostgresAccessStore(db), clock };
    const clerk = {
      name: "clerk",
      displayName: "Clerk",
      role: "admin",
      password: "horse staple 7",
    };
    const { id } = await createUser(deps, { ...clerk, role: "admin" }, "process:test");
    const token = await createToken(deps, id, { label: "test", confirmedAt: clock() });
    await house.world.start("api");
    return new TransferWorld(house, await storedNow(house), archive, token);
  }

  /** The archive signs for one more; custody did not hear of it. */
  readonly next = async (): Promise<SignedFor> => {
    if (this.handedOver.length === 0) await this.#handOver();
    const batch = this.handedOver.shift()!;
    for (const itemId of batch.items) this.mayEnd(itemId);
    const text = await (await this.call(`/exports/${batch.packageId}/receipt.txt`)).text();
    const base64 = this.#archive.sign(text).toString("base64");
    await this.call(`/exports/${batch.packageId}/acknowledgement`, {
      acknowledgement: { kind: "signed", base64 },
    });
    const ids = [batch.id, batch.packageId, ...batch.items];
    return { ...batch, folder: null, work: { ids, from: /disposal_stamps/ } };
  };

  /** As the clerk; anything but an answer fails. */
  async call(path: string, body?: object): Promise<Response> {
    const answer = await fetch(`${this.world.url}/api/v1${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${this.#token}`, "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  readonly check = async ({ id, packageId, items }: SignedFor): Promise<void> => {
    const batch = await this.disposals.get(id);
    expect(batch.items.map(({ outcome }) => outcome)).toEqual(["destroyed", "destroyed"]);
    expect(batch.receipt).toMatchObject({ packageId, kind: "signed" });
    for (const itemId of items) {
      await this.checkEnded(id, itemId, [
        ...["transferred", "transfer/v1", "disposal-transferred"],
        ...["disposal-begun", "disposal-finished", "disposal/v1", "disposed", "tombstone/v1"],
      ]);
      const { transfer } = (await this.disposals.tombstone(itemId))!;
      expect(transfer).toMatchObject({ archive: ARCHIVE.organisation, receipt: { packageId } });
    }
    await this.checkCertificate(id);
  };

  /** Some more are packaged, and taken out. */
  async #handOver(): Promise<void> {
    const due: Pick<HandedOver, "id" | "items">[] = [];
    for (let left = AT_ONCE; left > 0 && this.hasMore; left -= 1) {
      const items = this.take();
      due.push({ items, id: await this.approved(items, daysAgo(30), PLAN) });
    }
    await this.start();
    const exports = createExportStore(this.world.database.connection.db);
    for (const { id, items } of due) {
      await until(
        "its package is made",
        async () => {
          const { packageId } = await this.disposals.get(id);
          return packageId !== null && (await exports.get(packageId)).state === "ready";
        },
        3 * 60_000,
      );
      const packageId = (await this.disposals.get(id)).packageId!;
      await (await this.call(`/packages/${packageId}/content`)).arrayBuffer();
      this.handedOver.push({ id, items, packageId });
    }
    await this.end();
  }

  override async close(): Promise<void> {
    this.#archive.close();
    await super.close();
  }
}

const NO_DAYS = `
  CREATE FUNCTION no_days() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.grace_until := now() - interval '1 hour';
    RETURN NEW;
  END $$;
  CREATE TRIGGER zz_no_days BEFORE UPDATE OF received_at ON disposals
    FOR EACH ROW WHEN (OLD.received_at IS NULL AND NEW.received_at IS NOT NULL)
    EXECUTE FUNCTION no_days()`;
