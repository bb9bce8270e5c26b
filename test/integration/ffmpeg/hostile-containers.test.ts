/** Hostile containers against the real tools, from the first byte to the copies: each ends as is said here, and nothing outside is touched. */
import { copyFile, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { type AddressInfo, type Server, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { posterPlans, viewingPlans } from "../../../services/media/viewing-plan.ts";
import { CANARY, hostileContainers } from "../../fixtures/hostile-containers.ts";
import type { HostileFile } from "../../fixtures/hostile-media.ts";
import { clip } from "../../fixtures/make-media.ts";
import { type RealMedia, never, realMedia } from "./real-media.ts";

let media: RealMedia;
let outside: string;
let listener: Server;
let connections = 0;
let bait: { file: string; url: string };

beforeAll(async () => {
  media = await realMedia();
  outside = await mkdtemp(join(tmpdir(), "holdfast-outside-"));
  listener = createServer((socket) => {
    connections += 1;
    socket.destroy();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => listener.once("listening", resolve));
  const { port } = listener.address() as AddressInfo;
  bait = { file: join(outside, "canary.mp4"), url: `http://127.0.0.1:${port}` };
  await copyFile(await clip("h264-aac"), bait.file);
});
afterAll(async () => {
  listener.close();
  await media.close();
  await rm(outside, { recursive: true, force: true });
});

/** "copied", or the refusal that the last plan ended with. */
async function endOf({ bytes }: HostileFile): Promise<string> {
  try {
    await using job = await media.filled(bytes);
    const info = await media.probe(job);
    for (const plan of [
      ...viewingPlans(info, bytes.byteLength),
      ...posterPlans(info, bytes.byteLength),
    ]) {
      await using own = await media.filled(bytes);
      const { path } = await media.tools.make(own, plan, () => undefined, never);
      expect((await readFile(path)).includes(CANARY)).toBe(false);
    }
    return "copied";
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.code;
  }
}

test("each hostile container ends as is said of it, and touches nothing", async () => {
  const before = await stat(bait.file);
  const ends: Record<string, string> = {};
  for (const file of await hostileContainers(bait)) ends[file.name] = await endOf(file);
  expect(ends).toEqual({
    "MP4 whose picture lies in another file": "media/unreadable",
    "address of a part of a file": "media/not-allowed",
    "playlist behind the head of an MP4": "media/unreadable",
    "page before an MP4": "media/unreadable",
    "page behind a photograph": "copied",
    "page within an MP4": "copied",
    "photograph of 65500 × 65500": "media/unreadable",
    "Matroska of 72 petabytes": "copied",
    "Matroska with a program in it": "copied",
    "Matroska with subtitles that name a file": "copied",
    "AVI whose subtitles are a playlist": "media/unreadable",
    "film of a million frames a second": "media/too-large",
    "film of four days": "media/too-large",
    "FFV1 in Matroska": "media/not-allowed",
    "Cinepak in AVI": "media/not-allowed",
    "Windows Media sound in Matroska": "media/not-allowed",
    "40 sound tracks in a transport stream": "media/too-large",
    "animated GIF": "media/unreadable",
  });
  expect(connections).toBe(0);
  expect((await stat(bait.file)).atimeMs).toBe(before.atimeMs);
});
