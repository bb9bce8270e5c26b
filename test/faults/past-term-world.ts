/** Real processes over items that are past their term, and batches of them that people approved in days of their own. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { cmsVerifier } from "../../infra/keys/cms-verifier.ts";
import { createDisposalStore } from "../../infra/postgres/disposal-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { appraiseBatch, approveBatch } from "../../services/disposal/decide-batch.ts";
import { proposeDisposal } from "../../services/disposal/propose.ts";
import type { TransferPlan } from "../../services/disposal/transfer.ts";
import { firstBreak } from "../../services/evidence/custody-event.ts";
import { type UtcInstant, plusMs, utcInstant } from "../../services/kernel/clock.ts";
import type { DisposalId, ItemId, UserId } from "../../services/kernel/ids.ts";
import { assert } from "../../services/kernel/refusal.ts";
import { itemFolder } from "../../services/objects/object-key.ts";
import type { CrashProxy } from "../fixtures/crash-proxy.ts";
import { disposalDeps } from "../fixtures/disposal.ts";
import { addPerson } from "../fixtures/disposal-rows.ts";
import { StoredHouse } from "../fixtures/stored-house.ts";
import { TsaProcess } from "../fixtures/tsa-process.ts";
import { openManifestSigner } from "../unit/keys/authority.ts";
import { ProcessWorld } from "./process-world.ts";

export const DAY_MS = 86_400_000;
const LIMIT_MS = 60_000;
/** Many wait for custody at once in a long round. */
const ITEM_MS = 500;

/** Of a proposal thirty days ago the grace is over; of one seventeen days ago it is not. */
export const daysAgo = (days: number): UtcInstant => plusMs(utcInstant(new Date()), -days * DAY_MS);

export interface PastTerm {
  readonly world: ProcessWorld;
  readonly tsa: TsaProcess;
  /** In no batch yet. */
  readonly free: ItemId[];
  readonly people: readonly [UserId, UserId, UserId, UserId];
}

/** `count` items, sealed forty days ago and kept for one. `env`: for every process. `facts`: of them, before custody decides. */
export async function pastTerm(
  count: number,
  env: Readonly<Record<string, string>> = {},
  facts: (world: ProcessWorld, items: readonly ItemId[], by: UserId) => Promise<void> = async () =>
    undefined,
): Promise<PastTerm> {
  const opened: (() => Promise<void>)[] = [];
  try {
    const tsa = await TsaProcess.inFolder();
    opened.push(() => tsa.close());
    await tsa.verb("init", "--name", "Court");
    await tsa.start();
    const authorities = [{ name: "court", url: tsa.url, root: join(tsa.folder, "root.pem") }];
    const world = await ProcessWorld.build(
      {
        ...{ HOLDFAST_AGENCY: "haikou", HOLDFAST_RETENTION_FLOOR: "P1D", ...env },
        HOLDFAST_TIMESTAMP_AUTHORITIES: JSON.stringify(authorities),
      },
      new Date(daysAgo(60)),
    );
    opened.push(() => world.close());
    const free = await sealedThen(world, count);
    const { db } = world.database.connection;
    const person = () => addPerson(db);
    const people = [await person(), await person(), await person(), await person()] as const;
    await facts(world, free, people[0]);
    await settle(world, count);
    return { world, tsa, free, people };
  } catch (error) {
    for (const close of opened) await close();
    throw error;
  }
}

async function settle(world: ProcessWorld, count: number): Promise<void> {
  await world.start("custody");
  const isSettled = async () => {
    const { rows } = await world.database.connection.pool.query<{ left: number }>(SETTLING);
    return rows[0]?.left === 0;
  };
  await until("everything is decided and locked", isSettled, LIMIT_MS + count * ITEM_MS);
  world.kill("custody");
  await world.gone("custody");
}

export class PastTermWorld {
  readonly world: ProcessWorld;
  protected readonly people: PastTerm["people"];
  readonly #tsa: TsaProcess;
  readonly #free: ItemId[];
  /** What lies in the store of each item of which nothing may end. */
  readonly #stays: Map<ItemId, string>;

  constructor({ world, tsa, free, people }: PastTerm, stays: Map<ItemId, string>) {
    this.world = world;
    this.#tsa = tsa;
    this.#free = free;
    this.people = people;
    this.#stays = stays;
  }

  get proxy(): CrashProxy {
    return this.world.proxies.custody;
  }

  readonly kill = (): void => this.world.kill("custody");
  readonly start = (): Promise<void> => this.world.start("custody");
  /** kill -9 of custody, which is gone then. */
  readonly end = async (): Promise<void> => {
    this.kill();
    await this.world.gone("custody");
  };

  readonly isOver = async ({ id }: { readonly id: DisposalId }): Promise<boolean> =>
    (await this.disposals.get(id)).finishedAt !== null;

  get disposals() {
    return createDisposalStore(this.world.database.connection.db);
  }

  protected get hasMore(): boolean {
    return this.#free.length > 1;
  }

  /** In no batch. */
  protected take(): readonly [ItemId, ItemId] {
    const [one, other] = this.#free.splice(0, 2);
    assert(one !== undefined && other !== undefined, "the world was built with too few items");
    return [one, other];
  }

  /** Something of it may end from now on. */
  protected mayEnd(itemId: ItemId): void {
    this.#stays.delete(itemId);
  }

  /** Proposed `then`, and through every step in days of their own. `plan`: for an archive. */
  async approved(
    itemIds: readonly ItemId[],
    then: UtcInstant,
    plan: TransferPlan | null = null,
  ): Promise<DisposalId> {
    let now = then;
    const deps = () => ({
      ...disposalDeps(() => now),
      disposals: { ...this.disposals, databaseTime: () => Promise.resolve(now) },
      transferRule: () => Promise.resolve(plan?.rule ?? null),
    });
    const [proposer, appraiser, ...approvers] = this.people;
    const archive = plan === null ? {} : { archive: plan.archive };
    const proposal = { itemIds, reason: "past its term", ...archive };
    const { id } = await proposeDisposal(deps(), proposer, proposal);
    now = plusMs(now, 16 * DAY_MS);
    const decision = plan === null ? "destroy" : "transfer";
    const items = itemIds.map((itemId) => ({ itemId, decision, why: "none" }) as const);
    const { appraisal } = await appraiseBatch(deps(), appraiser, { id, items });
    for (const by of approvers) await approveBatch(deps(), by, { id, sha256: appraisal!.sha256 });
    return id;
  }

  /** Nothing is left of it, its record is whole, and what it is told by is told once: each `type/v1` leaf and kind of event. */
  protected async checkEnded(
    id: DisposalId,
    itemId: ItemId,
    told: readonly string[],
  ): Promise<void> {
    const { pool, db } = this.world.database.connection;
    expect(await stored(this.world, itemId)).toBe("");
    const tombstone = await this.disposals.tombstone(itemId);
    expect([tombstone?.disposalId, tombstone?.goneAt === null]).toEqual([id, false]);
    const { rows } = await pool.query<{ what: string; n: number }>(TOLD, [itemId, id]);
    expect(rows.map(({ what, n }) => `${what} ${n}`).sort()).toEqual(
      told.map((what) => `${what} 1`).sort(),
    );
    expect(firstBreak(await new PostgresEvidenceStore(db).custody(itemId))).toBeNull();
  }

  protected async checkStays(itemId: ItemId): Promise<void> {
    const { db } = this.world.database.connection;
    expect(await stored(this.world, itemId)).toBe(this.#stays.get(itemId));
    expect(await this.disposals.tombstone(itemId)).toBeNull();
    expect(firstBreak(await new PostgresEvidenceStore(db).custody(itemId))).toBeNull();
  }

  protected async checkCertificate(id: DisposalId): Promise<void> {
    const bytes = async (name: string) => (await this.disposals.file(id, name))!.bytes;
    const signed = [await bytes("certificate.json"), await bytes("certificate.json.p7s")] as const;
    const root = await this.world.rootCertificate();
    expect((await cmsVerifier.verify(...signed, root)).valid).toBe(true);
  }

  /** Nothing of any other item was touched, nor of those batches. */
  async checkUntouched(waiting: readonly DisposalId[]): Promise<void> {
    for (const id of waiting) {
      const { finishedAt, items } = await this.disposals.get(id);
      expect([finishedAt, ...items.map(({ outcome }) => outcome)]).toEqual([null, null, null]);
    }
    for (const itemId of this.#stays.keys()) await this.checkStays(itemId);
  }

  async close(): Promise<void> {
    await this.#tsa.close();
    await this.world.close();
  }
}

export async function storedNow({ world, free }: PastTerm): Promise<Map<ItemId, string>> {
  const all = new Map<ItemId, string>();
  for (const item of free) all.set(item, await stored(world, item));
  return all;
}

async function stored(world: ProcessWorld, itemId: ItemId): Promise<string> {
  const all = await world.openStores().objects.under(itemFolder(itemId));
  return all
    .map(({ ref }) => `${ref.key} ${ref.versionId}`)
    .sort()
    .join("\n");
}

/** In the ledger, in custody of an item ($1) and in the actions about a batch ($2). */
const TOLD = `
  SELECT what, count(*)::int AS n FROM (
    SELECT split_part(leaf, E'\n', 1) AS what FROM ledger_entries
     WHERE leaf LIKE 'tombstone/v1%' || $1 || '%'
        OR leaf ~ '^(disposal|transfer)/v1' AND leaf LIKE '%' || $2 || '%'
    UNION ALL SELECT kind FROM custody_events
     WHERE item_id = $1::uuid AND (kind LIKE 'dispos%' OR kind = 'transferred')
    UNION ALL SELECT kind FROM actions
     WHERE subject = 'disposal:' || $2 AND kind IN ('disposal-finished', 'disposal-transferred')
  ) t GROUP BY 1`;

/** Items that custody has still to decide on or to lock. */
const SETTLING = `
  SELECT count(*)::int AS left FROM items i LEFT JOIN retention r ON r.item_id = i.id
   WHERE r.item_id IS NULL OR r.lock_at IS NOT NULL
      OR EXISTS (SELECT FROM retention_marks m WHERE m.item_id = i.id)`;

/** Sealed when their locks, of a day, were still to run. */
async function sealedThen(world: ProcessWorld, count: number): Promise<ItemId[]> {
  let house: StoredHouse | null = null;
  const then = (): UtcInstant => house?.deps.clock() ?? utcInstant(new Date());
  const settings = {
    HOLDFAST_FILESYSTEM_DIR: world.objectsFolder,
    HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
  } as const;
  const { objects } = createFilesystemStores(settings, then);
  const keys = { folder: world.keysFolder, rootPem: await world.rootCertificate() };
  const signer = await openManifestSigner(keys.folder, then);
  house = await StoredHouse.beside(world.database, keys, signer, objects);
  house.passDays(-40);
  const ids: ItemId[] = [];
  for (let index = 0; index < count; index += 1) {
    const retention = { floor: "P1D", mode: "compliance" } as const;
    ids.push((await house.sealed(Buffer.from(`film ${index}`), retention)).id);
  }
  await house.sequencer.close();
  return ids;
}

export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  limitMs = LIMIT_MS,
): Promise<void> {
  for (const end = Date.now() + limitMs; !(await isSo());) {
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await sleep(50);
  }
}
