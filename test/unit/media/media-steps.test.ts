/** Tests of the steps "probe" and "viewing-copy": right bytes only, every ending named, safe to run twice. */
import { beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { makeViewingCopy } from "../../../services/media/make-viewing-copy.ts";
import type { MediaInfo } from "../../../services/media/media-info.ts";
import { giveUpViewing } from "../../../services/media/no-viewing-copy.ts";
import { probeOriginal } from "../../../services/media/probe-original.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { FILM, type MediaWorld, mediaWorld, verifiedItem } from "../../fixtures/media-world.ts";
import { AAC_AUDIO, H264_VIDEO, mediaInfo } from "../../fixtures/media-info.ts";

const never = new AbortController().signal;

let here: MediaWorld;
beforeEach(() => void (here = mediaWorld()));

const verified = (bytes: Buffer, info?: MediaInfo | null, belongsTo?: string) =>
  verifiedItem(here, bytes, info, belongsTo);
async function probed(bytes: Buffer, info: MediaInfo = mediaInfo()): Promise<ItemId> {
  const itemId = await verified(bytes, info);
  await probeOriginal(here.deps, itemId, never);
  return itemId;
}
const copySteps = () => here.woken.filter((step) => step.endsWith("-copy"));
const lastEvent = async (itemId: ItemId) => (await here.items.custody(itemId)).at(-1);
const refusal = (code: `${string}/${string}`) => expect.objectContaining({ code }) as unknown;

describe("probe", () => {
  test("keeps what was found, says so, and wakes the next step", async () => {
    const itemId = await probed(FILM);
    expect(await here.items.get(itemId)).toMatchObject({
      viewingStage: "probed",
      stage: "verified",
      mediaInfo: { video: { codec: "h264" } },
    });
    expect(await lastEvent(itemId)).toMatchObject({ kind: "probed", data: { media: mediaInfo() } });
    expect(here.woken).toContain("viewing-copy");
    expect(here.folders.files.size).toBe(0);
  });

  test("sends what must be encoded another way than what is taken over", async () => {
    const itemId = await probed(FILM, mediaInfo({ video: { ...H264_VIDEO, codec: "hevc" } }));
    expect(await here.items.get(itemId)).toMatchObject({ viewingStage: "to-encode" });
    expect(copySteps()).toEqual(["encode-copy"]);
    await makeViewingCopy(here.deps, "viewing-copy", itemId, never);
    expect(await here.items.get(itemId)).toMatchObject({ viewingStage: "to-encode" });
    await makeViewingCopy(here.deps, "encode-copy", itemId, never);
    expect(await here.items.get(itemId)).toMatchObject({ viewingStage: "made" });
    const methods = (await here.items.derivatives(itemId)).map(({ madeBy }) => madeBy.method);
    expect(methods).toEqual(["still", "encode"]);
  });

  test("sends pictures that are taken over the quick way, though their sound is encoded", async () => {
    await probed(FILM, mediaInfo({ audio: { ...AAC_AUDIO, codec: "pcm_alaw" } }));
    expect(copySteps()).toEqual(["viewing-copy"]);
  });

  test.each([
    ["a playlist", Buffer.from("#EXTM3U\nfile:///etc/passwd\n"), null, "media/not-allowed"],
    [
      "a transcript",
      Buffer.from("WEBVTT\n\n00:01.000 --> 00:02.000\n好\n"),
      null,
      "media/transcript",
    ],
    ["a text that begins like one", Buffer.from("WEBVTTX\n"), null, "media/not-allowed"],
    ["words beside a film", Buffer.from("WEBVTT\n\n"), null, "media/side-file", "film 7"],
    ["noise", Buffer.from([1, 2, 3, 4, 5]), null, "media/unreadable"],
    ["a key beside a film", Buffer.from([1, 2, 3, 4, 5]), null, "media/side-file", "film 7"],
    ["a film no decoder takes", FILM, null, "media/unreadable"],
    ["a film beside a film that no decoder takes", FILM, null, "media/unreadable", "film 7"],
    [
      "a decoder that is not allowed",
      FILM,
      mediaInfo({ video: { ...H264_VIDEO, codec: "magicyuv" } }),
      "media/not-allowed",
    ],
    [
      "a picture too large",
      FILM,
      mediaInfo({ video: { ...H264_VIDEO, widthPx: 90_000 } }),
      "media/too-large",
    ],
  ])(
    "%s ends without a copy, with the reason",
    async (_what, bytes, info, reason, belongsTo?: string) => {
      const itemId = await verified(bytes, info, belongsTo);
      await probeOriginal(here.deps, itemId, never);
      expect(await here.items.get(itemId)).toMatchObject({
        stage: "verified",
        viewingStage: "none",
        noViewingReason: reason,
      });
      expect(await lastEvent(itemId)).toMatchObject({ kind: "no-viewing-copy", data: { reason } });
      expect(here.woken).not.toContain("viewing-copy");
    },
  );

  test.each([
    ["another byte", (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.from("X")])],
    ["a byte less", (bytes: Buffer) => bytes.subarray(0, -1)],
    ["a byte more", (bytes: Buffer) => Buffer.concat([bytes, Buffer.from("X")])],
    ["nothing", () => Buffer.alloc(0)],
  ])("bytes that are not those that were verified reach no tool: %s", async (_what, change) => {
    const itemId = await verified(FILM);
    here.objects.tamper(originalKey(itemId), change);
    await expect(probeOriginal(here.deps, itemId, never)).rejects.toEqual(
      refusal("media/original-differs"),
    );
    expect(await here.items.get(itemId)).toMatchObject({ viewingStage: "waiting" });
    expect(here.folders.files.size).toBe(0);
  });

  test("a full disk and a stop leave the item where it was", async () => {
    const itemId = await verified(FILM);
    here.folders.failNextFill = new Refusal("unavailable", "media/scratch-full", "full");
    await expect(probeOriginal(here.deps, itemId, never)).rejects.toEqual(
      refusal("media/scratch-full"),
    );
    await expect(probeOriginal(here.deps, itemId, AbortSignal.abort())).rejects.toEqual(
      refusal("media/interrupted"),
    );
    expect(await here.items.get(itemId)).toMatchObject({ viewingStage: "waiting", version: 0 });
  });

  test("run twice it says it once", async () => {
    const itemId = await probed(FILM);
    await probeOriginal(here.deps, itemId, never);
    expect(await here.items.custody(itemId)).toHaveLength(2);
  });

  test("sealing meanwhile costs nothing: what was found is put on the moved item", async () => {
    const itemId = await verified(FILM);
    const before = await here.items.get(itemId);
    const probe = here.tools.probe.bind(here.tools);
    here.tools.probe = async (...args) => {
      await here.items.save(
        before,
        { ...before, stage: "sealed" },
        { at: NOON, actor: "process:custody", happening: { kind: "sealed", data: {} } },
      );
      return probe(...args);
    };
    await probeOriginal(here.deps, itemId, never);
    expect(await here.items.get(itemId)).toMatchObject({ stage: "sealed", viewingStage: "probed" });
  });
});

describe("viewing copy", () => {
  test("stores poster and film under their own digests and names the original's", async () => {
    const itemId = await probed(FILM);
    await makeViewingCopy(here.deps, "viewing-copy", itemId, never);
    const [poster, viewing] = await here.items.derivatives(itemId);
    expect([poster?.kind, viewing?.kind]).toEqual(["poster", "viewing"]);
    for (const copy of [poster, viewing]) {
      const bytes = copy && here.objects.bytes(copy.object.key);
      expect(bytes && sha256(bytes)).toBe(copy?.sha256);
      expect(bytes?.byteLength).toBe(copy?.sizeBytes);
      expect(copy?.object.key).toContain(copy?.sha256);
    }
    expect(await lastEvent(itemId)).toMatchObject({
      kind: "copies-made",
      data: { originalSha256: sha256(FILM), copies: [{ kind: "poster" }, { kind: "viewing" }] },
    });
    expect(await here.items.get(itemId)).toMatchObject({ viewingStage: "made" });
    expect(here.folders.files.size).toBe(0);
    expect(here.objects.bytes(originalKey(itemId))?.equals(FILM)).toBe(true);
  });

  test("a clip that cannot be remuxed is encoded", async () => {
    here.tools.beforeMake = ({ method }) => {
      if (method === "remux") throw new Refusal("invalid", "media/unreadable", "no");
    };
    const itemId = await probed(FILM);
    await makeViewingCopy(here.deps, "viewing-copy", itemId, never);
    const copies = await here.items.derivatives(itemId);
    expect(copies.map(({ madeBy }) => madeBy.method)).toEqual(["still", "encode"]);
  });

  test("no picture to be had is no reason to have no film", async () => {
    here.tools.beforeMake = ({ kind }) => {
      if (kind === "poster") throw new Refusal("invalid", "media/unreadable", "no");
    };
    const itemId = await probed(FILM);
    await makeViewingCopy(here.deps, "viewing-copy", itemId, never);
    expect((await here.items.derivatives(itemId)).map(({ kind }) => kind)).toEqual(["viewing"]);
    expect(here.tools.made.filter(({ kind }) => kind === "poster")).toHaveLength(2);
  });

  test("a film nothing decodes ends without a copy, with the reason", async () => {
    here.tools.beforeMake = () => {
      throw new Refusal("invalid", "media/unreadable", "no");
    };
    const itemId = await probed(FILM);
    await makeViewingCopy(here.deps, "viewing-copy", itemId, never);
    expect(await here.items.get(itemId)).toMatchObject({
      viewingStage: "none",
      noViewingReason: "media/unreadable",
    });
    expect(await here.items.derivatives(itemId)).toEqual([]);
  });

  test("bytes that changed since the probe reach no tool", async () => {
    const itemId = await probed(FILM);
    here.objects.tamper(originalKey(itemId), (bytes) => Buffer.from(bytes).fill(7, 20));
    await expect(makeViewingCopy(here.deps, "viewing-copy", itemId, never)).rejects.toEqual(
      refusal("media/original-differs"),
    );
    expect(here.tools.made).toEqual([]);
  });

  test.each(["fail", "fail-but-persist"] as const)(
    "a store that %ss while a copy is stored: the next run ends with the same copies, once each",
    async (kind) => {
      for (const nth of [1, 2]) {
        here = mediaWorld();
        const itemId = await probed(FILM);
        here.objects.faults.at("putStream", nth, kind);
        await expect(makeViewingCopy(here.deps, "viewing-copy", itemId, never)).rejects.toThrow();
        expect(await here.items.get(itemId)).toMatchObject({ viewingStage: "probed" });
        await makeViewingCopy(here.deps, "viewing-copy", itemId, never);
        const copies = await here.items.derivatives(itemId);
        expect(copies.map((copy) => copy.kind).sort()).toEqual(["poster", "viewing"]);
        expect(here.objects.keys()).toHaveLength(3);
      }
    },
  );

  test("a run that died before it saved the item is finished without making anything again", async () => {
    const itemId = await probed(FILM);
    const save = here.items.save.bind(here.items);
    here.items.save = () => Promise.reject(new Error("killed"));
    await expect(makeViewingCopy(here.deps, "viewing-copy", itemId, never)).rejects.toThrow(
      "killed",
    );
    here.items.save = save;
    const made = here.tools.made.length;
    await makeViewingCopy(here.deps, "viewing-copy", itemId, never);
    expect(here.tools.made).toHaveLength(made);
    expect(await lastEvent(itemId)).toMatchObject({ kind: "copies-made" });
    expect(await here.items.get(itemId)).toMatchObject({ viewingStage: "made" });
  });

  test("after the last try the reason is kept; an item that moved on meanwhile is left alone", async () => {
    const itemId = await probed(FILM);
    await giveUpViewing(here.deps, "probe", itemId, "media/tool-failed");
    expect(await here.items.get(itemId)).toMatchObject({ viewingStage: "probed" });
    await giveUpViewing(here.deps, "viewing-copy", itemId, "media/timed-out");
    await giveUpViewing(here.deps, "viewing-copy", itemId, "internal");
    expect(await here.items.get(itemId)).toMatchObject({
      viewingStage: "none",
      noViewingReason: "media/timed-out",
    });
  });
});
