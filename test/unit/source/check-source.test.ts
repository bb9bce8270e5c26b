/** Tests of looking for signatures: marks at every place, habits of a device, entry into the ledger over failures. */
import { beforeEach, describe, expect, it } from "vitest";
import { type DeviceId, newId } from "../../../services/kernel/ids.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { assert } from "../../../services/kernel/refusal.ts";
import { parseLeaf } from "../../../services/ledger/leaf.ts";
import type { Bytes } from "../../../services/source/bytes.ts";
import { checkSource } from "../../../services/source/check-source.ts";
import { logVerdicts } from "../../../services/source/log-verdicts.ts";
import { findMarks } from "../../../services/source/marks.ts";
import { type SourceValidator, ValidatorFault } from "../../../services/source/validator.ts";
import {
  type SignatureVerdict,
  type SourceKind,
  type SourceReason,
  parseSourceStatement,
} from "../../../services/source/verdict.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { MemorySigningStore } from "../../fakes/signing-store.ts";
import { MemorySourceStore } from "../../fakes/source-store.ts";
import { gb35114Unit } from "../../fixtures/gb35114.ts";
import { NOON, receivedItem, tickingClock } from "../../fixtures/evidence.ts";
import { anyAction } from "../../fixtures/actions.ts";

const ONVIF = Buffer.from("005bc93f2d715e95ada4796f90877a6f", "hex");
const C2PA = Buffer.from("6332706100110010800000aa00389b71", "hex");
const never = new AbortController().signal;
const bytesOf = (bytes: Buffer): Bytes => ({
  sizeBytes: bytes.byteLength,
  read: async (at, length) => bytes.subarray(at, at + length),
});

/** As a file is read, which fills the buffer that it is given. */
const inOneBuffer = (bytes: Buffer): Bytes => ({
  sizeBytes: bytes.byteLength,
  read: async (at, length, into = Buffer.alloc(length)) =>
    into.subarray(0, bytes.copy(into, 0, at, Math.min(bytes.byteLength, at + length))),
});

describe("marks", () => {
  it("are found at the start, at the end and over the seam of two windows", async () => {
    const seam = 4 << 20;
    for (const [mark, kind] of [
      [ONVIF, "onvif-media-signing"],
      [gb35114Unit(), "gb35114"],
    ] as const) {
      for (const at of [0, seam - mark.byteLength, seam - 9, seam - 1, seam, seam + 21]) {
        const file = Buffer.alloc(seam + 400, 0xff);
        mark.copy(file, at);
        expect(await findMarks(bytesOf(file), never), `at ${at}`).toEqual([kind]);
        expect(await findMarks(inOneBuffer(file), never), `at ${at}`).toEqual([kind]);
      }
    }
    expect(await findMarks(bytesOf(ONVIF.subarray(1)), never)).toEqual([]);
    expect(await findMarks(bytesOf(Buffer.alloc(0)), never)).toEqual([]);
  });

  it("are all found in one file, and the search ends when it is told to", async () => {
    const file = Buffer.concat([C2PA, Buffer.from("Signed Video...0"), gb35114Unit(), ONVIF]);
    const all = ["onvif-media-signing", "axis-signed-video", "c2pa", "gb35114"];
    expect(await findMarks(bytesOf(file), never)).toEqual(all);
    await expect(findMarks(bytesOf(file), AbortSignal.abort(new Error("stop")))).rejects.toThrow(
      "stop",
    );
  });
});

function world() {
  const [items, signings] = [new MemoryEvidenceStore(), new MemorySigningStore()];
  const sources = new MemorySourceStore(items, signings);
  const deps = {
    sources,
    sourceRoots: [],
    validators: [] as SourceValidator[],
    clock: tickingClock(),
    actor: "process:media" as const,
  };
  return { items, signings, sources, deps };
}
let here: ReturnType<typeof world>;
beforeEach(() => {
  here = world();
});

async function checked(
  bytes: Buffer,
  deviceId = newId<DeviceId>(),
  { isLastTry = false, belongsTo = null as string | null } = {},
) {
  const plain = receivedItem({ deviceId });
  const item = { ...plain, announced: { ...plain.announced, belongsTo } };
  here.items.add(item);
  const file = { bytes: bytesOf(bytes), folder: "/nowhere", isLastTry };
  await checkSource(here.deps, item, file, never);
  const kept = await here.sources.verdict(item.id);
  const statement = parseSourceStatement(kept?.statement ?? "");
  return { id: item.id, signed: kept?.signed, statement };
}

describe("a recording without a signature", () => {
  it("is a finding from a device whose last five were signed, and from no other", async () => {
    const deviceId = newId<DeviceId>();
    for (let at = 0; at < 4; at++) await checked(ONVIF, deviceId);
    const tooSoon = await checked(Buffer.from("plain"), deviceId);
    expect(tooSoon.statement).toMatchObject({ verdict: "unsigned", expected: null });
    for (let at = 0; at < 5; at++) await checked(C2PA, deviceId);
    const { id, statement } = await checked(Buffer.from("plain"), deviceId);
    expect(statement).toMatchObject({ verdict: "unsigned", expected: "signed-before" });
    expect((await here.items.custody(id))[0]?.data).toMatchObject({ expected: "signed-before" });
    const other = await checked(Buffer.from("plain"));
    expect(other.statement.expected).toBeNull();
    const again = await checked(Buffer.from("plain"), deviceId);
    expect(again.statement.expected).toBeNull();
  });
});

describe("a recording of a device that always signs", () => {
  const plain = Buffer.from("plain");
  const film = Buffer.from("\0\0\0\x18ftypmp42 and no signature", "latin1");
  const always = async (kind: SourceKind): Promise<DeviceId> => {
    const deviceId = newId<DeviceId>();
    await here.signings.setSigning(deviceId, kind, "user:x", NOON, anyAction);
    return deviceId;
  };
  const says = (said: SignatureVerdict | "unsigned" | ValidatorFault, kind: SourceKind) => ({
    ...{ kind, asksAll: true },
    judge: async () => {
      if (said instanceof ValidatorFault) throw said;
      return said;
    },
  });
  const found = (kind: SourceKind, reason: SourceReason): SignatureVerdict => ({
    ...{ kind, verdict: "not-verifiable", reasons: [reason], tool: "t", version: "1", facts: {} },
  });

  it("is looked at again where a validator does not start, and in the end nothing is said against the device", async () => {
    const deviceId = await always("gb35114");
    for (let at = 0; at < 5; at++) await checked(gb35114Unit(), deviceId);
    here.deps.validators = [says(new ValidatorFault("no-start"), "gb35114")];
    for (const bytes of [plain, gb35114Unit()]) {
      const early = checked(bytes, deviceId);
      const kept = { kind: "unavailable", code: "source/validator-not-started" };
      await expect(early).rejects.toMatchObject(kept);
      const last = await checked(bytes, deviceId, { isLastTry: true });
      expect(last).toMatchObject({ signed: null, statement: { expected: null } });
      expect(last.statement.verdict).toBe("not-verifiable");
    }
    // Nor is the habit broken by it.
    here.deps.validators = [];
    expect(await here.sources.lately(deviceId, 9)).toEqual([true, true, true, true, true]);
  });

  it("lacks what was expected though a validator of another kind failed", async () => {
    here.deps.validators = [says(new ValidatorFault("timed-out"), "c2pa")];
    const { signed, statement } = await checked(plain, await always("gb35114"));
    expect({ signed, ...statement }).toMatchObject({ signed: null, expected: "always-signs" });
    const other = await checked(plain, await always("c2pa"));
    expect(other.statement.expected).toBeNull();
  });

  it.each(["mark-only", "manifest-elsewhere"] as const)(
    "is not excused by a mark that anyone can write: %s",
    async (reason) => {
      const deviceId = await always("c2pa");
      here.deps.validators = [says(found("c2pa", reason), "c2pa")];
      const { signed, statement } = await checked(C2PA, deviceId);
      expect({ signed, ...statement }).toMatchObject({ signed: false, expected: "always-signs" });
      here.deps.validators = [says(found("c2pa", "signer-not-trusted"), "c2pa")];
      expect((await checked(C2PA, deviceId)).statement.expected).toBeNull();
    },
  );

  it("is one by its bytes: the sender's word that a film is a side file excuses it from nothing", async () => {
    const deviceId = await always("c2pa");
    const belongsTo = "another recording";
    const claimed = await checked(film, deviceId, { belongsTo });
    expect(claimed.statement.expected).toBe("always-signs");
    expect((await checked(plain, deviceId, { belongsTo })).statement.expected).toBeNull();
    expect((await checked(plain, deviceId)).statement.expected).toBe("always-signs");
  });
});

describe("the round of the ledger", () => {
  it("enters each verdict under its digest, again after a failure, and holds none up for another", async () => {
    const [first, second] = [await checked(ONVIF), await checked(Buffer.from("plain"))];
    const leaves: string[] = [];
    let failing = true;
    const enter = async (leaf: string): Promise<void> => {
      if (failing && leaf.includes(first.id)) throw new Error("fenced");
      leaves.push(leaf);
    };
    const deps = { ...here.deps, items: here.items, ledger: { enter } };
    const round = await logVerdicts(deps);
    expect(round.map(({ error }) => error !== undefined)).toEqual([true, false]);
    failing = false;
    expect(await logVerdicts(deps)).toEqual([{ itemId: first.id }]);
    expect(await logVerdicts(deps)).toEqual([]);
    const kept = await here.sources.verdict(second.id);
    expect(parseLeaf(leaves[0] ?? "")).toEqual({
      ...{ type: "source", itemId: second.id, verdictSha256: kept?.statementSha256 },
    });
  });

  it("enters no text that is not what was kept", async () => {
    const { id } = await checked(ONVIF);
    const kept = await here.sources.verdict(id);
    assert(kept !== null, "it was kept");
    const statement = kept.statement.replace("not-verifiable", "valid");
    const enter = async (): Promise<never> => expect.unreachable();
    const deps = { ...here.deps, items: here.items, ledger: { enter } };
    for (const changed of [{ statement }, { statement, statementSha256: sha256(statement) }]) {
      here.sources.unlogged = async () => [{ ...kept, ...changed }];
      const [one] = await logVerdicts(deps);
      expect(one?.error).toMatchObject({ code: "source/verdict-differs" });
    }
  });

  it("says of what is in quarantine that it was not looked at, once", async () => {
    const item = receivedItem({ stage: "quarantined" });
    here.items.add(item);
    const deps = { ...here.deps, items: here.items, ledger: { enter: async () => undefined } };
    expect(await logVerdicts(deps)).toEqual([{ itemId: item.id }]);
    expect(await logVerdicts(deps)).toEqual([]);
    const kept = await here.sources.verdict(item.id);
    expect(kept).toMatchObject({ verdict: "not-verifiable", signed: null });
    expect((await here.items.custody(item.id)).map(({ kind }) => kind)).toEqual(["source-checked"]);
  });
});
