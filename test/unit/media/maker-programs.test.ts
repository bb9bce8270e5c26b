/** Programs of makers: what an operator may write down of one, which file it is for, and what of a recording goes by way of it. */
import { beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { checkMedia } from "../../../services/media/check-media.ts";
import { makeOverview } from "../../../services/media/make-overview.ts";
import { makeViewingCopy } from "../../../services/media/make-viewing-copy.ts";
import { probeOriginal } from "../../../services/media/probe-original.ts";
import { programFor } from "../../../services/media/programs/fitting-program.ts";
import {
  parseDescription,
  programLimits,
} from "../../../services/media/programs/program-description.ts";
import { MemoryMakerPrograms } from "../../fakes/maker-programs.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { DESCRIBED, MAGIC, makersOwn } from "../../fixtures/maker-program.ts";
import { mediaInfo } from "../../fixtures/media-info.ts";
import {
  FILM as FILM_START,
  type MediaWorld,
  mediaWorld,
  verifiedItem,
} from "../../fixtures/media-world.ts";

/** With a byte that is in no text once it is changed. */
const FILM = Buffer.concat([FILM_START, Buffer.of(0x5b)]);
const never = new AbortController().signal;
const described = (changes: object) =>
  parseDescription(Buffer.from(JSON.stringify({ ...DESCRIBED, ...changes })));
const program = (name: string, files: object[]) => ({
  description: described({ name, files }),
  ...{ sha256: sha256(name), filesSha256: sha256(`${name} files`) },
});

describe("a description", () => {
  test("says what a program may take, or leaves it to us", () => {
    expect(programLimits(described({}), 1_000)).toEqual({
      ...{ wallMs: 600_000, memoryBytes: 1 << 30, outputBytes: 2_000 + (64 << 20) },
    });
    const limits = { memoryMiB: 64, minutes: 2, outputMiB: 3 };
    expect(programLimits(described({ limits }), 1_000)).toEqual({
      ...{ wallMs: 120_000, memoryBytes: 64 << 20, outputBytes: 3 << 20 },
    });
  });

  test.each([
    ["an executable elsewhere", { executable: "../open" }],
    ["an absolute executable", { executable: "/bin/sh" }],
    ["an executable in a folder above", { executable: "lib/../../open" }],
    ["a hidden executable", { executable: ".open" }],
    ["no file that it is for", { files: [] }],
    ["a file without a mark", { files: [{ at: 3 }] }],
    ["a mark of one byte", { files: [{ bytes: "41" }] }],
    ["a mark behind what is looked at", { files: [{ bytes: "4142", at: 4_090 }] }],
    ["no input", { arguments: ["{output}"] }],
    ["two outputs", { arguments: ["{input}", "{output}", "{output}"] }],
    ["an input within a word", { arguments: ["--in={input}", "{output}"] }],
    ["a word of two lines", { arguments: ["{input}", "{output}", "a\nb"] }],
    ["an hour and more", { limits: { minutes: 61 } }],
    ["another kind", { kind: "player" }],
    ["a name that leads out", { name: "../acme" }],
    ["a field of its own", { shell: true }],
  ])("with %s is none", (_what, changes) => {
    expect(() => described(changes)).toThrow(
      expect.objectContaining({ code: "media/bad-program" }),
    );
  });
});

test("a program is for files by their bytes before it is for files by their names", () => {
  const bytes = Buffer.from(MAGIC).toString("hex");
  const [byName, byBytes, byBoth] = [
    program("a", [{ extension: "acme" }]),
    program("b", [{ bytes: "584f", at: 4 }]),
    program("c", [{ extension: "acme", bytes }]),
  ];
  const all = [byBoth, byBytes, byName];
  const head = Buffer.from(`${MAGIC}…`);
  const forFile = (filename: string, of: Uint8Array = head, from = all) =>
    programFor(from, { filename, head: of })?.description.name ?? null;
  expect(forFile("cam.ACME")).toBe("b");
  expect(forFile("cam.acme", head, [byName, byBoth])).toBe("c");
  expect(forFile("cam.dat", head, [byName, byBoth])).toBeNull();
  expect(forFile("cam.acme", Buffer.from("short"))).toBe("a");
  expect(forFile("acme", Buffer.alloc(0))).toBeNull();
  expect(forFile("cam.acme", head, [])).toBeNull();
});

describe("a recording in its maker's own container", () => {
  let here: MediaWorld;
  let programs: MemoryMakerPrograms;
  const own = makersOwn(FILM);
  const deps = () => ({ ...here.deps, programs });
  beforeEach(() => {
    here = mediaWorld();
    programs = new MemoryMakerPrograms(here.folders);
    here.tools.know(FILM, mediaInfo());
  });
  async function added(belongsTo?: string) {
    const itemId = await verifiedItem(here, own, null, belongsTo);
    const item = await here.items.get(itemId);
    const announced = { ...item.announced, filename: "cam 3.acme" };
    const waiting = { overviewStage: "waiting", studyStage: "waiting" } as const;
    here.items.add({ ...item, ...waiting, announced });
    return itemId;
  }
  const use = {
    ...{ name: "acme-cctv", version: "2.1", arguments: ["in/src", "out"] },
    output: { sizeBytes: FILM.byteLength, sha256: sha256(FILM) },
  };

  test.each([undefined, "film 7"])(
    "has all that is made of recordings, and each says what went before (side file of %s)",
    async (belongsTo) => {
      const itemId = await added(belongsTo);
      await probeOriginal(deps(), itemId, never);
      expect(await here.items.get(itemId)).toMatchObject({
        ...{ viewingStage: "probed", mediaInfo: { family: "mov", program: use } },
      });
      await makeViewingCopy(deps(), "viewing-copy", itemId, never);
      const made = await here.items.get(itemId);
      expect(made).toMatchObject({ viewingStage: "made" });
      const ready = { ...made, stage: "sealed", viewingStage: "ready" } as const;
      const happening = { kind: "copies-sealed", data: {} } as const;
      await here.items.save(made, ready, { at: NOON, actor: "process:custody", happening });
      await makeOverview({ ...deps(), tools: here.tools }, itemId, never);
      await checkMedia({ ...deps(), tools: here.tools }, itemId, never);
      const copies = await here.items.derivatives(itemId);
      expect(copies.map(({ kind }) => kind).sort()).toEqual([
        ...["peaks", "poster", "storyboard", "viewing"],
      ]);
      for (const { madeBy } of copies) expect(madeBy.program).toMatchObject(use);
      expect(await here.items.get(itemId)).toMatchObject({ mediaCheck: { verdict: "sound" } });
      expect(here.folders.files.size).toBe(0);
    },
  );

  test("is refused as before where no program is for it", async () => {
    programs.installed = [];
    const itemId = await added();
    await probeOriginal(deps(), itemId, never);
    expect(await here.items.get(itemId)).toMatchObject({ noViewingReason: "media/unreadable" });
  });

  test("is opened by no program where our own tools open it", async () => {
    programs.beforeOpen = () => {
      throw new Error("it was run");
    };
    const itemId = await verifiedItem(here, FILM);
    await probeOriginal(deps(), itemId, never);
    expect((await here.items.get(itemId)).mediaInfo).not.toHaveProperty("program");
  });

  test("of which the program makes nothing that we open ends without a copy, with the reason", async () => {
    programs.suffix = "unknown to our tools";
    const itemId = await added();
    await probeOriginal(deps(), itemId, never);
    expect(await here.items.get(itemId)).toMatchObject({ noViewingReason: "media/unreadable" });
    programs.beforeOpen = () => {
      throw new Refusal("invalid", "media/program-failed", "it ended with 3");
    };
    const other = await added();
    await probeOriginal(deps(), other, never);
    expect(await here.items.get(other)).toMatchObject({ noViewingReason: "media/program-failed" });
    expect(here.folders.files.size).toBe(0);
  });

  test("waits where its program is gone after the probe, and goes on with the one that is there then", async () => {
    const itemId = await added();
    await probeOriginal(deps(), itemId, never);
    const [before] = programs.installed;
    programs.installed = [];
    const make = () => makeViewingCopy(deps(), "viewing-copy", itemId, never);
    await expect(make()).rejects.toMatchObject({
      ...{ kind: "unavailable", code: "media/program-missing" },
    });
    expect(await here.items.get(itemId)).toMatchObject({ viewingStage: "probed" });
    programs.installed = [{ ...before!, sha256: sha256("newer"), filesSha256: sha256("newer") }];
    await make();
    const copies = await here.items.derivatives(itemId);
    expect(copies.map(({ madeBy }) => madeBy.program?.sha256)).toEqual([
      ...[sha256("newer"), sha256("newer")],
    ]);
    expect(here.folders.files.size).toBe(0);
  });
});
