/** Custody killed at every call that it makes for heads of live chains and signed lists, before and after the work of the call: the next one tells each once, and misses none. */
import { expect, it } from "vitest";
import { documentLeaf } from "../../services/casefile/case-document.ts";
import {
  type DeviceId,
  type LiveChannelId,
  type SessionId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { type NewLink, chained, firstHead } from "../../services/live/chain.ts";
import { parseHeadText, parseListText } from "../../services/live/live-papers.ts";
import { openSession } from "../../services/sessions/keep-session.ts";
import { liveRounds } from "../../workers/custody/live-rounds.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { FailingCalls } from "../fakes/failing-calls.ts";
import { MemoryLiveStore } from "../fakes/live-store.ts";
import { MemorySessionStore } from "../fakes/session-store.ts";
import type { FaultKind } from "../fakes/store-faults.ts";
import { NOON } from "../fixtures/evidence.ts";

const CLOCK = () => NOON;
const KINDS: readonly FaultKind[] = ["fail", "fail-but-persist"];
const SEGMENT: NewLink = { kind: "segment", at: NOON };
const CLOSE: NewLink = { kind: "close", at: NOON };
const quiet = { info: () => undefined, warn: () => undefined };

interface House {
  readonly live: MemoryLiveStore;
  readonly sessionId: SessionId;
  readonly channels: readonly LiveChannelId[];
  /** As the ledger has them: the same text has one place, however often it comes. */
  readonly leaves: Set<string>;
}

/** Two channels of a session that is over. */
async function open(): Promise<House> {
  const items = new MemoryEvidenceStore();
  const recordingSessions = new MemorySessionStore(items, new MemoryCaseStore(items));
  const live = new MemoryLiveStore(recordingSessions);
  const by = newId<UserId>();
  const made = { recordingSessions, clock: CLOCK };
  const { id: sessionId } = await openSession(made, by, { number: "S-1" });
  const channels: LiveChannelId[] = [];
  for (const name of ["a", "b"]) {
    const [id, deviceId] = [newId<LiveChannelId>(), newId<DeviceId>()];
    live.devices.add(deviceId);
    const channel = {
      id,
      sessionId,
      deviceId,
      room: "1",
      name,
      kind: "both",
      secondOf: null,
    } as const;
    await live.addChannel(
      { ...channel, createdAt: NOON, createdBy: by },
      firstHead(id, sessionId),
      {
        ...({ kind: "live-channel-added", at: NOON, actor: `user:${by}`, subject: null } as const),
        ...{ before: null, after: null, reason: null },
      },
    );
    channels.push(id);
  }
  return { live, sessionId, channels, leaves: new Set() };
}

async function grow({ live }: House, id: LiveChannelId, news: readonly NewLink[]): Promise<void> {
  const state = await live.channel(id);
  if (state === null) throw new Error("no channel");
  await live.move(id, state.head, { links: chained(state.head, news) });
}

/** One process of custody, from its start until all its rounds went once. */
async function life({ live, leaves }: House, calls: FailingCalls): Promise<void> {
  const papers = new Map<string | symbol, object>([
    ["heads", calls.wrap(live.heads)],
    ["signedLists", calls.wrap(live.signedLists)],
  ]);
  const counted = new Proxy(calls.wrap(live), {
    get: (target, name): unknown => papers.get(name) ?? Reflect.get(target, name),
  });
  const signer = { sign: () => Promise.resolve(Uint8Array.of(1)) };
  const ledger = { enter: (leaf: string) => Promise.resolve(leaves.add(leaf)) };
  const rounds = liveRounds(
    {
      ...{ live: counted, clock: CLOCK, items: new MemoryEvidenceStore() },
      ...{ signer: calls.wrap(signer), ledger: calls.wrap(ledger) },
    },
    quiet,
  );
  for (const round of [...rounds.heads, ...rounds.lists]) await round().catch(() => undefined);
}

const whole = (): FailingCalls => new FailingCalls(new Map());
/** From this call on nothing it does is done, but that one where it persisted. */
const killedAt = (call: number, kind: FaultKind): FailingCalls =>
  new FailingCalls(
    new Map(Array.from({ length: 500 }, (_, at) => [call + at, at === 0 ? kind : "fail"])),
  );

/** Each chain's end stands in one head, each link in one list, and each paper in the ledger once. */
async function expectTold({ live, sessionId, channels, leaves: kept }: House, lists: number) {
  const leaves: string[] = [];
  let links = 0;
  for (const id of channels) {
    const state = await live.channel(id);
    const heads = await live.headsOf(id, null, 100);
    links += state?.head.links ?? 0;
    expect(parseHeadText(heads[0]?.text ?? "")).toMatchObject(state?.head ?? {});
    expect(heads.map((head) => head.isEntered && head.signature !== null)).not.toContain(false);
    expect(new Set(heads.map((head) => head.links)).size).toBe(heads.length);
    leaves.push(...heads.map((head) => documentLeaf(head, "live-head")));
  }
  const all = await live.lists(sessionId, null);
  expect(all.map(({ number, isEntered }) => [number, isEntered])).toEqual(
    Array.from({ length: lists }, (_, at) => [lists - at, true]),
  );
  expect(all[0]?.links).toBe(links);
  const texts = all.map(({ text }) => parseListText(text));
  for (const [at, text] of texts.entries()) {
    expect(text?.previousSha256).toBe(all[at + 1]?.sha256 ?? null);
  }
  leaves.push(...all.map((list) => documentLeaf(list, "live-list")));
  expect([...kept].toSorted()).toEqual(leaves.toSorted());
  expect([await live.moved(9), await live.unlisted(9)]).toEqual([[], []]);
}

/** How far a life came that is killed at that call of the first lists, or, `isLate`, of those that tell what came late. */
async function killedRun(call: number, kind: FaultKind, isLate: boolean): Promise<string | null> {
  const house = await open();
  const calls = killedAt(call, kind);
  for (const id of house.channels) await grow(house, id, [SEGMENT, SEGMENT, CLOSE]);
  await life(house, isLate ? whole() : calls);
  if (!isLate) await life(house, whole());
  await expectTold(house, 1);
  await grow(house, house.channels[1]!, [SEGMENT, CLOSE]);
  await life(house, isLate ? calls : whole());
  if (isLate) await life(house, whole());
  await expectTold(house, 2);
  return calls.calls[call] ?? null;
}

it.each([false, true])(
  "tells each head and each list once, whichever call was the last (of what came late: %s)",
  async (isLate) => {
    const names = new Set<string>();
    for (let call = 0, more = true; more; call += 1) {
      for (const kind of KINDS) {
        const name = await killedRun(call, kind, isLate);
        more = name !== null;
        if (name !== null) names.add(name);
      }
    }
    for (const name of ["moved", "linksPage", "keepHead", "due", "sign", "signOnce", "entered"]) {
      expect(names).toContain(name);
    }
    for (const name of ["unlisted", "channelsOf", "lists", "keepList", "enter"]) {
      expect(names).toContain(name);
    }
  },
  60_000,
);

it("goes on where links came between a killed life and the next", async () => {
  for (let call = 0; call < 40; call += 1) {
    const house = await open();
    const [first, second] = house.channels;
    await grow(house, first!, [SEGMENT]);
    await grow(house, second!, [SEGMENT, SEGMENT]);
    await life(house, killedAt(call, KINDS[call % 2]!));
    await grow(house, first!, [SEGMENT, CLOSE]);
    await grow(house, second!, [CLOSE]);
    await life(house, whole());
    // A head that was on its way then tells of less: the newest comes after it.
    await life(house, whole());
    await expectTold(house, 1);
  }
}, 60_000);
