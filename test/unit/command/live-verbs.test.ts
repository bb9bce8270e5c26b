/** The verbs about recordings while they run, as an officer uses them at two terminals on the API in memory. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { apiClient } from "../../../services/command/api-client.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import {
  liveAct,
  liveChannelAdd,
  liveList,
  liveMark,
  liveOpen,
  liveShow,
} from "../../../services/command/live-verbs.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import {
  type DeviceId,
  type SessionId,
  type UploadId,
  newId,
} from "../../../services/kernel/ids.ts";
import { chained } from "../../../services/live/chain.ts";
import type { Segment } from "../../../services/live/live-store.ts";
import { liveSessionRoutes } from "../../../services/review/live-routes.ts";
import { MemoryLiveStore } from "../../fakes/live-store.ts";
import { MemoryRunningSessions } from "../../fakes/running-sessions.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { twoTerminals } from "../../fixtures/two-terminals.ts";

let house: House;
let live: MemoryLiveStore;
const { english, chinese, machine, hear } = twoTerminals();
const api = () => apiClient(house.url, house.tokens.officer);

beforeEach(async () => {
  house = await openHouse(({ recordingSessions, actions, clock }) => {
    live = new MemoryLiveStore(recordingSessions, actions);
    const runningSessions = new MemoryRunningSessions(recordingSessions, live);
    return liveSessionRoutes({ live, recordingSessions, runningSessions, clock });
  });
  live.devices.add(house.device.id);
});
afterEach(() => house.close());

async function opened(): Promise<SessionId> {
  const records = apiClient(house.url, house.tokens.records);
  const [, said] = await hear(() => liveOpen(records, machine, "S-9", { place: "询问室 1" }));
  const { id } = JSON.parse(said) as { id: SessionId };
  const channel = {
    room: "询问室 1",
    name: "全景",
    kind: "both",
    device: house.device.id,
  } as const;
  expect(await liveChannelAdd(api(), english, id, channel)).toBe(EXIT.ok);
  return id;
}

/** As the door tells it. */
const GAP = {
  kind: "gap",
  facts: {
    ...{ track: "", hole: "sequence-missing", cause: "unknown", missingMs: 3_000 },
    ...{ from: NOON, to: plusMs(NOON, 4_000), firstMissing: 2, lastMissing: 4 },
  },
} as const;

/** Two segments with numbers missing between them. */
async function record(id: SessionId): Promise<void> {
  const [state] = await live.channelsOf(id, null);
  if (state === undefined) throw new Error("no channel");
  const takeId = newId<UploadId>();
  const segment = (linkIndex: number, place: number, sequence: number): Segment => ({
    ...{ linkIndex, takeId, place, offsetBytes: place * 10, sizeBytes: 10, sha256: sha256("s") },
    ...{ track: "", lane: "main", timeline: "1", path: `${sequence}.m4s`, sequence },
    ...{ mediaFromMs: sequence * 1_000, mediaToMs: sequence * 1_000 + 1_000, recordedAt: NOON },
    ...{ source: "a", isComplete: true, isStream: false, cause: null, after: null },
    clocks: null,
  });
  const at = (ms: number) => ({ kind: "segment", at: plusMs(NOON, ms) }) as const;
  await live.move(state.channel.id, state.head, {
    links: chained(state.head, [
      { ...at(0), contentSha256: sha256("s") },
      { ...GAP, at: at(4_000).at },
      at(4_000),
    ]),
    opens: {
      ...{ id: takeId, channelId: state.channel.id, number: 1, track: "", lane: "main" },
      ...{ container: "fmp4", initSha256: null, initBytes: 0, timeline: "1", openedAt: NOON },
    },
    segments: [segment(0, 0, 1), segment(2, 1, 5)],
  });
}

it("opens, starts, marks, pauses and stops a session, and says in words what is missing and who is silent", async () => {
  expect((await hear(() => liveList(api(), english)))[1]).toContain("Nothing is recorded now");
  const id = await opened();
  expect((await hear(() => liveList(api(), english)))[1]).toContain("Nothing is recorded now");
  const [, started] = await hear(() => liveAct(api(), chinese, [id, "start"], "询问开始"));
  expect(started).toContain("已记下：开始。场次现在正在录制。");
  await record(id);
  await expect(liveMark(api(), english, [id, "marker"], {})).rejects.toMatchObject({
    exitCode: EXIT.usage,
  });
  await liveMark(api(), english, [id, "marker"], { code: "rights_told", words: "两名民警" });
  await liveMark(api(), english, [id, "announcement"], {});
  const [well, shown] = await hear(() => liveShow(api(), english, id));
  expect(well).toBe(EXIT.ok);
  expect(shown).toMatch(/Session \S+: recording/);
  expect(shown).toMatch(/全景 \(pictures and sound\) \S+: last segment \S+, takes: 1, links: 3/);
  expect(shown).toMatch(/take 1 \S+: 20 bytes, segments: 2, \S+ to now/);
  expect(shown).toMatch(/hole \S+ to \S+: numbers are missing \(3000 ms\); nobody can say why/);
  expect(shown).toContain("marked [rights_told] 两名民警");
  expect(shown).toContain("announced");

  house.moveClock(30_000);
  const silent = `全景 自 ${plusMs(NOON, 4_000)} 起没有数据`;
  const [bad, inChinese] = await hear(() => liveShow(api(), chinese, id));
  expect([bad, inChinese.includes(silent)]).toEqual([EXIT.negative, true]);
  expect(inChinese).toContain("编号缺失（3000 毫秒），原因不明");
  const [worse, list] = await hear(() => liveList(api(), chinese));
  expect([worse, list.includes(silent), list.includes("有通道中断")]).toEqual([
    ...[EXIT.negative, true, true],
  ]);
  await expect(liveAct(api(), english, [id, "resume"], undefined)).rejects.toMatchObject({
    code: "live/not-now",
  });
  await liveAct(api(), english, [id, "pause"], "a rest");
  expect((await hear(() => liveList(api(), machine)))[0]).toBe(EXIT.ok);
  const [, over] = await hear(() => liveAct(api(), machine, [id, "stop"], "over"));
  expect(JSON.parse(over)).toMatchObject({ status: "closing" });
});

it("adds a second recorder by the name of the first, and says in words what that has of what is missing", async () => {
  const id = await opened();
  const other = newId<DeviceId>();
  live.devices.add(other);
  const second = { room: "询问室 1", name: "全景 2", kind: "both", secondOf: "全景" } as const;
  const add = (changes: object) =>
    liveChannelAdd(api(), english, id, { ...second, device: other, ...changes });
  await expect(add({ secondOf: "nothing" })).rejects.toMatchObject({ exitCode: EXIT.usage });
  await expect(add({ device: house.device.id })).rejects.toMatchObject({ code: "live/no-second" });
  await expect(add({ room: "2" })).rejects.toMatchObject({ code: "live/no-second" });
  const [, added] = await hear(() => add({}));
  expect(added).toContain("second recorder of 全景");
  await liveAct(api(), english, [id, "start"], undefined);
  await record(id);
  const [, shown] = await hear(() => liveShow(api(), english, id));
  expect(shown).toMatch(/hole .*; whether the other recorder has it is not known \(全景 2\)/);
  expect(shown).toMatch(/Neither recorder is shown to have it: 全景, 全景 2, \S+ to \S+/);
  expect((await hear(() => liveShow(api(), chinese, id)))[1]).toContain(
    "不能确定另一台录制器是否录到（全景 2）",
  );
  expect((await hear(() => liveList(api(), english)))[1]).toContain("holes found: 1");
});

it("watches: shows again what changed, and nothing else, until interrupted", async () => {
  const id = await opened();
  const { promise: interrupted, resolve } = Promise.withResolvers<undefined>();
  const [code, said] = await hear(async () => {
    const watched = liveShow(api(), machine, id, interrupted);
    await liveAct(api(), english, [id, "start"], undefined);
    setTimeout(() => resolve(undefined), 5_000);
    return watched;
  });
  expect(code).toBe(EXIT.ok);
  const statuses = [...said.matchAll(/"status":"(\w+)"/g)].map(([, status]) => status);
  expect(statuses.at(-1)).toBe("open");
  expect(statuses.length).toBeLessThanOrEqual(2);
});

it("of a session that is not there, and of a device that nobody knows, says so", async () => {
  const other = newId<SessionId>();
  await expect(liveShow(api(), english, other)).rejects.toMatchObject({
    code: "sessions/no-such-session",
  });
  const id = await opened();
  const admin = apiClient(house.url, house.tokens.admin);
  const channel = { room: "1", name: "b", kind: "audio", device: "nobody's" } as const;
  await expect(liveChannelAdd(admin, english, id, channel)).rejects.toMatchObject({
    exitCode: EXIT.usage,
  });
  const auditor = apiClient(house.url, house.tokens.auditor);
  await expect(liveAct(auditor, english, [id, "start"], undefined)).rejects.toMatchObject({
    status: 403,
  });
});
