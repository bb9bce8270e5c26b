/** Of a recording that was made of others the verifier, the page and the shell script say the same: with these, without, and where it names other bytes. */
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Derivation } from "../../services/evidence/derivation.ts";
import type { ProgramUse } from "../../services/evidence/program-use.ts";
import { MACHINE_MADE_WORDS } from "../../services/evidence/transcript-taken.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { verifyPackage } from "../../services/packages/verify-package.ts";
import { MemoryPackage } from "../fakes/package-reader.ts";
import { NOON } from "../fixtures/evidence.ts";
import { type World, makeWorld, packageOf } from "../fixtures/small-package.ts";
import { builtVerifierPage, openedOffline, shownOn } from "../fixtures/verifier-page.ts";
import {
  lettersOf,
  levelsIn,
  linesOf,
  scriptOutput,
  trustedBy,
  zipOf,
} from "../fixtures/verify-script.ts";

let world: World;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  world = await makeWorld(utcInstant(new Date()));
  ({ browser, page } = await openedOffline(await builtVerifierPage(), []));
}, 120_000);
afterAll(async () => {
  await rm(dirname(fileURLToPath(page.url())), { recursive: true });
  await browser.close();
  await world.close();
});

it("names them as their manifests do, is open without them, and fails where it names other bytes", async () => {
  const takes = [Buffer.from("take 1"), Buffer.from("take 2")];
  const inputs = await Promise.all(takes.map((bytes) => world.sealedItem(bytes)));
  const of = (contents: readonly (string | Buffer)[]): Derivation => ({
    kind: "joined",
    from: inputs.map((itemId, place) => {
      const digest = sha256(contents[place] ?? "");
      return { itemId, sha256: digest, beginsAtMs: place * 1_000, begunAt: NOON };
    }),
    madeBy: { tool: "ffmpeg", version: "5", arguments: ["-i", 'x]}"'], method: "remux" },
  });
  const good = await world.sealedItem(Buffer.from("joined"), { derivation: of(takes) });
  const forged = of(["take 1", "other"]);
  const bad = await world.sealedItem(Buffer.from("forged"), { derivation: forged });
  const trusted = trustedBy(world.pins);
  for (const [ids, verdict, said] of [
    [[good, ...inputs], "PASSED", "PASSED"],
    [[good, ...inputs.slice(0, 1)], "INDETERMINATE", "OPEN"],
    [[good], "INDETERMINATE", "OPEN"],
    [[bad, ...inputs], "FAILED", "FAILED"],
  ] as const) {
    const files = await packageOf(world, ...ids);
    const report = await verifyPackage(world.deps, new MemoryPackage(files), world.pins);
    const found = report.findings.filter(({ check }) => check === "made-of");
    expect(found.map((one) => one.verdict)).toEqual([verdict]);
    const shown = await shownOn(page, zipOf(files), trusted);
    expect(shown.findings.sort()).toEqual(linesOf(report));
    const script = await scriptOutput(files, files.get("verify/verify.sh")!, trusted);
    expect(/^(\w+) +L6 \S+ was made of/m.exec(script)?.[1]).toBe(said);
    expect(levelsIn(script)).toBe(lettersOf(report.levels));
  }
}, 120_000);

it("says of an excerpt, a still, a redacted, a rebuilt recording or a labelled copy which part of what it is, and fails where a word of that was changed or it names other bytes", async () => {
  const whole = Buffer.from("recording");
  const source = await world.sealedItem(whole);
  const excerptOf = (bytes: Buffer): Derivation => ({
    kind: "excerpt",
    from: [{ itemId: source, sha256: sha256(bytes), beginsAtMs: null, begunAt: null }],
    taken: {
      ...{ how: "packets", fromMs: 2_500, toMs: 4_300, zeroUs: -23_220, beginsUs: 1_980_000 },
      video: { firstPacket: 50, packets: 61, firstUs: 1_980_000, lastUs: 4_380_000 },
    },
    madeBy: { tool: "ffmpeg", version: "5", arguments: ["-i", 'x]}"'], method: "remux" },
  });
  const still: Derivation = {
    kind: "still",
    from: [{ itemId: source, sha256: sha256(whole), beginsAtMs: null, begunAt: null }],
    taken: {
      ...{ askedMs: 2_530, atUs: 2_520_000, pts: -7, timeBase: "1/90000", zeroUs: 0, frame: 63 },
      ...{ frameSha256: sha256("frame"), pixelFormat: "yuv420p", rotation: -90 },
      wall: { at: NOON, clockOffsetMs: -20 },
    },
    madeBy: { tool: "ffmpeg", version: "5", arguments: ["-i", 'x]}"'], method: "still" },
  };
  const redacted: Derivation = {
    kind: "redacted",
    from: still.from,
    taken: {
      pictures: [
        {
          ...{ fromMs: 500, toMs: null, fill: "solid" },
          points: [
            { atMs: 500, x: -10, y: 2_000, width: 1_500, height: 2_500 },
            { atMs: 900, x: 4_000, y: 2_000, width: 1_500, height: 2_500 },
          ],
        },
      ],
      sound: [{ fromMs: 0, toMs: 700, how: "mute" }],
      proof: {
        frames: 90,
        coveredFrames: 75,
        samples: 144_000,
        silentSamples: 40_000,
        packets: 230,
      },
    },
    madeBy: { tool: "ffmpeg", version: "5", arguments: ["-i", 'x]}"'], method: "encode" },
  };
  const like = await world.sealedItem(Buffer.from("like"));
  const rebuilt: Derivation = {
    kind: "rebuilt",
    from: [...still.from, { ...still.from[0]!, itemId: like, sha256: sha256("like") }],
    taken: {
      method: "index-by-like/1",
      copied: { firstByte: 3, endByte: 9, outputByte: 3 },
      picture: { coding: "h264", samples: 75, keys: 3, bytes: 4 },
      ...{ sound: null, durationMs: 3_000, leftOutTracks: 1, otherSets: 0, searchEndedAt: null },
      unused: {
        bytes: 2,
        ranges: [
          { firstByte: 3, endByte: 4, afterPictures: 0 },
          { firstByte: 8, endByte: 9, afterPictures: 75 },
        ],
        notListed: 0,
      },
      assumed: ["settings-of-like", "holes-closed"],
      rehearsal: { pictures: 50, picturesFound: 50, sounds: 0, soundsFound: 0 },
    },
    madeBy: { tool: "holdfast", version: "1", arguments: ["rebuild"], method: "remux" },
  };
  const indexed = await world.sealedItem(Buffer.from("rebuilt"), { derivation: rebuilt });
  const hidden = await world.sealedItem(Buffer.from("redacted"), { derivation: redacted });
  const labelled: Derivation = {
    kind: "labelled",
    from: still.from,
    taken: {
      ...{ lines: ['副本 "x" \\ %{n}'], place: "tiled", size: "small", timeCode: true },
      wall: { at: NOON, clock: "camera", clockOffsetMs: -20, zoneMinutes: 480 },
      subtitles: { sha256: sha256("vtt"), cues: 3, language: "zho", burned: false },
      ...{ zeroUs: 0, frames: 90, widthPx: 640, heightPx: 360 },
    },
    madeBy: { tool: "ffmpeg", version: "5", arguments: ["-i", 'x]}"'], method: "encode" },
  };
  const marked = await world.sealedItem(Buffer.from("labelled"), { derivation: labelled });
  const heard: Derivation = {
    kind: "transcript",
    from: still.from,
    taken: {
      ...{ mark: "machine-made-unchecked", language: "zho", cues: 2 },
      program: {
        ...{ name: "hears", version: "3", arguments: ["in/src", "out"] },
        ...{ sha256: sha256("program"), filesSha256: sha256("files") },
        output: { sizeBytes: 99, sha256: sha256("what it wrote") },
      },
    },
    madeBy: { tool: "ffmpeg", version: "5", arguments: ["-i", 'x]}"'], method: "encode" },
  };
  const words = await world.sealedItem(Buffer.from("WEBVTT"), { derivation: heard });
  const png = await world.sealedItem(Buffer.from("png"), { derivation: still });
  const part = await world.sealedItem(Buffer.from("part"), { derivation: excerptOf(whole) });
  const forged = excerptOf(Buffer.from("another"));
  const bad = await world.sealedItem(Buffer.from("forged"), { derivation: forged });
  const trusted = trustedBy(world.pins);
  const manifest = `metadata/${part}/manifest.json`;
  const altered = (files: Map<string, Buffer>) => {
    const text = String(files.get(manifest));
    expect(text).toContain('"fromMs":"2500"');
    return new Map(files).set(
      manifest,
      Buffer.from(text.replace('"fromMs":"2500"', '"fromMs":"2400"')),
    );
  };
  for (const [ids, change, said, level] of [
    [[part, source], (files) => files, "PASSED", "PASSED"],
    [[png, source], (files) => files, "PASSED", "PASSED"],
    [[hidden, source], (files) => files, "PASSED", "PASSED"],
    [[indexed, source, like], (files) => files, "PASSED", "PASSED"],
    [[indexed, source], (files) => files, "OPEN", "PASSED"],
    [[marked, source], (files) => files, "PASSED", "PASSED"],
    [[words, source], (files) => files, "PASSED", "PASSED"],
    [[part], (files) => files, "OPEN", "PASSED"],
    [[bad, source], (files) => files, "FAILED", "PASSED"],
    [[part, source], altered, "PASSED", "FAILED"],
  ] as const satisfies readonly (readonly [
    readonly string[],
    (files: Map<string, Buffer>) => Map<string, Buffer>,
    string,
    string,
  ])[]) {
    const files = change(await packageOf(world, ...ids));
    const report = await verifyPackage(world.deps, new MemoryPackage(files), world.pins);
    const shown = await shownOn(page, zipOf(files), trusted);
    expect(shown.findings.sort()).toEqual(linesOf(report));
    const script = await scriptOutput(files, files.get("verify/verify.sh")!, trusted);
    expect(/^(\w+) +L6 \S+ was made of/m.exec(script)?.[1]).toBe(said);
    const isWords = ids.some((id) => id === words);
    expect(script.includes(MACHINE_MADE_WORDS)).toBe(isWords);
    expect(JSON.stringify(report.findings).includes(MACHINE_MADE_WORDS)).toBe(isWords);
    const signed = new RegExp(`^(\\w+) +L1 ${ids[0]} manifest is signed`, "m");
    expect(signed.exec(script)?.[1]).toBe(level);
    expect(levelsIn(script)).toBe(lettersOf(report.levels));
  }
}, 120_000);

it("shows of a copy that a maker's program stands between it and its original, and fails where a word of that was changed", async () => {
  const program: ProgramUse = {
    ...{ name: "acme-cctv", version: "2.1", arguments: ["in/src", "out"] },
    ...{ sha256: sha256("program"), filesSha256: sha256("files") },
    output: { sizeBytes: 4_711, sha256: sha256("what it wrote") },
  };
  const copy = Buffer.from("copy");
  const item = await world.sealedItem(Buffer.from("ACMEXOR1 recording"), {
    copy,
    program: { program },
  });
  const trusted = trustedBy(world.pins);
  const files = await packageOf(world, item);
  const path = `metadata/${item}/viewing.manifest.json`;
  const report = await verifyPackage(world.deps, new MemoryPackage(files), world.pins);
  const signed = report.findings.find(
    ({ check, file }) => check === "manifest-signature" && file === path,
  );
  expect(signed).toMatchObject({
    verdict: "PASSED",
    facts: {
      openedFirstByMakersProgram: `acme-cctv 2.1, sha256 ${program.sha256}`,
      madeOfWhatItWrote: `4711 bytes, sha256 ${program.output.sha256}`,
    },
  });
  expect((await shownOn(page, zipOf(files), trusted)).findings.sort()).toEqual(linesOf(report));
  const script = await scriptOutput(files, files.get("verify/verify.sh")!, trusted);
  const note = `NOTE    L0 ${item} viewing goes by way of a maker's program`;
  expect(script).toContain(note);
  expect(script).toContain(program.output.sha256);
  expect(levelsIn(script)).toBe(lettersOf(report.levels));
  expect(String(files.get("verify/VERIFY.txt"))).toContain("madeBy.program");
  const changed = String(files.get(path)).replace('"bytes":"4711"', '"bytes":"4712"');
  const forged = new Map(files).set(path, Buffer.from(changed));
  const found = await verifyPackage(world.deps, new MemoryPackage(forged), world.pins);
  expect(found.findings).toContainEqual(
    expect.objectContaining({ check: "manifest-signature", verdict: "FAILED", file: path }),
  );
  expect(await scriptOutput(forged, files.get("verify/verify.sh")!, trusted)).toContain(
    `FAILED  L1 ${item} manifest is signed: viewing.manifest.json`,
  );
}, 120_000);
