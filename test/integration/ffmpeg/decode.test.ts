/** Recordings decoded to their end in the box: what is whole is called so, and what is damaged or cut, and where. */
import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MediaCheck, judgeDecoding } from "../../../services/media/media-check.ts";
import { type ClipName, clipBytes } from "../../fixtures/make-media.ts";
import { type RealMedia, never, realMedia } from "./real-media.ts";

type Decoded = Exclude<MediaCheck, { readonly verdict: "not-checked" }>;

let media: RealMedia;
beforeAll(async () => {
  media = await realMedia();
});
afterAll(() => media.close());

/** As the step does it. */
async function decode(bytes: Uint8Array): Promise<Decoded> {
  await using job = await media.filled(bytes);
  const info = await media.probe(job);
  const input = { info, sizeBytes: bytes.byteLength };
  const streams = await media.tools.decode(job, input, () => undefined, never);
  expect(await readdir(`${job.folder}/out`)).toEqual([]);
  return judgeDecoding(streams, info.durationMs, media.tools.version) as Decoded;
}
const head = (bytes: Buffer, part: number): Buffer =>
  bytes.subarray(0, Math.floor(bytes.byteLength * part));

test.each<ClipName>([
  ...(["h264-aac", "fragmented", "matroska", "mpegts", "h264-pcm-mov", "avi-mpeg4-mp3"] as const),
  ...(["hevc", "interlaced", "no-audio", "one-frame", "variable-rate", "jpeg", "wav"] as const),
  ...(["mp3", "flac", "ogg", "adts"] as const),
])("what is whole was decoded to its end without a fault: %s", async (name) => {
  const { verdict, errors, damaged, cutAtMs, pictures, sounds } = await decode(
    await clipBytes(name),
  );
  expect({ verdict, errors, damaged, cutAtMs }).toEqual({
    ...{ verdict: "sound", errors: 0, damaged: [], cutAtMs: null },
  });
  expect(pictures + sounds).toBeGreaterThan(0);
});

test.each<ClipName>(["h264-aac-faststart", "matroska"])(
  "what is cut is said to end where its last picture ends: %s",
  async (name) => {
    const { verdict, cutAtMs, pictures } = await decode(head(await clipBytes(name), 0.4));
    expect(verdict).toBe("damaged");
    expect(cutAtMs).toBeGreaterThan(400);
    expect(cutAtMs).toBeLessThan(1_400);
    expect(pictures).toBeLessThan(40);
  },
);

test.each<ClipName>(["h264-aac-faststart", "mpegts"])(
  "bytes that were overwritten in the middle are told with the time they are at: %s",
  async (name) => {
    const bytes = Buffer.from(await clipBytes(name));
    const at = Math.floor(bytes.byteLength * 0.45);
    for (let byte = at; byte < at + 4_000; byte += 1) bytes[byte] = (byte * 167 + 13) % 256;
    const { verdict, errors, damaged } = await decode(bytes);
    expect(verdict).toBe("damaged");
    expect(errors).toBeGreaterThan(0);
    expect(damaged.length).toBeGreaterThan(0);
    for (const { fromMs, toMs } of damaged) {
      expect(fromMs).toBeGreaterThan(300);
      expect(toMs).toBeLessThanOrEqual(2_100);
    }
  },
);
