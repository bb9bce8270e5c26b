/** What is kept of a wish for a labelled copy: who asked and when, whose clock, and of subtitles a digest; and what is refused at once. */
import { expect, it } from "vitest";
import { planLabelled } from "../../../services/derived/label/ask-labelled.ts";
import { LabelWish } from "../../../services/derived/label/label-wish.ts";
import type { EvidenceItem } from "../../../services/evidence/evidence-item.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type UserId, newId } from "../../../services/kernel/ids.ts";
import { zoneTime } from "../../../services/kernel/zone-time.ts";
import type { MediaCheck } from "../../../services/media/media-check.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { NOON, receivedItem } from "../../fixtures/evidence.ts";
import { mediaInfo } from "../../fixtures/media-info.ts";

const PERSON = { id: newId<UserId>(), name: "wang.li", displayName: "王力" };
const CHECK: MediaCheck = {
  ...{ verdict: "sound", tool: "ffmpeg", pictures: 250, sounds: 0, errors: 0 },
  ...{ damaged: [], cutAtMs: null, endMs: 10_000 },
};

function plan(wish: object, changes: Partial<EvidenceItem> = {}, person = PERSON) {
  const original = { sha256: sha256("x"), key: "k" } as unknown as EvidenceItem["original"];
  const item = receivedItem({ stage: "sealed", original, mediaInfo: mediaInfo(), ...changes });
  const items = new MemoryEvidenceStore();
  items.add(item);
  const deps = { items, clock: () => NOON, zoneTime: zoneTime("Asia/Shanghai") };
  const asked = { person, purposeKind: "evidence", purpose: "庭审" } as const;
  return planLabelled(deps, item.id, LabelWish.parse(wish), asked);
}

it("stamps who asked and when, by the name they sign on with where theirs is not drawn", async () => {
  const { parameters, announced } = await plan({ lines: ["副本"], stamp: true });
  const at = "2026-11-24 20:00:00 UTC+08:00";
  expect(parameters.lines).toEqual(["副本", "王力", at]);
  expect(announced).toMatchObject({ filename: "现场 01 labelled.mp4", mediaType: "video/mp4" });
  const other = await plan({ stamp: true }, {}, { ...PERSON, displayName: "بهرام" });
  expect(other.parameters.lines).toEqual(["wang.li", at]);
});

it("says whose clock it is, and has none where the recording tells of none", async () => {
  const { parameters } = await plan({ wallClock: true });
  expect(parameters.wall).toEqual({
    ...{ at: "2026-11-24T11:00:00.000Z", clock: "sender", clockOffsetMs: null, zoneMinutes: 480 },
  });
  const announced = { ...receivedItem().announced, recordedAt: null };
  await expect(plan({ wallClock: true }, { announced })).rejects.toMatchObject({
    code: "derived/no-wall-clock",
  });
  const offsetMs = -1_200;
  const clocks = { clock: { offsetMs: 5 }, cameraClock: { offsetMs } } as unknown as Pick<
    EvidenceItem["announced"],
    "clock" | "cameraClock"
  >;
  const camera = { ...receivedItem().announced, ...clocks };
  expect((await plan({ wallClock: true }, { announced: camera })).parameters.wall).toMatchObject({
    ...{ clock: "camera", clockOffsetMs: offsetMs },
  });
});

it("keeps of subtitles a digest, and their cleaned words apart, no longer than it waits", async () => {
  const text = "1\n00:00:01,000 --> 00:00:02,000\n<i>一句话</i>\n";
  const { parameters, words } = await plan({ subtitles: { text, language: "zho" } });
  expect(words).toBe("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n一句话\n");
  expect(parameters.subtitles).toEqual({
    ...{ sha256: sha256(words ?? ""), cues: 1, language: "zho", burned: false },
  });
  expect(JSON.stringify(parameters)).not.toContain("一句话");
});

it.each([
  ["derived/no-film", { timeCode: true }, { mediaInfo: mediaInfo({ video: null }) }],
  ["derived/no-film", { timeCode: true }, { mediaInfo: mediaInfo({ family: "jpeg_pipe" }) }],
  ["derived/subtitles", { subtitles: { text: "x" } }, {}],
  [
    "derived/beyond-recording",
    { subtitles: { text: "00:20.000 --> 00:21.000\nx" } },
    { mediaCheck: CHECK, mediaInfo: mediaInfo({ durationMs: 10_000 }) },
  ],
  ["derived/not-sealed-yet", { timeCode: true }, { stage: "verified" }],
] as const)("is refused at once with %s", async (code, wish, changes) => {
  await expect(plan(wish, changes as Partial<EvidenceItem>)).rejects.toMatchObject({ code });
});
