/** A log and its witnesses: proofs, outages, pauses, races, and the two ways in which histories part. */
import { beforeEach, describe, expect, it } from "vitest";
import type { WitnessDoor } from "../../../services/anchors/ask-witness.ts";
import { cosignAnchors } from "../../../services/anchors/cosign-anchors.ts";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import { rootOf } from "../../../services/ledger/merkle.ts";
import { hashLeaf } from "../../../services/ledger/merkle.ts";
import { parseNote } from "../../../services/ledger/note.ts";
import { cosignedAt } from "../../../services/ledger/cosignature.ts";
import { Witness, type WitnessAnswer } from "../../../services/ledger/witness.ts";
import { MemoryAnchorStore } from "../../fakes/anchor-store.ts";
import { MemoryLedgerStore } from "../../fakes/ledger-store.ts";
import { MemoryWitnessMemory } from "../../fakes/witness-memory.ts";
import { MemoryWitnessStore } from "../../fakes/witness-store.ts";
import { AT, cosignerCalled, logOf } from "../../fixtures/witnessed-log.ts";

const STATUS: Record<WitnessAnswer["is"], number> = {
  ...{ cosigned: 200, malformed: 400, "not-signed": 403, "unknown-log": 404 },
  ...{ "other-size": 409, "not-consistent": 422 },
};
const log = logOf(60);
const LOG = log.origin;
const court = cosignerCalled("court.example/w1");
const url = "http://court.example/";
const asked = { verifier: court.verifier, vkey: court.vkey, url };

describe("the newest anchor of a log", () => {
  let ledger: MemoryLedgerStore;
  let anchors: MemoryAnchorStore;
  let witnesses: MemoryWitnessStore;
  let memory: MemoryWitnessMemory;
  let now: UtcInstant;
  let door: WitnessDoor;
  let questions: number;
  beforeEach(() => {
    ledger = new MemoryLedgerStore();
    anchors = new MemoryAnchorStore(ledger);
    witnesses = new MemoryWitnessStore();
    memory = new MemoryWitnessMemory();
    now = AT;
    questions = 0;
    const witness = new Witness({
      ...{ logs: [log.verifier], memory, cosign: court.cosign, clock: () => now },
    });
    door = {
      async addCheckpoint(prefix, body) {
        expect(prefix).toBe(url);
        questions += 1;
        const said = await witness.addCheckpoint(body);
        const text = said.is === "cosigned" ? said.lines : said.is;
        return {
          status: STATUS[said.is],
          body: said.is === "other-size" ? `${said.size}\n` : text,
        };
      },
    };
  });

  async function anchorAt(size: number, by = log): Promise<void> {
    const writer = await ledger.acquire(LOG);
    const head = { size, rootSha256: by.root(size), note: by.note(size), signedAt: now };
    await ledger.publish(writer, head);
    await anchors.choose(LOG, size, (await anchors.newest(LOG))?.size ?? null, now);
  }
  const round = (by = log) =>
    cosignAnchors(
      {
        ...{ anchors, witnesses, door, clock: () => now },
        nodes: (_, size) => async (level, index) =>
          rootOf(
            by
              .leaves(size)
              .map(hashLeaf)
              .slice(index * 2 ** level, (index + 1) * 2 ** level),
          ),
      },
      asked,
    );
  const standing = async () => (await witnesses.standings())[0];

  it("is cosigned once, from where the witness stood, and the line verifies", async () => {
    await anchorAt(5);
    expect(await round()).toEqual([{ origin: LOG, size: 5, problem: null }]);
    expect(await round()).toEqual([]);
    await anchorAt(9);
    await anchorAt(33);
    expect(await round()).toEqual([{ origin: LOG, size: 33, problem: null }]);
    expect(questions).toBe(2);
    const [kept] = await witnesses.cosignatures(LOG, 33);
    expect(cosignedAt(parseNote(`${log.note(33)}${kept!.line}`)!, court.verifier)).toBe(AT);
    expect(await standing()).toMatchObject({ size: 33, keptSize: 33, problem: null });
  });

  it("goes to a witness that knows more or less than this house noted", async () => {
    await anchorAt(5);
    await round();
    await anchorAt(20);
    // Noted as further back, as further on, and as nothing: each is put right by its answer.
    for (const size of [3, 17, 0]) {
      await witnesses.note({ ...(await standing())!, size, keptSize: 0 });
      expect(await round()).toEqual([{ origin: LOG, size: 20, problem: null }]);
    }
  });

  it("is kept before it is noted: a cut in between asks again and keeps the first line", async () => {
    await anchorAt(5);
    const note = witnesses.note.bind(witnesses);
    witnesses.note = () => Promise.reject(new Error("cut"));
    await expect(round()).rejects.toThrow("cut");
    const [first] = await witnesses.cosignatures(LOG, 5);
    witnesses.note = note;
    now = plusMs(AT, 60_000);
    expect(await round()).toEqual([{ origin: LOG, size: 5, problem: null }]);
    expect(await witnesses.cosignatures(LOG, 5)).toEqual([first]);
  });

  it("waits longer and longer for a witness that is out, and takes the newest when it is back", async () => {
    const reachable = door;
    door = { addCheckpoint: () => Promise.resolve(null) };
    await anchorAt(5);
    const pauses = [];
    for (let tries = 0; tries < 9; tries += 1) {
      expect(await round()).toHaveLength(1);
      expect(await round()).toEqual([]);
      const { retryAt } = (await standing())!;
      pauses.push((Date.parse(retryAt!) - Date.parse(now)) / 1_000);
      now = retryAt!;
    }
    expect(pauses).toEqual([10, 20, 40, 80, 160, 320, 640, 900, 900]);
    expect(await standing()).toMatchObject({
      ...{ problem: "anchors/witness-unreachable", failures: 9, failingSince: AT },
    });
    await anchorAt(8);
    door = reachable;
    expect(await round()).toEqual([{ origin: LOG, size: 8, problem: null }]);
    expect(await standing()).toMatchObject({ problem: null, failures: 0, failingSince: null });
  });

  it("does not wait for years after the clock was set back", async () => {
    const reachable = door;
    door = { addCheckpoint: () => Promise.resolve(null) };
    await anchorAt(5);
    now = "2031-01-01T00:00:00.000Z" as UtcInstant;
    await round();
    now = AT;
    door = reachable;
    expect(await round()).toEqual([{ origin: LOG, size: 5, problem: null }]);
  });

  it.each([
    [403, "", "anchors/witness-knows-no-key"],
    [404, "", "anchors/witness-knows-no-log"],
    [400, "", "anchors/witness-unusable-answer"],
    [503, "", "anchors/witness-unreachable"],
    [409, "x\n", "anchors/witness-unusable-answer"],
    [409, "007\n", "anchors/witness-unusable-answer"],
    [409, "0\n", "anchors/witness-contradicts"],
    [422, "", "anchors/witness-contradicts"],
    [200, "", "anchors/bad-cosignature"],
    [200, "no line\n", "anchors/bad-cosignature"],
    [200, cosignerCalled("stranger").cosign("x\n", AT), "anchors/bad-cosignature"],
    [200, court.cosign("another text\n", AT), "anchors/bad-cosignature"],
    [200, log.note(5).slice(log.note(5).indexOf("—")), "anchors/bad-cosignature"],
  ])("keeps nothing of an answer %i %j: %s", async (status, body, problem) => {
    door = { addCheckpoint: () => Promise.resolve({ status, body }) };
    await anchorAt(5);
    expect(await round()).toEqual([{ origin: LOG, size: 5, problem }]);
    expect(await witnesses.cosignatures(LOG, 5)).toEqual([]);
    expect(await standing()).toMatchObject({ problem, failures: 1, keptSize: 0 });
  });

  it("is an alarm where the witness saw another history, and none is sent anew", async () => {
    await anchorAt(20);
    await round();
    // An older database came back, and went on with other entries.
    const forked = log.forkedAt(3);
    ledger = new MemoryLedgerStore();
    anchors = new MemoryAnchorStore(ledger);
    await anchorAt(25, forked);
    expect(await round(forked)).toEqual([
      { origin: LOG, size: 25, problem: "anchors/witness-contradicts" },
    ]);
    expect(memory.refused.size).toBe(1);
    now = plusMs(now, 3_599_000);
    expect(await round(forked)).toEqual([]);
  });

  it("is an alarm where the witness knows more than this house ever published", async () => {
    await anchorAt(20);
    await round();
    ledger = new MemoryLedgerStore();
    anchors = new MemoryAnchorStore(ledger);
    await anchorAt(12);
    await witnesses.keepOnly([]);
    expect(await round()).toEqual([]);
    expect(await round()).toEqual([{ origin: LOG, size: 12, problem: "anchors/witness-ahead" }]);
    expect(questions).toBe(3);
  });

  it("outlives one answer that named a size nobody has", async () => {
    const honest = door;
    await anchorAt(5);
    await round();
    await anchorAt(9);
    door = { addCheckpoint: async () => ({ status: 409, body: `${Number.MAX_SAFE_INTEGER}\n` }) };
    expect(await round()).toEqual([]);
    expect(await standing()).toMatchObject({ size: Number.MAX_SAFE_INTEGER });
    door = honest;
    expect(await round()).toEqual([{ origin: LOG, size: 9, problem: null }]);
    expect(await standing()).toMatchObject({ size: 9, keptSize: 9, problem: null });
  });

  it.each([
    [1_000, 12],
    [66, 12],
    [61, 12],
    [66, 60],
    [61, 60],
    [50, 60],
  ])(
    "is not asked on and on while a witness names ever smaller sizes, from %i over %i",
    async (first, size) => {
      await anchorAt(size);
      if (size < 60) {
        const writer = await ledger.acquire(LOG);
        const head = { size: 60, rootSha256: log.root(60), note: log.note(60), signedAt: now };
        await ledger.publish(writer, head);
      }
      let said = first;
      door = {
        async addCheckpoint() {
          questions += 1;
          return { status: 409, body: `${(said -= 1)}\n` };
        },
      };
      for (let rounds = 0; rounds < 30; rounds += 1) await round();
      expect(questions).toBeLessThanOrEqual(4);
    },
  );

  it("is no alarm where another process brought the witness further meanwhile", async () => {
    await anchorAt(12);
    const logs = await anchors.logs();
    const newest = await anchors.newest(LOG);
    await anchorAt(20);
    await round();
    const stale = { logs: async () => logs, newest: async () => newest };
    await witnesses.keepOnly([]);
    const later = anchors;
    anchors = Object.assign(new MemoryAnchorStore(ledger), stale);
    expect(await round()).toEqual([]);
    anchors = later;
    expect(await round()).toEqual([{ origin: LOG, size: 20, problem: null }]);
  });

  it("is not sent at all with tiles that do not make its root", async () => {
    await anchorAt(5);
    await round();
    await anchorAt(20);
    expect(await round(log.forkedAt(2))).toEqual([
      { origin: LOG, size: 20, problem: "ledger/tiles-differ" },
    ]);
    expect(questions).toBe(1);
  });
});
