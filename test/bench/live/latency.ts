/** From a picture until a playlist offers it: a camera whose pictures tell when they were sent, our recorder, and somebody who asks for the list. */
import { setTimeout as sleep } from "node:timers/promises";
import { CountingCamera, picturesIn } from "../../fixtures/counting-camera.ts";
import { load, spread } from "./figures.ts";
import { type House, startRecorder, startedWatch } from "./house.ts";

const ASKED_EVERY_MS = 50;

export async function liveLatency(
  house: House,
  { seconds, kbps }: { readonly seconds: number; readonly kbps: number },
) {
  const camera = await CountingCamera.start({ kbps });
  try {
    const recorder = await startRecorder(house, camera.url);
    try {
      return await measured(house, camera.fps, seconds);
    } finally {
      await recorder.stop();
    }
  } finally {
    await camera.close();
  }
}

async function measured(house: House, fps: number, seconds: number) {
  const list = await startedWatch(house, "how late pictures are");
  const [first, last, every]: number[][] = [[], [], []] as [number[], number[], number[]];
  const known = new Set<string>();
  const until = Date.now() + seconds * 1_000;
  for (let isFirst = true; Date.now() < until; isFirst = false) {
    const text = await (await house.system.fetch(`${list}?window=20`)).text();
    const atMs = Date.now();
    for (const { uri, from, bytes } of rangesIn(text)) {
      const key = `${uri} ${from}`;
      if (known.has(key)) continue;
      known.add(key);
      if (isFirst) continue;
      const place = new URL(uri, new URL(list, house.system.url)).pathname;
      const Range = `bytes=${from}-${from + bytes - 1}`;
      const answer = await house.system.fetch(place, { headers: { Range } });
      const agesMs = picturesIn(Buffer.from(await answer.arrayBuffer())).map(
        (picture) => atMs - (picture / fps) * 1_000,
      );
      if (agesMs.length === 0) throw new Error("pictures of a segment are not found in it");
      every.push(...agesMs);
      first.push(agesMs[0] ?? NaN);
      last.push(agesMs.at(-1) ?? NaN);
    }
    await sleep(ASKED_EVERY_MS);
  }
  return {
    ...{ pictureMs: spread(every), firstOfSegmentMs: spread(first), lastOfSegmentMs: spread(last) },
    ...{ askedEveryMs: ASKED_EVERY_MS, load: load() },
  };
}

interface Range {
  readonly uri: string;
  readonly from: number;
  readonly bytes: number;
}

const rangesIn = (list: string): readonly Range[] =>
  [...list.matchAll(/^#EXT-X-BYTERANGE:(\d+)@(\d+)\n(.+)$/gm)].map(
    ([, bytes = "", from = "", uri = ""]) => ({ uri, from: Number(from), bytes: Number(bytes) }),
  );
