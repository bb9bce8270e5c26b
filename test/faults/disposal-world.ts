/** Real processes over items that are past their term: batches that are due at once, and what must be true once one is over. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { cmsVerifier } from "../../infra/keys/cms-verifier.ts";
import { createDisposalStore } from "../../infra/postgres/disposal-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createItemKeyStore } from "../../infra/postgres/item-key-store.ts";
import { appraiseBatch, approveBatch } from "../../services/disposal/decide-batch.ts";
import { proposeDisposal } from "../../services/disposal/propose.ts";
import { firstBreak } from "../../services/evidence/custody-event.ts";
import { type UtcInstant, plusMs, utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { DisposalId, ItemId, UserId } from "../../services/kernel/ids.ts";
import { assert } from "../../services/kernel/refusal.ts";
import { derivativeKey, itemFolder } from "../../services/objects/object-key.ts";
import { disposalDeps } from "../fixtures/disposal.ts";
import { addPerson, placeHold } from "../fixtures/disposal-rows.ts";
import type { CrashProxy } from "../fixtures/crash-proxy.ts";
import { StoredHouse } from "../fixtures/stored-house.ts";
import { TsaProcess } from "../fixtures/tsa-process.ts";
import { openManifestSigner } from "../unit/keys/authority.ts";
import type { KillWorld, KilledWork } from "./kill-run.ts";
import { ProcessWorld } from "./process-world.ts";

const DAY_MS = 86_400_000;
const LIMIT_MS = 60_000;
/** Many wait for custody at once in a long round. */
const ITEM_MS = 500;
export interface DueBatch extends KilledWork {
  readonly id: DisposalId;
  /** Ends with it. */
  readonly ends: ItemId;
  /** Came into a hold after it was approved. */
  readonly held: ItemId;
}

export class DisposalWorld implements KillWorld<DueBatch> {
  readonly world: ProcessWorld;
  readonly #tsa: TsaProcess;
  readonly #free: ItemId[];
  readonly #people: readonly UserId[];
  /** What lies in the store of each item that is in no batch, or was held. */
  readonly #stays = new Map<ItemId, string>();

  private constructor(
    world: ProcessWorld,
    tsa: TsaProcess,
    free: ItemId[],
    people: readonly UserId[],
  ) {
    this.world = world;
    this.#tsa = tsa;
    this.#free = free;
    this.#people = people;
  }

  /** `items`: sealed forty days ago, and kept for one. Custody decided on them, and is not alive. */
  static async build(items: number): Promise<DisposalWorld> {
    const opened: (() => Promise<void>)[] = [];
    try {
      return await DisposalWorld.#open(items, opened);
    } catch (error) {
      for (const close of opened) await close();
      throw error;
    }
  }

  /** `opened`: what is to be closed where it fails. */
  static async #open(items: number, opened: (() => Promise<void>)[]): Promise<DisposalWorld> {
    const tsa = await TsaProcess.inFolder();
    opened.push(() => tsa.close());
    await tsa.verb("init", "--name", "Court");
    await tsa.start();
    const authorities = [{ name: "court", url: tsa.url, root: join(tsa.folder, "root.pem") }];
    const world = await ProcessWorld.build(
      {
        ...{ HOLDFAST_AGENCY: "haikou", HOLDFAST_RETENTION_FLOOR: "P1D" },
        HOLDFAST_TIMESTAMP_AUTHORITIES: JSON.stringify(authorities),
      },
      new Date(Date.now() - 60 * DAY_MS),
    );
    opened.push(() => world.close());
    const free = await sealedThen(world, items);
    const { db, pool } = world.database.connection;
    const people: UserId[] = [];
    while (people.length < 4) people.push(await addPerson(db));
    const own = new DisposalWorld(world, tsa, free, people);
    await world.start("custody");
    await until(
      "everything is decided and locked",
      async () => {
        const { rows } = await pool.query<{ left: number }>(SETTLING);
        return rows[0]?.left === 0;
      },
      { limitMs: LIMIT_MS + items * ITEM_MS },
    );
    await own.end();
    for (const item of free) own.#stays.set(item, await own.#stored(item));
    return own;
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

  /** Due; the first of its items has a copy and a data key, the other is held since. */
  readonly next = async (): Promise<DueBatch> => {
    const { db } = this.world.database.connection;
    const items = this.#take();
    const [ends, held] = items;
    this.#stays.delete(ends);
    const { objects } = this.world.openStores();
    await objects.put(derivativeKey(ends, "viewing", sha256(ends)), Buffer.from("a copy"));
    const wrapped = { kek: "kek", bytes: Buffer.from(ends) };
    const then = plusMs(utcInstant(new Date()), -30 * DAY_MS);
    await createItemKeyStore(db).keepOnce(ends, wrapped, then);
    const id = await this.#approved(items, then);
    await placeHold(db, held, this.#people[1]!, utcInstant(new Date()));
    const folder = join(this.world.objectsFolder, "objects", itemFolder(ends));
    return { ...{ id, ends, held, folder }, work: { ids: [id, ends], from: /disposal_stamps/ } };
  };

  /** Approved as well, and the time in which it can be stopped is not over: nothing of it ends. */
  async waiting(): Promise<DisposalId> {
    return this.#approved(this.#take(), plusMs(utcInstant(new Date()), -17 * DAY_MS));
  }

  readonly isOver = async ({ id }: Pick<DueBatch, "id">): Promise<boolean> => {
    const { db } = this.world.database.connection;
    return (await createDisposalStore(db).get(id)).finishedAt !== null;
  };

  #take(): readonly [ItemId, ItemId] {
    const [one, other] = this.#free.splice(0, 2);
    assert(one !== undefined && other !== undefined, "the world was built with too few items");
    return [one, other];
  }

  /** Proposed `then`, and through every step in days of their own. */
  async #approved(itemIds: readonly ItemId[], then: UtcInstant): Promise<DisposalId> {
    let now = then;
    const { db } = this.world.database.connection;
    const deps = () => ({
      ...disposalDeps(() => now),
      disposals: { ...createDisposalStore(db), databaseTime: () => Promise.resolve(now) },
    });
    const [proposer, appraiser, ...approvers] = this.#people as [UserId, UserId, UserId, UserId];
    const { id } = await proposeDisposal(deps(), proposer, { itemIds, reason: "past its term" });
    now = plusMs(now, 16 * DAY_MS);
    const items = itemIds.map((itemId) => ({ itemId, decision: "destroy", why: "none" }) as const);
    const { appraisal } = await appraiseBatch(deps(), appraiser, { id, items });
    for (const by of approvers) await approveBatch(deps(), by, { id, sha256: appraisal!.sha256 });
    return id;
  }

  /** What must be true of a batch that is over, however often custody died. */
  readonly check = async ({ id, ends, held }: DueBatch): Promise<void> => {
    const { db, pool } = this.world.database.connection;
    const store = createDisposalStore(db);
    const batch = await store.get(id);
    // Whether the store shows the hold by then as well, rests with another round.
    expect(batch.items.map(({ outcome, against }) => [outcome, against.slice(0, 2)])).toEqual([
      ["destroyed", []],
      ["dropped", ["held", "held-since"]],
    ]);
    expect(await this.#stored(ends)).toBe("");
    expect(await this.#stored(held)).toBe(this.#stays.get(held));
    expect((await createItemKeyStore(db).get(ends))?.wrapped).toBeNull();
    const tombstone = await store.tombstone(ends);
    expect([tombstone?.disposalId, tombstone?.goneAt === null]).toEqual([id, false]);
    expect(await store.tombstone(held)).toBeNull();
    const bytes = async (name: string) => Buffer.from((await store.file(id, name))!.bytes);
    const root = await this.world.rootCertificate();
    const signed = [await bytes("certificate.json"), await bytes("certificate.json.p7s")] as const;
    expect((await cmsVerifier.verify(...signed, root)).valid).toBe(true);
    const counted = await pool.query<{ what: string; n: number }>(
      `SELECT what, count(*)::int AS n FROM (
         SELECT split_part(leaf, E'\\n', 1) AS what FROM ledger_entries
          WHERE leaf LIKE 'tombstone/v1%' || $1 || '%' OR leaf LIKE 'disposal/v1%' || $2 || '%'
         UNION ALL SELECT kind FROM custody_events WHERE item_id = $1::uuid AND kind LIKE 'dispos%'
         UNION ALL SELECT kind FROM actions WHERE subject = 'disposal:' || $2 AND kind = 'disposal-finished'
       ) t GROUP BY 1 ORDER BY 1`,
      [ends, id],
    );
    expect(counted.rows.map(({ what, n }) => `${what} ${n}`).sort()).toEqual([
      ...["disposal-begun 1", "disposal-finished 1", "disposal/v1 1", "disposed 1"],
      "tombstone/v1 1",
    ]);
    for (const each of [ends, held]) {
      expect(firstBreak(await new PostgresEvidenceStore(db).custody(each))).toBeNull();
    }
  };

  /** Nothing of any other item was touched, nor of that batch. */
  async checkUntouched(waiting: DisposalId): Promise<void> {
    const batch = await createDisposalStore(this.world.database.connection.db).get(waiting);
    expect([batch.finishedAt, ...batch.items.map(({ outcome }) => outcome)]).toEqual(
      Array(3).fill(null),
    );
    for (const [item, stored] of this.#stays) expect(await this.#stored(item)).toBe(stored);
  }

  async close(): Promise<void> {
    await this.#tsa.close();
    await this.world.close();
  }

  async #stored(itemId: ItemId): Promise<string> {
    const all = await this.world.openStores().objects.under(itemFolder(itemId));
    return all
      .map(({ ref }) => `${ref.key} ${ref.versionId}`)
      .sort()
      .join("\n");
  }
}

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

async function until(
  what: string,
  isSo: () => Promise<boolean>,
  { limitMs = LIMIT_MS, more = () => "" }: { limitMs?: number; more?: () => string } = {},
): Promise<void> {
  for (const end = Date.now() + limitMs; !(await isSo());) {
    if (Date.now() > end) throw new Error(`never: ${what}\n${more()}`);
    await sleep(50);
  }
}
