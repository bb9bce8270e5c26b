/** One act against a card and a service that misbehave: each ends in its named state, and nothing leaves a card without proof. */
import { beforeEach, describe, expect, it } from "vitest";
import { advance, type Clip, foundClip } from "../../../services/dock/clip.ts";
import { Pieces } from "../../../services/dock/pieces.ts";
import type { Policy } from "../../../services/dock/next-act.ts";
import type { CheckedReceipt, OpenFile, Outcome } from "../../../services/dock/ports.ts";
import type { ActDeps } from "../../../services/dock/act.ts";
import { runAct } from "../../../services/dock/run-act.ts";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { SourceDigests } from "../../../services/dock/source-digests.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { UploadId } from "../../../services/kernel/ids.ts";

const BYTES = Buffer.from("a recording of 20 by");
const ID = "3f2b8a44-6c1e-4b52-9d0f-1f5f3f6f7a01" as UploadId;
const OTHER = "3f2b8a44-6c1e-4b52-9d0f-1f5f3f6f7a02" as UploadId;
const NOW = "2026-11-24T12:00:00.000Z" as UtcInstant;
const FILE = { card: "c", path: "a.mp4", sizeBytes: BYTES.byteLength, mtimeMs: 7 };
const PLACE = { root: "/card", camera: "DC-1", belongsTo: null, batch: null, anchor: null };
const never = () => Promise.reject(new Error("no clip asks for this"));
const STATED = {
  itemId: ID,
  sizeBytes: "20",
  serverSha256: sha256(BYTES),
  deviceSha256: sha256(BYTES),
  mayDeleteOnDevice: true,
};
const RECEIPT = { type: "holdfast/receipt/v1", statement: "s", signature: "", proof: "p" } as const;

let content: Buffer;
let mtimeMs: number;
let readError: string | null;
let removed: string[];
let marked: string[];
let offsetMs: number | null;
let checked: CheckedReceipt;
let receiptAnswer: Outcome<typeof RECEIPT | null>;
let sent: Buffer;
let reads: number;
let atSource: SourceDigests;
/** What the service says is there already. */
let there: UploadId | null;

beforeEach(() => {
  [content, mtimeMs, readError, removed, marked, offsetMs] = [BYTES, 7, null, [], [], 0];
  checked = { valid: true, stated: { ...STATED, sealedAt: NOW } };
  receiptAnswer = { ok: true, value: RECEIPT };
  [sent, there, reads, atSource] = [Buffer.alloc(0), null, 0, new SourceDigests()];
});

const NO = { ok: false, why: "later", retryAfterMs: 0 } as const;
const NOT_THAT = { ...NO, status: 460, code: "ingest/checksum-mismatch" };
const systemError = (code: string): Error => Object.assign(new Error(code), { code });
const file: OpenFile = {
  stat: async () => ({ sizeBytes: content.byteLength, mtimeMs }),
  readAt: async (into, offset) => {
    reads += 1;
    if (readError !== null && offset > 0) throw systemError(readError);
    return content.copy(into, 0, offset, Math.min(offset + 8, content.byteLength));
  },
};

const deps = (policy: Policy): ActDeps => ({
  openAnchor: () => null,
  files: {
    ...{ list: async () => [], openForWriting: async () => new Set<string>() },
    ...{ text: async () => null, isThere: async () => true },
    withFile: (_root, _path, use) => use(file),
    place: async () => undefined,
    mark: async (_root, path) => void marked.push(path),
    remove: async (_root, path) => void removed.push(path),
  },
  service: {
    announce: async () => ({ ok: true, value: ID }),
    offset: async () => ({ ok: true, value: sent.byteLength }),
    append: async (_upload, offset, bytes, digest) => {
      if (digest !== sha256(bytes)) return NOT_THAT;
      sent = Buffer.concat([sent, bytes]);
      return { ok: true, value: offset + bytes.byteLength };
    },
    receipt: async () => receiptAnswer,
    check: async () => ({ ok: true, value: there }),
    ...{ openBatch: never, closeBatch: never, batchReceipt: never },
    clockOffsetMs: () => offsetMs,
  },
  notes: {
    ...{ save: async () => undefined, uploadOf: async () => null },
    ...{ keepUpload: async () => undefined, forgetUpload: async () => undefined },
    ...{ receipt: async () => RECEIPT, keepReceipt: async () => undefined },
    forget: never,
  },
  checkReceipt: async () => checked,
  ...{
    clock: () => NOW,
    policy,
    acceptsUnread: false,
    random: () => 0.5,
    pieces: new Pieces(8),
    ...{ atSource, unsent: new Set<UploadId>() },
  },
  ...{ turn: async () => true, progressed: () => undefined },
});

const KEEP: Policy = { kind: "keep" };
const MARK: Policy = { kind: "mark" };
const DELETE: Policy = { kind: "delete-after-days", days: 0 };
const at = (stage: number): Clip => {
  const way = [
    { kind: "hashed", sha256: sha256(BYTES) },
    { kind: "announced", upload: ID, known: false },
    { kind: "sent" },
    { kind: "sealed", stated: STATED, seal: { sealedAt: NOW, verifiedAt: NOW } },
  ] as const;
  return way.slice(0, stage).reduce<Clip>(advance, foundClip(FILE, false));
};

describe("reading a card", () => {
  it.each([
    ["EIO", "read-error"],
    ["EACCES", "unreadable"],
    ["ENOENT", "file-gone"],
  ])("%s in the middle ends as %s", async (code, problem) => {
    readError = code;
    expect(await runAct(deps(KEEP), "hash", at(0), PLACE)).toMatchObject({
      kind: "failed",
      problem,
    });
  });
  it("sees a file that changed", async () => {
    mtimeMs = 8;
    expect(await runAct(deps(KEEP), "hash", at(0), PLACE)).toMatchObject({ kind: "changed" });
  });
});

describe("a server that says no for a while", () => {
  it.each([
    [429, "ingest/device-quota", 7_200_000, "quota-used-up", 3_600_000],
    [429, "ingest/agency-quota", 60_000, "quota-used-up", 60_000],
    [429, "ingest/too-many-open", 5_000, null, 5_000],
    [507, "ingest/storage-full", 600_000, "server-full", 600_000],
    [503, "ingest/too-many-uploads", 5_000, "server-away", 5_000],
  ] as const)("%s %s", async (status, code, retryAfterMs, problem, waitMs) => {
    const no = { ok: false, why: "later", status, code, retryAfterMs } as const;
    const refusing = deps(KEEP);
    const service = { ...refusing.service, announce: async () => no };
    const event = await runAct({ ...refusing, service }, "announce", at(1), PLACE);
    const notBefore = Date.parse(NOW) + waitMs;
    expect(event).toEqual({ kind: "failed", problem, notBefore });
  });
});

it.each([
  ["access/certificate-revoked", "token-refused"],
  ["access/unknown-certificate", "token-refused"],
  ["ingest/bad-metadata", "refused"],
])("a server's no for good, %s, refuses dock or recording", async (code, problem) => {
  const no = { ...NO, why: "refused", status: 403, code } as const;
  const refusing = deps(KEEP);
  const service = { ...refusing.service, announce: async () => no };
  const event = await runAct({ ...refusing, service }, "announce", at(1), PLACE);
  expect(event).toMatchObject({ kind: "failed", problem });
});

describe("sending", () => {
  it("goes on where the server stands", async () => {
    sent = BYTES.subarray(0, 4);
    expect(await runAct(deps(KEEP), "send", at(2), PLACE)).toEqual({ kind: "sent" });
    expect(sent.equals(BYTES)).toBe(true);
  });
  it("never completes an upload of other bytes than it declared", async () => {
    content = Buffer.from("A recording of 20 by");
    expect(await runAct(deps(KEEP), "send", at(2), PLACE)).toMatchObject({ kind: "changed" });
    expect(sent.byteLength).toBeLessThan(BYTES.byteLength);
  });
});

describe("sending what was hashed before", () => {
  const hashed = async (): Promise<Clip> => {
    const event = await runAct(deps(KEEP), "hash", at(0), PLACE);
    expect(event).toEqual({ kind: "hashed", sha256: sha256(BYTES) });
    reads = 0;
    return at(2);
  };
  it("reads each byte once, also from where the server stands", async () => {
    const clip = await hashed();
    expect(await runAct(deps(KEEP), "send", clip, PLACE)).toEqual({ kind: "sent" });
    expect([sent.equals(BYTES), reads]).toEqual([true, 3]);
    [sent, reads] = [BYTES.subarray(0, 16), 0];
    expect(await runAct(deps(KEEP), "send", clip, PLACE)).toEqual({ kind: "sent" });
    expect([sent.equals(BYTES), reads]).toEqual([true, 1]);
    // Amid a piece there is no digest of what follows.
    [sent, reads] = [BYTES.subarray(0, 5), 0];
    expect(await runAct(deps(KEEP), "send", clip, PLACE)).toEqual({ kind: "sent" });
    expect(sent.equals(BYTES)).toBe(true);
  });
  it.each([0, 9, 19])("sends nothing on where byte %d reads otherwise now", async (spot) => {
    const clip = await hashed();
    content = Buffer.from(BYTES);
    content[spot]! ^= 1;
    const event = await runAct(deps(KEEP), "send", clip, PLACE);
    expect(event).toMatchObject({ kind: "changed" });
    expect(sent.byteLength).toBeLessThanOrEqual(spot);
    expect(advance(clip, event)).toMatchObject({ stage: "found", problem: "changed-while-read" });
  });
});

describe("announcing", () => {
  it("sends nothing again that the service has under an upload of this dock", async () => {
    const announced = await runAct(deps(KEEP), "announce", at(1), PLACE);
    expect(announced).toEqual({ kind: "announced", upload: ID, known: false });
    there = OTHER;
    const known = await runAct(deps(KEEP), "announce", at(1), PLACE);
    expect(known).toEqual({ kind: "announced", upload: OTHER, known: true });
    // It goes the same way as any: the receipt of those very bytes is what counts.
    sent = BYTES;
    const clip = advance(at(1), known);
    expect(await runAct(deps(KEEP), "send", clip, PLACE)).toEqual({ kind: "sent" });
    expect(advance(clip, { kind: "sent" })).toMatchObject({ stage: "sent", known: true });
  });
  it("waits where something else than the service answers", async () => {
    const gone = { ...NO, why: "gone", status: 404, code: "http/404" } as const;
    for (const call of ["check", "announce"] as const) {
      const { service, ...rest } = deps(KEEP);
      const mute = { ...rest, service: { ...service, [call]: async () => gone } };
      const event = await runAct(mute, "announce", at(1), PLACE);
      expect(event).toMatchObject({ kind: "failed", problem: "server-away" });
      expect(advance(at(1), event).notBefore).toBeGreaterThan(Date.parse(NOW));
    }
  });
  it("sends a side file though its bytes are there: it belongs to another recording", async () => {
    there = OTHER;
    const place = { ...PLACE, belongsTo: "a" };
    const event = await runAct(deps(KEEP), "announce", at(1), place);
    expect(event).toEqual({ kind: "announced", upload: ID, known: false });
  });
  it("does not take up an upload that ended in quarantine", async () => {
    there = ID;
    const clip = advance(at(3), { kind: "quarantined", notBefore: 0 });
    expect(clip).toMatchObject({ stage: "hashed", quarantinedUpload: ID });
    const event = await runAct(deps(KEEP), "announce", clip, PLACE);
    expect(event).toMatchObject({ kind: "announced", known: false });
  });
});

describe("a receipt", () => {
  it.each<[string, () => void, object]>([
    ["that is not there yet", () => (receiptAnswer = { ok: true, value: null }), { kind: "waits" }],
    [
      "that does not verify",
      () => (checked = { valid: false, problem: "receipt-invalid" }),
      { kind: "failed", problem: "receipt-invalid" },
    ],
    [
      "of other bytes",
      () => (checked = { valid: true, stated: { ...STATED, serverSha256: "0", sealedAt: NOW } }),
      { kind: "failed", problem: "receipt-of-other-bytes" },
    ],
    [
      "that nobody answers for",
      () => (receiptAnswer = { ok: false, why: "unreachable" }),
      { kind: "failed", problem: "server-away" },
    ],
  ])("%s seals nothing", async (_what, prepare, expected) => {
    prepare();
    expect(await runAct(deps(KEEP), "collect", at(3), PLACE)).toMatchObject(expected);
  });
});

describe("releasing", () => {
  it("deletes on a receipt and a fresh digest", async () => {
    const event = await runAct(deps(DELETE), "release", at(4), PLACE);
    expect(event).toEqual({ kind: "released", how: "deleted", sha256: sha256(BYTES) });
    expect([removed, marked]).toEqual([["a.mp4"], []]);
  });
  it("marks on a receipt what is still the file that was found, and reads none of it", async () => {
    const event = await runAct(deps(MARK), "release", at(4), PLACE);
    expect(event).toEqual({ kind: "released", how: "marked", sha256: sha256(BYTES) });
    expect([marked, removed, reads]).toEqual([["a.mp4"], [], 0]);
  });
  it.each<[string, Policy[], () => void]>([
    ["the file has other bytes", [DELETE], () => (content = Buffer.from("A recording of 20 by"))],
    ["the file cannot be read", [DELETE], () => (readError = "EIO")],
    ["the file was touched", [MARK, DELETE], () => (mtimeMs = 9)],
    ["the file grew", [MARK, DELETE], () => (content = Buffer.concat([BYTES, BYTES]))],
    [
      "the kept receipt does not verify",
      [MARK, DELETE],
      () => (checked = { valid: false, problem: "receipt-invalid" }),
    ],
    ["the clocks differ", [DELETE], () => (offsetMs = 3_600_000)],
    ["the server was not heard", [DELETE], () => (offsetMs = null)],
  ])("does not happen where %s", async (_what, policies, prepare) => {
    prepare();
    for (const policy of policies) {
      const event = await runAct(deps(policy), "release", at(4), PLACE);
      expect(event.kind).not.toBe("released");
    }
    expect([removed, marked]).toEqual([[], []]);
  });
});
