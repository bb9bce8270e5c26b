/** Real processes over items that are past their term: batches that are due at once, and what must be true once one is over. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { cmsVerifier } from "../../infra/keys/cms-verifier.ts";
import { createDisposalStore } from "../../infra/postgres/disposal-store.ts";
import { createItemKeyStore } from "../../infra/postgres/item-key-store.ts";
import { appraiseBatch, approveBatch } from "../../services/disposal/decide-batch.ts";
import { proposeDisposal } from "../../services/disposal/propose.ts";
import { type UtcInstant, plusMs, utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { DisposalId, ItemId, UserId } from "../../services/kernel/ids.ts";
import { derivativeKey, itemFolder } from "../../services/objects/object-key.ts";
import { disposalDeps } from "../fixtures/disposal.ts";
import { addPerson, placeHold } from "../fixtures/disposal-rows.ts";
import { StoredHouse } from "../fixtures/stored-house.ts";
import { TsaProcess } from "../fixtures/tsa-process.ts";
import { openManifestSigner } from "../unit/keys/authority.ts";
import { ProcessWorld } from "./process-world.ts";

const DAY_MS = 86_400_000;
const LIMIT_MS = 60_000;
/** Many wait for custody at once in a long round. */
const ITEM_MS = 500;
/** What the statements of a disposal are about, those by which it writes into the ledger among them; not what other rounds ask. */
const ABOUT =
  /disposal|tombstone|into item_keys|"custody_events"|ledger_place|ledger_publish|"ledger_entries"|lock table holds|clock_timestamp|"actions"/i;

export interface DueBatch {
  readonly id: DisposalId;
  /** Ends with it. */
  readonly ends: ItemId;
  /** Came into a hold after it was approved. */
  readonly held: ItemId;
}

export class DisposalWorld {
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
    world.proxies.custody.about = ABOUT;
    for (const item of free) own.#stays.set(item, await own.#stored(item));
    return own;
  }

  /** kill -9 of custody, which is gone then. */
  async end(): Promise<void> {
    this.world.kill("custody");
    await this.world.gone("custody");
  }

  /** Through every step in days that are over; the first of its items has a copy and a data key, the other is held since. */
  async due(): Promise<DueBatch> {
    const { db } = this.world.database.connection;
    const [ends, held] = this.#free.splice(0, 2) as [ItemId, ItemId];
    this.#stays.delete(ends);
    const { objects } = this.world.openStores();
    await objects.put(derivativeKey(ends, "viewing", sha256(ends)), Buffer.from("a copy"));
    const wrapped = { kek: "kek", bytes: Buffer.from(ends) };
    let now = plusMs(utcInstant(new Date()), -30 * DAY_MS);
    await createItemKeyStore(db).keepOnce(ends, wrapped, now);
    const deps = () => ({
      ...disposalDeps(() => now),
      disposals: { ...createDisposalStore(db), databaseTime: () => Promise.resolve(now) },
    });
    const [proposer, appraiser, ...approvers] = this.#people as [UserId, UserId, UserId, UserId];
    const itemIds = [ends, held];
    const { id } = await proposeDisposal(deps(), proposer, { itemIds, reason: "past its term" });
    now = plusMs(now, 16 * DAY_MS);
    const items = itemIds.map((itemId) => ({ itemId, decision: "destroy", why: "none" }) as const);
    const { appraisal } = await appraiseBatch(deps(), appraiser, { id, items });
    for (const by of approvers) await approveBatch(deps(), by, { id, sha256: appraisal!.sha256 });
    await placeHold(db, held, appraiser, utcInstant(new Date()));
    return { id, ends, held };
  }

  /** Begins custody, which is to end it. */
  async start(): Promise<void> {
    await this.world.start("custody");
  }

  async finished({ id }: DueBatch): Promise<boolean> {
    const { db } = this.world.database.connection;
    return (await createDisposalStore(db).get(id)).finishedAt !== null;
  }

  /** Or until `ended` says that nobody works at it any more. */
  async untilFinished(batch: DueBatch, ended?: Promise<unknown>): Promise<void> {
    let isEnded = false;
    void ended?.then(() => (isEnded = true));
    await until("the batch is over", async () => isEnded || this.finished(batch), {
      more: () => this.world.log("custody").slice(-3_000),
    });
  }

  /** What must be true of a batch that is over, however often custody died. */
  async check({ id, ends, held }: DueBatch): Promise<void> {
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
  }

  /** Nothing of any other item was touched. */
  async checkOthers(): Promise<void> {
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
