/** People of a torture: they read, hold, flag, label and pack what there is, and what they were promised is looked at in the end. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { ItemId } from "../../services/kernel/ids.ts";
import { itemFolder } from "../../services/objects/object-key.ts";
import type { Draw } from "../fixtures/seeded.ts";
import type { TortureHouse } from "./house.ts";
import type { Tally } from "./tally.ts";

const PAUSE_MS = 500;
/** Many may wait behind each other. */
const SEEN_TO_MS = 120_000;
const PAPER = Buffer.from("%PDF-1.4\nthe decision").toString("base64");
const UNTOLD = `
  SELECT p AS purpose FROM unnest($1::text[]) p WHERE NOT EXISTS
    (SELECT FROM custody_events WHERE kind = 'accessed' AND body::text LIKE '%"' || p || '"%')`;

export class People {
  readonly #house: TortureHouse;
  readonly #tally: Tally;
  /** What each answer with bytes was asked for: no two for the same, so that none shares another's entry. */
  readonly #reads: string[] = [];
  #asked = 0;
  readonly #held = new Set<string>();
  readonly #packages = new Set<string>();

  constructor(house: TortureHouse, tally: Tally) {
    this.#house = house;
    this.#tally = tally;
  }

  async work(items: () => readonly string[], draw: Draw, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await sleep(draw.below(PAUSE_MS));
      const there = items();
      if (there.length > 0) await this.#one(draw.of(there), draw);
    }
  }

  async #one(id: string, draw: Draw): Promise<void> {
    const luck = draw.next();
    if (luck < 0.5) await this.#read(id);
    else if (luck < 0.7) await this.#flag(id, draw);
    else if (luck < 0.85) await this.#hold(id);
    else if (luck < 0.93) await this.#label(id);
    else await this.#pack(id);
  }

  async #read(id: string): Promise<void> {
    const purpose = `torture ${(this.#asked += 1)}`;
    const query = new URLSearchParams({ purpose }).toString();
    const range = { range: "bytes=0-99" };
    const answer = await this.#house.call(`/items/${id}/original?${query}`, undefined, range);
    if (answer === null || answer.status >= 300) return;
    this.#reads.push(purpose);
    await answer.arrayBuffer().catch(() => undefined);
    this.#tally.did("reads");
  }

  async #hold(id: string): Promise<void> {
    const answer = await this.#house.call("/holds", {
      ...{ kind: "litigation", scope: { kind: "items", itemIds: [id] }, authorityNumber: "7" },
      document: { mediaType: "application/pdf", base64: PAPER },
      ...{ reason: "an appeal", reviewOn: "2027-01-01" },
    });
    if (answer?.status !== 201) return;
    this.#held.add(id);
    this.#tally.did("holds");
  }

  async #flag(id: string, draw: Draw): Promise<void> {
    const flag = draw.of(["complaint", "complex", "major-incident"]);
    const path = draw.chance(0.3) ? "/item-flags/endings" : "/item-flags";
    const answer = await this.#house.call(path, { itemIds: [id], flag, reason: "looked at" });
    if (answer?.status === 200) this.#tally.did("flags");
  }

  async #label(id: string): Promise<void> {
    const label = { kind: "work", basis: "a list of the agency" };
    const answer = await this.#house.call(`/items/${id}/labels`, label);
    if (answer?.status === 201) this.#tally.did("labels");
  }

  async #pack(id: string): Promise<void> {
    const answer = await this.#house.call("/packages", {
      itemIds: [id],
      purpose: "torture of the house",
    });
    if (answer?.status !== 202) return;
    this.#packages.add(((await answer.json()) as { id: string }).id);
    this.#tally.did("packages");
  }

  /** Every answer with bytes has its entry, whatever is held is held in the store, and every package came to an end. */
  async check(): Promise<void> {
    const { pool } = this.#house.world.database.connection;
    const untold = await pool.query<{ purpose: string }>(UNTOLD, [this.#reads]);
    expect(untold.rows, "bytes that left without an entry").toEqual([]);
    await this.#until("what is held is held in the store", async () => {
      // What is looked at again in half a minute is looked at now.
      await pool.query("UPDATE hold_marks SET due_at = least(due_at, now())");
      const held = await Promise.all([...this.#held].map((id) => this.#isHeld(id)));
      return held.every(Boolean);
    });
    await this.#until("packages are made or refused", async () => {
      const { rows } = await pool.query(
        "SELECT 1 FROM packages WHERE id = ANY($1::uuid[]) AND state = 'waiting'",
        [[...this.#packages]],
      );
      return rows.length === 0;
    });
  }

  async #isHeld(id: string): Promise<boolean> {
    const { objects } = this.#house;
    for (const { ref } of await objects.under(itemFolder(id as ItemId))) {
      if (!(await objects.head(ref)).isHeld) return false;
    }
    return true;
  }

  async #until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + SEEN_TO_MS; !(await isSo());) {
      if (Date.now() > end) throw new Error(`never: ${what}`);
      await sleep(200);
    }
  }
}
