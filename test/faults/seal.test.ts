/** Sealing broken off at every call it makes, before and after the work: run again, there is one of everything. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { manifestSigner } from "../../infra/keys/cms-signer.ts";
import { cmsVerifier } from "../../infra/keys/cms-verifier.ts";
import { createGmAuthority, gmKeySource, readGmRoot } from "../../infra/keys/gm-authority.ts";
import { openSigningKey } from "../../infra/keys/signing-key.ts";
import { secondSignatureKey } from "../../services/objects/object-key.ts";
import { sealCopies } from "../../services/sealing/seal-copies.ts";
import { sealOriginal } from "../../services/sealing/seal-original.ts";
import { FailingCalls } from "../fakes/failing-calls.ts";
import { NOON } from "../fixtures/evidence.ts";
import { SealingHouse } from "../fixtures/sealing-house.ts";
import { type Authority, makeAuthority } from "../unit/keys/authority.ts";

let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority();
});
afterAll(() => authority.remove());

const KINDS = ["fail", "fail-but-persist"] as const;

describe("sealOriginal", () => {
  /** Runs in a process whose `call`th call fails in that way, then in new processes until one ends well. */
  async function brokenAt(call: number, kind: (typeof KINDS)[number]): Promise<string> {
    const house = await SealingHouse.open(authority);
    const item = await house.verified(Buffer.from("the original"));
    const calls = new FailingCalls(new Map([[call, kind]]));
    await sealOriginal(house.process(calls), item.id).catch(() => undefined);
    await sealOriginal(house.process(), item.id);
    await house.expectSealed(item.id);
    return calls.calls[call] ?? "";
  }

  it("leaves one manifest, one leaf and one receipt, whichever call failed", async () => {
    const house = await SealingHouse.open(authority);
    const item = await house.verified(Buffer.from("the original"));
    const whole = new FailingCalls(new Map());
    await sealOriginal(house.process(whole), item.id);
    const names = new Set<string>();
    for (let call = 0; call < whole.calls.length; call += 1) {
      for (const kind of KINDS) names.add(await brokenAt(call, kind));
    }
    // What must have been among the calls that failed.
    for (const name of ["manifestOnce", "sign", "signatureOnce", "put", "lock", "head"]) {
      expect(names).toContain(name);
    }
    for (const name of ["place", "signCheckpoint", "publish", "receiptOnce", "save"]) {
      expect(names).toContain(name);
    }
  });

  it("does so when two calls fail, in two lives of the process", async () => {
    for (let first = 0; first < 40; first += 3) {
      const house = await SealingHouse.open(authority);
      const item = await house.verified(Buffer.from("the original"));
      for (const call of [first, (first * 7 + 5) % 41]) {
        const calls = new FailingCalls(new Map([[call, KINDS[call % 2]!]]));
        await sealOriginal(house.process(calls), item.id).catch(() => undefined);
      }
      await sealOriginal(house.process(), item.id);
      await house.expectSealed(item.id);
    }
  });
});

describe("a second signature", () => {
  it("is made once, kept, copied and locked, whichever call failed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-gm-"));
    await createGmAuthority(folder, "haikou", new Date(NOON));
    const key = await openSigningKey(gmKeySource(folder), () => NOON);
    const root = (await readGmRoot(folder)) ?? "";
    const second = manifestSigner(key, root, () => NOON);
    const names = new Set<string>();
    for (let call = 0, more = true; more; call += 1) {
      for (const kind of KINDS) {
        const house = await SealingHouse.open(authority);
        const item = await house.verified(Buffer.from("the original"));
        const calls = new FailingCalls(new Map([[call, kind]]));
        const failing = { ...house.process(calls), secondSigner: calls.wrap(second) };
        await sealOriginal(failing, item.id).catch(() => undefined);
        await sealOriginal({ ...house.process(), secondSigner: second }, item.id);
        await house.expectSealed(item.id);
        const [seal] = await house.seals.seals(item.id);
        const { manifest, manifestSha256, secondSignature } = seal!;
        const verdict = await cmsVerifier.verify(manifest, secondSignature!, root);
        expect(verdict).toMatchObject({ valid: true });
        const copy = await house.objects.find(
          secondSignatureKey(item.id, "original", manifestSha256),
        );
        expect((await house.objects.head(copy!)).lock?.mode).toBe("compliance");
        more = calls.calls.length > call;
        if (more) names.add(calls.calls[call] ?? "");
      }
    }
    expect([...names]).toEqual(expect.arrayContaining(["secondSignatureOnce", "sign", "put"]));
    await rm(folder, { recursive: true });
  });
});

describe("sealCopies", () => {
  it("leaves one manifest and one leaf of each copy, whichever call failed", async () => {
    for (let call = 0, more = true; more; call += 1) {
      for (const kind of KINDS) {
        const house = await SealingHouse.open(authority);
        const item = await house.verified(Buffer.from("x"), { viewingStage: "made" });
        await house.derived(item.id, "viewing", Buffer.from("copy"));
        await house.derived(item.id, "poster", Buffer.from("picture"));
        const calls = new FailingCalls(new Map([[call, kind]]));
        await sealCopies(house.process(calls), item.id).catch(() => undefined);
        await sealCopies(house.process(), item.id);
        expect((await house.items.get(item.id)).viewingStage).toBe("ready");
        expect(await house.seals.seals(item.id)).toHaveLength(2);
        expect(await house.leavesOf(item.id)).toHaveLength(2);
        const events = await house.items.custody(item.id);
        expect(events.filter((event) => event.kind === "copies-sealed")).toHaveLength(1);
        more = calls.calls.length > call;
      }
    }
  });
});
