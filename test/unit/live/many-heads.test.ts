/** A house of 2,000 channels: each is told once, in one round and few batches of the ledger, by what is counted and not by a clock. */
import { expect, it } from "vitest";
import {
  type DeviceId,
  type LiveChannelId,
  type UserId,
  newId,
} from "../../../services/kernel/ids.ts";
import { chained, firstHead } from "../../../services/live/chain.ts";
import { tellHeads } from "../../../services/live/tell-heads.ts";
import { openSession } from "../../../services/sessions/keep-session.ts";
import { caseDocumentRound } from "../../../workers/custody/document-round.ts";
import { MemoryCaseStore } from "../../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { MemoryLiveStore } from "../../fakes/live-store.ts";
import { MemorySessionStore } from "../../fakes/session-store.ts";
import { NOON } from "../../fixtures/evidence.ts";

const CHANNELS = 2_000;
const clock = () => NOON;

async function houseOf(count: number) {
  const items = new MemoryEvidenceStore();
  const recordingSessions = new MemorySessionStore(items, new MemoryCaseStore(items));
  const live = new MemoryLiveStore(recordingSessions);
  const by = newId<UserId>();
  const session = await openSession({ recordingSessions, clock }, by, { number: "S-1" });
  const deviceId = newId<DeviceId>();
  live.devices.add(deviceId);
  const action = { kind: "live-channel-added", at: NOON, actor: `user:${by}` } as const;
  const none = { subject: null, before: null, after: null, reason: null };
  const ids: LiveChannelId[] = [];
  for (let at = 0; at < count; at += 1) {
    const id = newId<LiveChannelId>();
    const made = { createdAt: NOON, createdBy: by, secondOf: null };
    const place = { sessionId: session.id, room: "1", name: `${at}`, kind: "both" } as const;
    await live.addChannel({ id, deviceId, ...place, ...made }, firstHead(id, session.id), {
      ...action,
      ...none,
    });
    ids.push(id);
  }
  const move = async (id: LiveChannelId): Promise<void> => {
    const state = await live.channel(id);
    if (state === null) throw new Error("no channel");
    await live.move(id, state.head, {
      links: chained(state.head, [{ kind: "segment", at: NOON }]),
    });
  };
  return { live, ids, move };
}

/** A ledger that answers all who ask in one turn by one batch, of 256 at most. */
function batchingLedger() {
  const batches: number[] = [];
  const leaves = new Set<string>();
  let waiting: (() => void)[] = [];
  const enter = (leaf: string): Promise<void> =>
    new Promise((resolve) => {
      leaves.add(leaf);
      if (waiting.length === 0) {
        setImmediate(() => {
          batches.push(waiting.length);
          for (const answer of waiting) answer();
          waiting = [];
        });
      }
      waiting.push(resolve);
    });
  return { enter, batches, leaves };
}

it("makes a head of each channel at once, and signs and enters them in one round and eight batches of the ledger", async () => {
  const { live, ids, move } = await houseOf(CHANNELS);
  for (const id of ids) await move(id);
  expect(await tellHeads({ live, clock })).toEqual([]);
  const ledger = batchingLedger();
  const signer = { sign: async () => new Uint8Array(1) };
  const deps = { documents: live.heads, leafType: "live-head", signer, ledger } as const;
  const faults: unknown[] = [];
  const round = caseDocumentRound(deps, {
    info: () => undefined,
    warn: (fault) => faults.push(fault),
  });
  // One that is told to end ends behind what it began.
  await round(AbortSignal.abort());
  expect(ledger.leaves.size).toBe(256);
  await round();
  expect(await live.heads.due(1, 0)).toEqual([]);
  expect(faults).toEqual([]);
  expect(ledger.batches).toEqual([...Array<number>(7).fill(256), 208]);
  expect(ledger.leaves.size).toBe(CHANNELS);
  // Nothing new: nothing is told twice.
  await tellHeads({ live, clock });
  expect(await live.heads.due(1, 0)).toEqual([]);
}, 60_000);

it("tells all others of a thousand and more, where chains of the oldest are broken", async () => {
  const { live, ids, move } = await houseOf(1_100);
  for (const id of ids) await move(id);
  const broken = new Set(ids.slice(0, 20));
  const page = live.linksPage.bind(live);
  live.linksPage = async (id, from, limit) => {
    const links = await page(id, from, limit);
    return broken.has(id) ? links.map((link) => ({ ...link, facts: "{}" })) : links;
  };
  const faults = await tellHeads({ live, clock });
  expect(new Set(faults.map(({ documentId }) => documentId))).toEqual(broken);
  expect(faults).toMatchObject(faults.map(() => ({ error: { code: "live/chain-broken" } })));
  expect(await live.heads.due(9_999, 0)).toHaveLength(1_080);
}, 60_000);
