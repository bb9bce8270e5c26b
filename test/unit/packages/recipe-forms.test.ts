/** The forms in verify.sh take every manifest and receipt that the service may sign: with each field that may be left out, and without. */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Json, strictJsonLine } from "../../../services/kernel/strict-json.ts";
import { CLIP_FORM, DERIVED_FORM, RECEIPT_FORM } from "../../../services/packages/recipe-item.ts";
import { ClipManifest, DerivativeManifest } from "../../../services/sealing/manifest.ts";
import { ReceiptStatement } from "../../../services/sealing/receipt.ts";

const ID = "0b8f7a9e-7c1e-4f5e-9a0b-0123456789ab";
const DIGEST = "a".repeat(64);
const TIME = "2026-11-25T12:00:00.000Z";
const storage = { store: "main", key: "original/1", versionId: "v 1" };
const provenBy = "store-checksum";
const encrypted = { scheme: "holdfast/x/v1", bytes: "70079", sha256: DIGEST };

const PROGRAM = {
  ...{ name: "acme-cctv", version: "2.1", sha256: DIGEST, filesSha256: DIGEST },
  ...{ arguments: ["in/src", "out"], output: { bytes: "9", sha256: DIGEST } },
};

/** With all that may be left out. */
const CLIP = {
  type: "holdfast/clip-manifest/v1",
  item: ID,
  nonce: "b".repeat(32),
  media: { bytes: "70000", sha256: DIGEST, sm3: DIGEST, sha512: DIGEST + DIGEST },
  storage: { ...storage, provenBy, encrypted },
  blocks: { bytes: "8388608", count: "1", listSha256: DIGEST },
  device: {
    ...{ id: ID, certificateSha256: DIGEST, sequence: "2", previousManifestSha256: DIGEST },
    ...{ time: TIME, clockOffsetMs: -20 },
    anchor: { origin: "haikou/2026", size: "41", rootSha256: DIGEST },
  },
  capture: { declaredStart: TIME },
  upload: { receivedAt: TIME, declaredSha256: DIGEST },
  derived: {
    kind: "joined",
    from: [
      { item: ID, sha256: DIGEST, beginsAtMs: "0", begunAt: TIME },
      { item: ID, sha256: DIGEST },
    ],
    madeBy: {
      ...{ method: "remux", tool: "ffmpeg", version: "5", arguments: ["-i", "src"] },
      packets: {
        video: { form: "content", sha256: DIGEST },
        audio: { form: "whole", sha256: DIGEST },
      },
      program: PROGRAM,
    },
  },
};
const SPAN = { firstPacket: "50", packets: "61", firstUs: "1980000", lastUs: "-4380000" };
const EXCERPT = {
  ...CLIP,
  derived: {
    kind: "excerpt",
    from: [{ item: ID, sha256: DIGEST }],
    taken: {
      ...{ how: "packets", fromMs: "2500", toMs: "4300", zeroUs: "-23220", beginsUs: "1980000" },
      ...{ video: SPAN, audio: SPAN },
    },
    madeBy: CLIP.derived.madeBy,
  },
};
const STILL = {
  ...CLIP,
  derived: {
    kind: "still",
    from: [{ item: ID, sha256: DIGEST }],
    taken: {
      ...{ askedMs: "2530", atUs: "2520000", pts: "-357210", timeBase: "1/90000" },
      ...{ zeroUs: "1456778", frame: "63", frameSha256: DIGEST, pixelFormat: "yuv420p" },
      ...{ rotation: "-90", wall: { at: TIME, clockOffsetMs: "-20" } },
    },
    madeBy: { ...CLIP.derived.madeBy, method: "still" },
  },
};
const REDACTED = {
  ...CLIP,
  derived: {
    kind: "redacted",
    from: [{ item: ID, sha256: DIGEST }],
    taken: {
      pictures: [
        { fill: "blur", fromMs: "0", toMs: "9", points: "0 -5 10 900 10000;5 -5 10 900 10000" },
      ],
      sound: [{ how: "mute", fromMs: "0", toMs: "9" }],
      proof: {
        ...{ frames: "75", coveredFrames: "9", samples: "144000" },
        ...{ silentSamples: "900", packets: "217" },
      },
    },
    madeBy: CLIP.derived.madeBy,
  },
};
const REBUILT = {
  ...CLIP,
  derived: {
    kind: "rebuilt",
    from: [
      { item: ID, sha256: DIGEST },
      { item: ID, sha256: DIGEST },
    ],
    taken: {
      method: "index-by-like/2",
      copied: { firstByte: "48", endByte: "900000", outputByte: "9000" },
      picture: { coding: "h265", samples: "75", keys: "3", bytes: "880000" },
      sound: { coding: "aac", samples: "140", bytes: "19000" },
      durationMs: "3000",
      unused: { bytes: "30", ranges: "48 60 0;700 718 12", notListed: "0" },
      ...{ leftOutTracks: "0", otherSets: "1", searchEndedAt: "899000" },
      assumed: ["settings-of-like", "even-times", "holes-closed"],
      rehearsal: { pictures: "50", picturesFound: "50", sounds: "94", soundsFound: "94" },
    },
    madeBy: { ...CLIP.derived.madeBy, tool: "holdfast" },
  },
};
const LABELLED = {
  ...CLIP,
  derived: {
    kind: "labelled",
    from: [{ item: ID, sha256: DIGEST }],
    taken: {
      lines: ['副本 "x" \\', "%{pts}"],
      ...{ place: "tiled", size: "large", timeCode: true },
      wall: { at: TIME, clock: "camera", clockOffsetMs: "-20", zoneMinutes: "-480" },
      subtitles: { sha256: DIGEST, cues: "2", language: "zho", burned: false },
      ...{ zeroUs: "-23220", frames: "75", widthPx: "640", heightPx: "360" },
    },
    madeBy: CLIP.derived.madeBy,
  },
};
const TRANSCRIPT = {
  ...CLIP,
  derived: {
    kind: "transcript",
    from: [{ item: ID, sha256: DIGEST }],
    taken: { mark: "machine-made-unchecked", language: "zho", cues: "12", program: PROGRAM },
    madeBy: CLIP.derived.madeBy,
  },
};
const DERIVED = {
  ...{ type: "holdfast/derivative-manifest/v1", item: ID, kind: "viewing", nonce: "b".repeat(32) },
  media: { bytes: "4", sha256: DIGEST, type: "video/mp4" },
  storage: { ...storage, encrypted },
  derivedFrom: { item: ID, sha256: DIGEST },
  madeBy: {
    ...{ method: "remux", tool: "ffmpeg", version: '7 \\ "x"', arguments: ["-i", "src"] },
    packets: {
      video: { form: "content", sha256: DIGEST },
      audio: { form: "whole", sha256: DIGEST },
    },
    program: PROGRAM,
  },
};
const RECEIPT = {
  ...{ type: "holdfast/receipt/v1", itemId: ID, deviceId: ID, filename: "现场 02.mp4" },
  ...{ sizeBytes: "70000", deviceSha256: DIGEST, serverSha256: DIGEST, provenBy },
  ...{ manifestSha256: DIGEST, ledger: { origin: "haikou/2026", index: 7 }, state: "sealed" },
  ...{ mayDeleteOnDevice: false, sealedAt: TIME, lockedUntil: TIME },
};

interface Field {
  readonly path: readonly string[];
  readonly may: "be absent" | "be null";
}

/** Every field of the schema that may be absent or null, however deep. */
function freeFields(schema: unknown, of: unknown, path: readonly string[] = []): Field[] {
  const node = schema as z.core.JSONSchema.JSONSchema;
  const { properties = {}, required = [], anyOf = [], oneOf = [] } = node;
  const isNull = anyOf.some((one) => typeof one === "object" && one.type === "null");
  return [
    ...(isNull ? [{ path, may: "be null" } as const] : []),
    // Of several forms the one that it has.
    ...oneOf.flatMap((one) => (isOfKind(one, of) ? freeFields(one, of, path) : [])),
    ...Object.entries(properties).flatMap(([name, field]): Field[] => [
      ...(required.includes(name) ? [] : [{ path: [...path, name], may: "be absent" } as const]),
      ...freeFields(field, (of as Record<string, unknown> | undefined)?.[name], [...path, name]),
    ]),
  ];
}

const isOfKind = (form: unknown, of: unknown): boolean =>
  (form as { properties: { kind: { const: string } } }).properties.kind.const ===
  (of as { kind: string }).kind;

/** A copy in which the field is null or absent; it must have been there. */
function changed(value: unknown, { path: [name = "", ...rest], may }: Field): Json {
  const fields = Object.entries(value as Record<string, Json>);
  expect(fields.find(([each]) => each === name)?.[1] ?? null).not.toBeNull();
  const other = (inner: Json): Json =>
    rest.length > 0 ? changed(inner, { path: rest, may }) : null;
  const isKept = (each: string): boolean => rest.length > 0 || may === "be null" || each !== name;
  return Object.fromEntries(
    fields
      .filter(([each]) => isKept(each))
      .map(([each, inner]) => [each, each === name ? other(inner) : inner]),
  );
}

/** As the script asks. */
const isOfForm = (form: string, line: string): boolean =>
  spawnSync("grep", ["-Eqx", "-e", form], { input: line, env: { ...process.env, LC_ALL: "C" } })
    .status === 0;

describe.each([
  ["a recording's manifest", ClipManifest, CLIP, CLIP_FORM],
  ["an excerpt's manifest", ClipManifest, EXCERPT, CLIP_FORM],
  ["a still's manifest", ClipManifest, STILL, CLIP_FORM],
  ["a redacted recording's manifest", ClipManifest, REDACTED, CLIP_FORM],
  ["a rebuilt recording's manifest", ClipManifest, REBUILT, CLIP_FORM],
  ["a labelled copy's manifest", ClipManifest, LABELLED, CLIP_FORM],
  ["a transcript's manifest", ClipManifest, TRANSCRIPT, CLIP_FORM],
  ["a copy's manifest", DerivativeManifest, DERIVED, DERIVED_FORM],
  ["a receipt", ReceiptStatement, RECEIPT, RECEIPT_FORM],
])("the form of %s", (_, schema, whole, form) => {
  const fields = freeFields(z.toJSONSchema(schema, { io: "input" }), whole);

  it("takes one with everything that may be in it", () => {
    expect(isOfForm(form, strictJsonLine(whole))).toBe(true);
    expect(isOfForm(form, strictJsonLine({ ...whole, more: 1 }))).toBe(false);
  });

  it("takes one without each, and with null for each that may be null", () => {
    for (const field of fields) {
      const other = changed(whole, field);
      expect([field, isOfForm(form, strictJsonLine(other))]).toEqual([field, true]);
    }
  });

  it("is tried with what the service itself would sign", () => {
    expect(schema.parse(whole)).toEqual(whole);
    expect(fields.length).toBeGreaterThan(0);
  });
});
