/** Sessions that are recorded live over HTTP: channels, acts and markers, in the sight and with the permission of whoever asks. */
import { expect, test } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import type { Clock, UtcInstant } from "../../../services/kernel/clock.ts";
import { type DeviceId, type SessionId, type UserId, newId } from "../../../services/kernel/ids.ts";
import { liveSessionRoutes } from "../../../services/review/live-routes.ts";
import { openSession } from "../../../services/sessions/keep-session.ts";
import { MemoryActionStore } from "../../fakes/action-store.ts";
import { MemoryCaseStore } from "../../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { MemoryLiveStore } from "../../fakes/live-store.ts";
import { MemoryRunningSessions } from "../../fakes/running-sessions.ts";
import { MemorySessionStore } from "../../fakes/session-store.ts";
import { NOON, tickingClock } from "../../fixtures/evidence.ts";

const caller = {
  person: { id: newId<UserId>(), name: "a", role: "officer" as Role },
  ...{ key: "", confirmedAt: NOON },
};

async function house() {
  const items = new MemoryEvidenceStore();
  const actions = new MemoryActionStore();
  const recordingSessions = new MemorySessionStore(items, new MemoryCaseStore(items), actions);
  const live = new MemoryLiveStore(recordingSessions, actions);
  const deviceId = newId<DeviceId>();
  live.devices.add(deviceId);
  const clock: Clock = tickingClock();
  const { id } = await openSession({ recordingSessions, clock }, caller.person.id, {
    number: "S-1",
  });
  const runningSessions = new MemoryRunningSessions(recordingSessions, live);
  const routes = liveSessionRoutes({ live, recordingSessions, runningSessions, clock });
  const call = async (
    method: string,
    path: string,
    body: object = {},
    sessionId: SessionId = id,
  ) => {
    const route = routes.find((one) => one.method === method && one.path.endsWith(path));
    const reply = await route?.run({
      ...{ params: { id: sessionId }, query: {}, caller: caller as never, sight: null },
      ...{
        range: undefined,
        ifRange: undefined,
        lastEventId: undefined,
        source: "",
        from: { address: "", userAgent: "" },
        requestId: "",
        sessionSecret: null,
        again: async () => null,
      },
      ...{ readBody: () => Promise.resolve(body), checkPermission: () => undefined },
      checkRecent: () => undefined,
      once: (work) => work(),
    });
    return (reply as unknown as { json: Shown }).json;
  };
  return { call, id, deviceId, actions, recordingSessions, live };
}

interface Shown {
  readonly status: string;
  readonly channels: readonly { readonly isSound: boolean; readonly name: string }[];
  readonly events: readonly { readonly kind: string; readonly at: UtcInstant }[];
}

test("a session gets its channel, runs, pauses, and is stopped: facts, events and actions say the same", async () => {
  const { call, id, deviceId, actions, recordingSessions } = await house();
  const channel = { room: "1", name: "全景", kind: "both", deviceId };
  const added = await call("post", "/channels", channel);
  expect(added).toMatchObject({ status: "waiting", channels: [{ isSound: true, name: "全景" }] });
  await expect(call("post", "/channels", channel)).rejects.toMatchObject({
    code: "live/channel-taken",
  });
  await expect(call("post", "/acts", { act: "pause" })).rejects.toMatchObject({
    code: "live/not-now",
  });
  expect((await call("post", "/acts", { act: "start", reason: "询问开始" })).status).toBe("open");
  expect((await call("post", "/acts", { act: "start" })).events).toHaveLength(1);
  await call("post", "/markers", { code: "rights_told" });
  await call("post", "/markers", { kind: "announcement" });
  expect((await call("post", "/acts", { act: "pause", reason: "休息" })).status).toBe("paused");
  await call("post", "/acts", { act: "resume" });
  const over = await call("post", "/acts", { act: "stop", reason: "结束" });
  expect(over.status).toBe("closing");
  expect(over.events.map(({ kind }) => kind)).toEqual([
    ...["start", "marker", "announcement", "pause", "resume", "stop"],
  ]);
  const at = (place: number) => over.events[place]?.at;
  expect(await recordingSessions.find(id)).toMatchObject({
    ...{ startedAt: at(0), startReason: "询问开始", stoppedAt: at(5), stopReason: "结束" },
    ...{ announced: true, pauses: [{ from: at(3), to: at(4), reason: "休息" }], revision: 4 },
  });
  const kinds = (await actions.from(0, 50)).map(({ kind }) => kind);
  expect(kinds).toEqual([
    ...["recording-session-opened", "live-channel-added", "live-started", "live-marked"],
    ...["live-marked", "live-paused", "live-resumed", "live-stopped"],
  ]);
});

test("nothing is told of a session that is not there, and a body that makes no sense is refused", async () => {
  const { call, deviceId } = await house();
  const other = newId<SessionId>();
  for (const [method, path, body] of [
    ["get", "/live", {}],
    ["post", "/channels", { room: "1", name: "a", kind: "both", deviceId }],
    ["post", "/acts", { act: "start" }],
    ["post", "/markers", { words: "w" }],
  ] as const) {
    await expect(call(method, path, body, other)).rejects.toMatchObject({
      code: "sessions/no-such-session",
    });
  }
  await expect(call("post", "/acts", { act: "erase" })).rejects.toMatchObject({
    code: "review/bad-body",
  });
  await expect(
    call("post", "/channels", { room: "1", name: "a", kind: "both", deviceId: newId<DeviceId>() }),
  ).rejects.toMatchObject({ code: "access/no-such-device" });
});
