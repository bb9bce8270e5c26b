/** Where takes, holes, pauses and markers of a live session stand on its time line. */
import { expect, it } from "vitest";
import { holesIn, liveLine } from "../../../services/web/src/live/line-of.ts";
import type { LiveSession } from "../../../services/web/src/live/live-api.ts";

const at = (seconds: number): string => new Date(seconds * 1_000).toISOString();
const event = (index: number, kind: LiveSession["events"][number]["kind"], seconds: number) => {
  return { index, kind, at: at(seconds), by: "x", code: null, words: null };
};
const take = (lane: "main" | "aside", from: number, to: number | null) => ({
  ...{ itemId: "i", number: 1, track: "", lane, bytes: 1, segments: 1, openedAt: at(from) },
  ...{ endedAt: to === null ? null : at(to), endReason: null },
});
const hole = (from: number, to: number) => ({
  ...{ track: "", kind: "silent" as const, cause: "unknown" as const, from: at(from), to: at(to) },
  ...{ firstMissing: null, lastMissing: null, missingMs: null, cover: null },
});
const coveredBy = (id: string, state: "covered" | "partly") => ({
  cover: { state, channel: id, from: null, to: null },
});
const channel = (name: string, changes: object) =>
  ({
    ...{ id: name, room: "1", name, lastAt: null, takes: [], holes: [], ...changes },
  }) as unknown as LiveSession["channels"][number];
const stretch = (from: number, to: number) => ({ from: from * 1_000, to: to * 1_000 });

it("does not begin before the session does", () => {
  expect(liveLine({ channels: [channel("a", {})], events: [] }, 9_000)).toBeNull();
  const marked = [event(0, "marker", 3)];
  expect(liveLine({ channels: [], events: marked }, 9_000)).toBeNull();
});

it("reaches to now while it runs, a take to its last segment, an open pause to now; what stands aside is not on it", () => {
  const takes = [take("main", 10, 14), take("main", 20, null), take("aside", 11, 12)];
  const channels = [channel("a", { takes, lastAt: at(27), holes: [hole(14, 20)] })];
  const events = [
    ...[event(0, "start", 10), event(1, "pause", 14), event(2, "resume", 19)],
    ...[event(3, "announcement", 21), event(4, "pause", 28)],
  ];
  expect(liveLine({ channels, events }, 30_000)).toEqual({
    ...stretch(10, 30),
    pauses: [stretch(14, 19), stretch(28, 30)],
    lanes: [
      {
        ...{ id: "a", name: "a", takes: [stretch(10, 14), stretch(20, 27)] },
        ...{ holes: [stretch(14, 20)], covered: [] },
      },
    ],
    markers: [{ at: 21_000, index: 3 }],
  });
});

it("ends with the session, an open pause with it, and is never without length", () => {
  const stopped = [event(0, "start", 10), event(1, "pause", 12), event(2, "stop", 15)];
  expect(liveLine({ channels: [], events: stopped }, 99_000)).toMatchObject({
    ...stretch(10, 15),
    pauses: [stretch(12, 15)],
  });
  expect(liveLine({ channels: [], events: [event(0, "start", 10)] }, 0)).toMatchObject(
    stretch(10, 11),
  );
});

it("shows what the other recorder has as not missing, and names it", () => {
  const holes = [
    { ...hole(11, 12), ...coveredBy("b", "covered") },
    { ...hole(13, 14), ...coveredBy("b", "partly") },
  ];
  const channels = [channel("a", { holes }), channel("b", {})];
  const line = liveLine({ channels, events: [event(0, "start", 10)] }, 20_000);
  expect(line?.lanes[0]).toMatchObject({
    ...{ holes: [stretch(13, 14)], covered: [stretch(11, 12)] },
  });
  expect(holesIn(channels).map(({ other }) => other)).toEqual(["b", "b"]);
});

it("tells what is missing of all cameras in the order of time", () => {
  const channels = [
    channel("a", { holes: [hole(5, 6), hole(9, 10)] }),
    channel("b", { holes: [hole(7, 8)] }),
  ];
  expect(holesIn(channels).map((one) => [one.channel, one.from])).toEqual([
    ...[
      ["a", at(5)],
      ["b", at(7)],
    ],
    ["a", at(9)],
  ]);
});
