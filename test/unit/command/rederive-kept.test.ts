/** Which copies `rederive` compares with: those of a package that are soundly signed, or those the service tells of. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LabelTaken } from "../../../services/evidence/label-taken.ts";
import type { RebuiltTaken } from "../../../services/evidence/rebuilt-taken.ts";
import { MACHINE_MADE } from "../../../services/evidence/transcript-taken.ts";
import type { Masks } from "../../../services/evidence/redaction-taken.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { keptInPackage } from "../../../services/command/rederive/kept-copies.ts";
import { REBUILD_METHOD } from "../../../services/media/rebuild/statement.ts";
import { itemPaths } from "../../../services/packages/package-layout.ts";
import { MemoryPackage } from "../../fakes/package-reader.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { type World, makeWorld, packageOf } from "../../fixtures/small-package.ts";

const FILM = Buffer.from("first clip");
const COPY = Buffer.from("copy of first");
let world: World;
let other: World;
let files: Map<string, Buffer>;
let [one, two]: ItemId[] = [];

beforeAll(async () => {
  [world, other] = await Promise.all([makeWorld(), makeWorld()]);
  one = await world.sealedItem(FILM, { copy: COPY });
  two = await world.sealedItem(Buffer.from("second clip"));
  files = await packageOf(world, one, two);
});
afterAll(async () => {
  await world.close();
  await other.close();
});

const keptOf = (changed: ReadonlyMap<string, Buffer>, from = world) =>
  keptInPackage(
    new MemoryPackage(changed),
    world.deps.signatures,
    from.deps.signer.rootCertificatePem,
  );

describe("the copies of a package", () => {
  test("are those that are signed, each with its original and how it was made", async () => {
    const found = await keptOf(files);
    expect(found).toMatchObject([
      {
        item: one,
        original: { sha256: sha256(FILM), sizeBytes: FILM.byteLength },
        copies: [
          {
            ...{ kind: "viewing", sha256: sha256(COPY), method: "remux", packets: null },
            ...{ version: "ffmpeg version 7", arguments: ["-i", "in/src", "out/viewing.mp4"] },
          },
        ],
      },
    ]);
    const chunks: Uint8Array[] = [];
    for await (const chunk of (await found[0]?.original?.read()) ?? []) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(FILM)).toBe(true);
  });

  test("say which program opened the original first, where one did", async () => {
    const program = {
      ...{ name: "acme-cctv", version: "2.1", arguments: ["in/src", "out"] },
      ...{ sha256: sha256("program"), filesSha256: sha256("files") },
      output: { sizeBytes: 4_711, sha256: sha256("what it wrote") },
    };
    const own = await world.sealedItem(Buffer.from("ACME"), { copy: COPY, program: { program } });
    expect(await keptOf(await packageOf(world, own))).toMatchObject([
      { item: own, copies: [{ kind: "viewing", program }] },
    ]);
  });

  test("are none under another house's root", async () => {
    expect(await keptOf(files, other)).toEqual([]);
  });

  test.each(["manifest", "signature"] as const)("are none whose %s was altered", async (which) => {
    const path = itemPaths(one as ItemId, "viewing")[which];
    const bytes = Buffer.from(files.get(path) ?? "");
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9);
    expect(await keptOf(new Map([...files, [path, bytes]]))).toEqual([]);
    const without = new Map(files);
    without.delete(path);
    expect(await keptOf(without)).toEqual([]);
  });

  test("are not those of another item, put in its place", async () => {
    const moved = new Map(files);
    for (const which of ["manifest", "signature"] as const) {
      const bytes = files.get(itemPaths(one as ItemId, "viewing")[which]) ?? Buffer.alloc(0);
      moved.set(itemPaths(two as ItemId, "viewing")[which], bytes);
    }
    expect((await keptOf(moved)).map(({ item }) => item)).toEqual([one]);
  });

  test("are an excerpt, too, where what it was taken of is beside it, and what was joined of several, with each that is there", async () => {
    const from = { itemId: one as ItemId, sha256: sha256(FILM), beginsAtMs: null, begunAt: null };
    const madeBy = {
      tool: "ffmpeg",
      version: "7",
      arguments: ["-i", "x"],
      method: "encode",
    } as const;
    const range = { how: "exact", fromMs: 0, toMs: 5, zeroUs: 0, beginsUs: 0 } as const;
    const part = Buffer.from("part");
    const derivation = { kind: "excerpt", from: [from], taken: range, madeBy } as const;
    const excerpt = await world.sealedItem(part, { derivation });
    const second = { ...from, itemId: two as ItemId, sha256: sha256("second clip") };
    const joined = await world.sealedItem(Buffer.from("joined"), {
      derivation: { kind: "joined", from: [from, second], madeBy },
    });
    const label = {
      ...{ lines: ["副本"], place: "tiled", size: "small", timeCode: true, zeroUs: -3, frames: 9 },
      wall: { at: NOON, clock: "sender", clockOffsetMs: -7, zoneMinutes: 480 },
      subtitles: { sha256: sha256("vtt"), cues: 3, language: "zho", burned: true },
      ...{ widthPx: 320, heightPx: 240 },
    } as const satisfies LabelTaken;
    const copy = Buffer.from("labelled");
    const labelled = await world.sealedItem(copy, {
      derivation: { kind: "labelled", from: [from], taken: label, madeBy },
    });
    const all = [one as ItemId, excerpt, joined, labelled] as const;
    const found = await keptOf(await packageOf(world, ...all));
    expect(found.find(({ item }) => item === labelled)).toMatchObject({
      original: { sha256: sha256(FILM) },
      label: { taken: label, made: { sha256: sha256(copy), sizeBytes: copy.byteLength } },
    });
    expect(found.find(({ item }) => item === excerpt)).toMatchObject({
      original: { sha256: sha256(FILM), sizeBytes: FILM.byteLength },
      copies: [{ kind: "excerpt", sha256: sha256(part), method: "encode", version: "7" }],
    });
    const [first, other] = [{ sha256: sha256(FILM) }, { sha256: second.sha256, sizeBytes: 11 }];
    expect(found.find(({ item }) => item === joined)).toMatchObject({ takes: [first, null] });
    const whole = await keptOf(await packageOf(world, one as ItemId, two as ItemId, joined));
    expect(whole.find(({ item }) => item === joined)).toMatchObject({
      ...{ original: first, takes: [first, other] },
      copies: [{ kind: "joined", sha256: sha256("joined") }],
    });
    // Nothing is left out in silence: what it was made of is not there.
    for (const alone of [excerpt, joined]) {
      const left = await keptOf(await packageOf(world, alone));
      expect(left).toMatchObject([{ item: alone, original: null, copies: [{ version: "7" }] }]);
    }
  });

  test("are a transcript with the very program that heard it", async () => {
    const from = { itemId: one as ItemId, sha256: sha256(FILM), beginsAtMs: null, begunAt: null };
    const program = {
      ...{ name: "hears", version: "3", sha256: sha256("program"), filesSha256: sha256("files") },
      ...{ arguments: ["in/src", "out"], output: { sizeBytes: 3, sha256: sha256("vtt") } },
    };
    const taken = { mark: MACHINE_MADE, language: "zho", cues: 1, program } as const;
    const madeBy = { tool: "ffmpeg", version: "7", arguments: ["-ac", "1"], method: "encode" };
    const words = Buffer.from("WEBVTT");
    const transcript = await world.sealedItem(words, {
      derivation: { kind: "transcript", from: [from], taken, madeBy: madeBy as never },
    });
    const found = await keptOf(await packageOf(world, one as ItemId, transcript));
    expect(found.find(({ item }) => item === transcript)).toMatchObject({
      original: { sha256: sha256(FILM) },
      words: { program, made: { sha256: sha256(words), sizeBytes: 6 } },
      copies: [{ kind: "transcript", sha256: sha256(words), arguments: ["-ac", "1"] }],
    });
  });

  test("are a redacted recording with its masks, and a rebuilt one with the second recording, if it is there", async () => {
    const inputOf = (itemId: ItemId | undefined, bytes: Buffer) => ({
      ...{ itemId: itemId as ItemId, sha256: sha256(bytes), beginsAtMs: null, begunAt: null },
    });
    const [source, like] = [inputOf(one, FILM), inputOf(two, Buffer.from("second clip"))];
    const how = { tool: "ffmpeg", version: "7", arguments: ["-i", "x"], method: "encode" } as const;
    const point = { atMs: 0, x: -5, y: 0, width: 10, height: 10 };
    const masks: Masks = {
      pictures: [
        { fromMs: 0, toMs: null, fill: "solid", points: [point, { ...point, atMs: 9, x: 70 }] },
      ],
      sound: [{ fromMs: 1, toMs: 7, how: "pitch" }],
    };
    const proof = { frames: 3, coveredFrames: 3, samples: 9, silentSamples: 1, packets: 5 };
    const redacted = await world.sealedItem(Buffer.from("redacted"), {
      derivation: {
        ...{ kind: "redacted", from: [source], taken: { ...masks, proof }, madeBy: how },
      },
    });
    const rebuilt = await world.sealedItem(Buffer.from("rebuilt"), {
      derivation: { kind: "rebuilt", from: [source, like], taken: REBUILT, madeBy: how },
    });
    const all = [one as ItemId, redacted, rebuilt] as const;
    const found = await keptOf(await packageOf(world, ...all));
    expect(found.find(({ item }) => item === redacted)).toMatchObject({ masks });
    expect(found.find(({ item }) => item === rebuilt)).toMatchObject({
      ...{ original: { sha256: sha256(FILM) }, like: null },
    });
    const both = await keptOf(await packageOf(world, ...all, two as ItemId));
    expect(both.find(({ item }) => item === rebuilt)).toMatchObject({
      like: { sha256: like.sha256, sizeBytes: 11 },
    });
  });
});

const REBUILT: RebuiltTaken = {
  ...{ method: REBUILD_METHOD, copied: { firstByte: 8, endByte: 10, outputByte: 9 } },
  ...{ picture: { coding: "h264", samples: 1, keys: 1, bytes: 2 }, sound: null, durationMs: 40 },
  unused: { bytes: 0, ranges: [], notListed: 0 },
  ...{ leftOutTracks: 0, otherSets: 0, searchEndedAt: null, assumed: ["even-times"] },
  rehearsal: { pictures: 1, picturesFound: 1, sounds: 0, soundsFound: 0 },
};
