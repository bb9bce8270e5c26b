/** Tests of what a film's own index says of its samples: it spares ffmpeg a reading where it agrees, and never has the word against it. */
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filmSamples } from "../../../infra/ffmpeg/film-samples.ts";
import { readMadeFilm } from "../../../infra/ffmpeg/made-film.ts";
import { SamePackets } from "../../../infra/ffmpeg/same-packets.ts";
import { PROBE_LIMITS } from "../../../infra/ffmpeg/sandbox.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { clip, clipBytes, streamHashes } from "../../fixtures/make-media.ts";
import { type RealMedia, never, realMedia } from "./real-media.ts";

let media: RealMedia;
beforeAll(async () => {
  media = await realMedia();
});
afterAll(() => media.close());

const copied = {
  original: { file: "in/src", family: "mov", isList: false },
  coded: { video: "h264", audio: "aac" },
  ...{ mostMs: null, limits: PROBE_LIMITS },
} as const;

test("an index decides nothing where it differs: ffmpeg reads the copy itself, and has the word", async () => {
  await using job = await media.filled(await clipBytes("h264-aac"));
  const [other, made] = [sha256("other"), `${job.folder}/out/other`];
  const compare = async (samples: { video: typeof other; audio: typeof other }) => {
    await using same = new SamePackets(media.sandbox, job.folder, copied, never);
    return await same.in("out/other", samples);
  };
  await copyFile(await clip("h264-aac-faststart"), made);
  const right = await compare({ video: other, audio: other });
  expect(right).toMatchObject({ video: { form: "whole" }, audio: { form: "whole" } });
  const { samples } = await readMadeFilm(made, never);
  expect(samples).toEqual({ video: right?.video?.sha256, audio: right?.audio?.sha256 });
  await writeFile(made, "no film at all");
  expect((await readMadeFilm(made, never)).samples).toBeNull();
  await expect(compare({ video: other, audio: other })).rejects.toMatchObject({
    code: "media/unreadable",
  });
});

test("an index stands for the original's packets too, where its index tells of the samples that the copy has", async () => {
  await using job = await media.filled(await clipBytes("h264-aac"));
  const [original, made] = [`${job.folder}/in/src`, `${job.folder}/out/other`];
  await copyFile(await clip("h264-aac-faststart"), made);
  const lost = { ...media.sandbox, launcher: "/nowhere" };
  const compare = async (sandbox: typeof lost, read: typeof filmSamples) => {
    await using same = new SamePackets(sandbox, job.folder, copied, never, read);
    return await same.in("out/other", await filmSamples(made, never));
  };
  const [video, audio] = await streamHashes(original);
  // No ffmpeg is there to be asked.
  const kept = await compare(lost, filmSamples);
  expect([`0,v,SHA256=${kept?.video?.sha256}`, `1,a,SHA256=${kept?.audio?.sha256}`]).toEqual([
    video,
    audio,
  ]);
  // An index that cannot be followed, or tells of others, says nothing: ffmpeg has the word.
  const others = { video: sha256("other"), audio: sha256("other") };
  for (const read of [async () => null, async () => others, async () => ({})]) {
    expect(await compare(media.sandbox, read)).toEqual(kept);
    await expect(compare(lost, read)).rejects.toMatchObject({ code: "media/tool-failed" });
  }
  const changed = await readFile(made);
  changed.writeUInt8(changed.readUInt8(changed.length - 3_000) ^ 1, changed.length - 3_000);
  await writeFile(made, changed);
  await expect(compare(media.sandbox, filmSamples)).rejects.toMatchObject({
    code: "media/unreadable",
  });
});

test("an index is read the same in a thread, which ends when it is told to", async () => {
  const path = await clip("h264-aac");
  const here = await filmSamples(path, never);
  const inThread = (film: string, signal = never) => filmSamples(film, signal, 1);
  expect(here).toHaveProperty("video");
  expect(await Promise.all([inThread(path), inThread(path)])).toEqual([here, here]);
  expect(await inThread(await clip("fragmented"))).toBeNull();
  const ending = new AbortController();
  const told = inThread(path, ending.signal);
  ending.abort();
  await expect(told).rejects.toMatchObject({ code: "media/interrupted" });
  expect(await inThread(path)).toEqual(here);
});

test("nothing is said of an index that leads elsewhere", async () => {
  await using job = await media.filled(Buffer.from("unused"));
  const bytes = await clipBytes("h264-aac-faststart");
  const path = `${job.folder}/out/other`;
  const box = (type: string): number => bytes.indexOf(type) + 4;
  for (const damage of [
    (file: Buffer) => file.writeUInt32BE(0xffff_fff0, box("stco") + 8),
    (file: Buffer) => file.writeUInt32BE(0xffff_ffff, box("stsz") + 8),
    (file: Buffer) => file.writeUInt32BE(7, box("stsc") + 4),
    (file: Buffer) => file.writeUInt32BE(5, box("stbl") - 8),
    (file: Buffer) => file.write("trap", box("trak") - 4),
  ]) {
    const file = Buffer.from(bytes);
    damage(file);
    await writeFile(path, file);
    const { samples, content } = await readMadeFilm(path, never);
    expect(samples?.video).not.toBe(
      (await readMadeFilm(await clip("h264-aac-faststart"), never)).samples?.video,
    );
    expect(content.sha256).toBe(sha256(file));
  }
});
