/** Two recorders of one camera, from the look at a session that runs to its list and the offline check: what one missed and the other has is told so, and nothing else. */
import { beforeEach, expect, it } from "vitest";
import type { ListText } from "../../../services/live/live-papers.ts";
import { checkLive } from "../../../services/live/check-live.ts";
import { plusMs, utcInstant } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import {
  type DeviceId,
  type LiveChannelId,
  type SessionId,
  type UploadId,
  type UserId,
  newId,
} from "../../../services/kernel/ids.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { strictJsonLine } from "../../../services/kernel/strict-json.ts";
import { type NewLink, chained } from "../../../services/live/chain.ts";
import { holeBetween } from "../../../services/live/holes.ts";
import { linkLine } from "../../../services/live/links-text.ts";
import { listSessions } from "../../../services/live/list-session.ts";
import type { ChainedSegment, Segment } from "../../../services/live/live-store.ts";
import { addChannel, tellEvent } from "../../../services/live/run-session.ts";
import { segmentLink } from "../../../services/live/write-take.ts";
import { untold } from "../../../services/live/move-channel.ts";
import { shown } from "../../../services/review/live-look.ts";
import { openSession } from "../../../services/sessions/keep-session.ts";
import { MemoryActionStore } from "../../fakes/action-store.ts";
import { MemoryCaseStore } from "../../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { MemoryLiveStore } from "../../fakes/live-store.ts";
import { MemorySessionStore } from "../../fakes/session-store.ts";
import { NOON } from "../../fixtures/evidence.ts";

const BY = newId<UserId>();
const none = { get: () => Promise.reject(new Refusal("missing", "evidence/no-such-item", "none")) };
const nobody = { verify: () => Promise.reject(new Error("not asked")) };

let live: MemoryLiveStore;
let sessionId: SessionId;
let people: Parameters<typeof addChannel>[0];
let [first, second]: [LiveChannelId, LiveChannelId] = [] as never;

beforeEach(async () => {
  const items = new MemoryEvidenceStore();
  const actions = new MemoryActionStore();
  const recordingSessions = new MemorySessionStore(items, new MemoryCaseStore(items), actions);
  live = new MemoryLiveStore(recordingSessions, actions);
  people = { live, recordingSessions, clock: () => NOON };
  sessionId = (await openSession(people, BY, { number: "S-1" })).id;
  first = await add("A", null);
  second = await add("B", first);
  await tellEvent(people, BY, { sessionId, kind: "start", code: null, words: null });
});

async function add(
  name: string,
  secondOf: LiveChannelId | null,
  changes: { readonly room?: string; readonly deviceId?: DeviceId } = {},
): Promise<LiveChannelId> {
  const { room = "1", deviceId = newId<DeviceId>() } = changes;
  live.devices.add(deviceId);
  const wanted = { sessionId, room, name, kind: "both", deviceId, secondOf } as const;
  return (await addChannel(people, BY, wanted)).id;
}

/** Segments of two seconds at these seconds after noon, each here five seconds later, with the holes between them, as the door keeps them. */
async function record(
  id: LiveChannelId,
  offsetMs: number | null,
  seconds: readonly number[],
): Promise<void> {
  const state = await live.channel(id);
  if (state === null) throw new Error("no channel");
  const takeId = newId<UploadId>();
  const take = {
    take: takeId,
    number: 1,
    track: "",
    lane: "main",
    container: "fmp4",
    timeline: "1",
  };
  const news: NewLink[] = [{ kind: "take", at: NOON, facts: { ...take, init: null } }];
  const segments: Segment[] = [];
  let last: ChainedSegment | null = null;
  for (const [place, second] of seconds.entries()) {
    const at = plusMs(NOON, second * 1_000 + 7_000);
    const segment: Segment = {
      ...{ linkIndex: 0, takeId, place, offsetBytes: place, sizeBytes: 1, sha256: sha256("s") },
      ...{ track: "", lane: "main", timeline: "1", path: `${second}.m4s`, sequence: null },
      ...{ mediaFromMs: second * 1_000, mediaToMs: second * 1_000 + 2_000, source: "a" },
      recordedAt: plusMs(NOON, second * 1_000 + (offsetMs ?? 0)),
      ...{ isComplete: true, isStream: false, cause: null, after: null },
      clocks: offsetMs === null ? null : { recorder: { offsetMs, errorMs: 5 }, source: null },
    };
    const hole: ReturnType<typeof holeBetween> =
      last === null ? null : holeBetween(last, { ...segment, at });
    if (hole !== null) {
      const { kind, ...rest } = hole;
      news.push({ kind: "gap", at, facts: { track: "", hole: kind, ...rest } });
    }
    const linkIndex = untold(state).length + news.length;
    segments.push({ ...segment, linkIndex });
    news.push(segmentLink({ ...segment, linkIndex }, at));
    last = { ...segment, at, value: sha256("v") };
  }
  await live.move(id, state.head, {
    links: chained(state.head, [...untold(state), ...news]),
    toldEvents: state.events.length,
    opens: {
      ...{ id: takeId, channelId: id, number: 1, track: "", lane: "main", container: "fmp4" },
      ...{ initSha256: null, initBytes: 0, timeline: "1", openedAt: NOON },
    },
    segments,
  });
}

async function close(id: LiveChannelId): Promise<void> {
  const state = await live.channel(id);
  if (state === null) throw new Error("no channel");
  const [take] = state.openTakes;
  const ends =
    take === undefined ? [] : [{ takeId: take.id, at: NOON, reason: "stopped" as const }];
  await live.move(id, state.head, {
    links: chained(state.head, [{ kind: "close", at: NOON }]),
    ends,
  });
}

const look = async () => (await shown(people, sessionId, null)).json;
const statesOf = async (place: number) =>
  (await look()).channels[place]?.holes.map(({ cover }) => cover?.state);
/** Two seconds each, without those. */
const without = (...missing: readonly number[]): readonly number[] =>
  Array.from({ length: 30 }, (_, place) => place * 2).filter((one) => !missing.includes(one));

it("says of each hole whether the other recorder has it, and names what both missed once", async () => {
  await record(first, -86_400_000, without(10, 12, 40));
  await record(second, 40, without(20, 40));
  const { channels, missing } = await look();
  expect(channels.map(({ holes }) => holes.map(({ cover }) => cover?.state))).toEqual([
    ["covered", "missed"],
    ["covered", "missed"],
  ]);
  expect(channels[0]?.holes[0]?.cover).toMatchObject({
    ...{ channel: second, from: plusMs(NOON, 9_495), to: plusMs(NOON, 14_505) },
  });
  expect([channels[1]?.secondOf, channels[0]?.clock.basis]).toEqual([first, "measured"]);
  expect(missing).toEqual([
    { channels: [first, second], from: plusMs(NOON, 39_495), to: plusMs(NOON, 42_505) },
  ]);
});

it("claims nothing while the other recorder's segments are still to come, or nobody measured a clock", async () => {
  await record(first, 0, without(50));
  expect(await statesOf(0)).toEqual(["unknown"]);
  await record(second, 0, [0, 2, 4]);
  expect(await statesOf(0)).toEqual(["unknown"]);
  await close(second);
  expect(await statesOf(0)).toEqual(["missed"]);
});

it("of a recorder that says no time that was measured, knows nothing", async () => {
  await record(first, 0, without(10));
  await record(second, null, without());
  expect(await statesOf(0)).toEqual(["unknown"]);
  const { channels, missing } = await look();
  expect(channels[1]?.clock.basis).toBe("claimed");
  expect(missing).toHaveLength(1);
});

it("takes a second of another device for the same room, and one", async () => {
  const [device, third] = [newId<DeviceId>(), await add("C", null)];
  await expect(add("D", first)).rejects.toMatchObject({ code: "live/no-second" });
  await expect(add("D", second)).rejects.toMatchObject({ code: "live/no-second" });
  await expect(add("D", third, { room: "2" })).rejects.toMatchObject({ code: "live/no-second" });
  const fourth = await add("E", null, { deviceId: device });
  const same = add("D", fourth, { deviceId: device });
  await expect(same).rejects.toMatchObject({ code: "live/no-second" });
  await expect(add("D", newId<LiveChannelId>())).rejects.toMatchObject({
    code: "live/no-channel-of-session",
  });
});

it("says the same in its list, which is judged offline by the links alone", async () => {
  await record(first, -9_000, without(10, 40));
  await record(second, 40, without(40));
  await close(first);
  await close(second);
  const clock = () => utcInstant(new Date(Date.parse(NOON) + 3_600_000));
  await listSessions({ live, items: none, clock });
  const [list] = await live.lists(sessionId, null);
  const said = JSON.parse(list?.text ?? "") as ListText;
  expect(said.channels.map(({ gaps }) => gaps.map(({ cover }) => cover))).toEqual([
    ["covered", "missed"],
    ["missed"],
  ]);
  expect([said.channels[1]?.secondOf, said.missingCount]).toEqual([first, 1]);
  expect(said.channels[0]?.clock).toMatchObject({
    ...{ measured: 28, claimed: 0, unknown: 0, offsetMs: [-9_000, -9_000], mostErrorMs: 5 },
  });
  const judge = async (text: string) => {
    const lines = new Map<string, readonly string[]>();
    for (const id of [first, second]) {
      lines.set(
        id,
        (await live.linksPage(id, 0, 100_000)).map((link) => linkLine(link).trimEnd()),
      );
    }
    const report = await checkLive(
      nobody,
      {
        ...{ heads: [], segments: [], list: { text, signature: null, salt: null, proof: null } },
        links: (id) => each(lines.get(id) ?? []),
      },
      { rootCertificatePem: null, ledgerKeys: null },
    );
    return report.findings.map(({ code }) => code).filter((code) => code.startsWith("covers-"));
  };
  expect(await judge(list?.text ?? "")).toEqual(["covers-hold", "covers-hold", "covers-hold"]);
  const changed = (change: (text: ListText) => void): Promise<readonly string[]> => {
    const text = structuredClone(said);
    change(text);
    return judge(strictJsonLine(text));
  };
  expect(
    await changed(({ channels }) =>
      Object.assign(channels[0]?.gaps[1] ?? {}, { cover: "covered" }),
    ),
  ).toContain("covers-differ");
  expect(await changed((text) => Object.assign(text, { missingCount: 0, missing: [] }))).toContain(
    "covers-differ",
  );
  expect(
    await changed(({ channels }) => Object.assign(channels[0]?.clock ?? {}, { measured: 29 })),
  ).toContain("covers-differ");
});

async function* each(lines: readonly string[]) {
  yield* lines;
}
