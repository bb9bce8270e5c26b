/** A key that is replaced or revoked while custody runs on: what it holds of the old one stops no signature and writes no rotation. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { certifiedKey } from "../../../infra/keys/house-key.ts";
import { manifestSigner } from "../../../infra/keys/cms-signer.ts";
import { signerFile } from "../../../infra/keys/signer-file.ts";
import { type SigningKey, openSigningKey } from "../../../infra/keys/signing-key.ts";
import type { Doer } from "../../../services/actions/action.ts";
import { type UtcInstant, plusMs, utcInstant } from "../../../services/kernel/clock.ts";
import { askRotation, revokeKey } from "../../../services/keys/end-key.ts";
import { keyGate } from "../../../services/keys/register-key.ts";
import { parseLeaf } from "../../../services/ledger/leaf.ts";
import type { ManifestSigner } from "../../../services/sealing/signer.ts";
import { keyRound } from "../../../workers/custody/key-round.ts";
import { MemoryKeyStore } from "../../fakes/key-store.ts";
import { type Authority, NOW, makeAuthority } from "./authority.ts";

const ROLE = "manifest-signer";
const DOER: Doer = { actor: "process:test", reason: "a test" };
const log = { info: () => undefined, warn: () => undefined };
let now: UtcInstant;
let keys: MemoryKeyStore;
let entered: string[];
let authority: Authority;
let key: SigningKey;
let signer: ManifestSigner;
let isTokenOut: boolean;
const clock = () => now;
const deps = () => ({
  ...{ keys, clock },
  ledger: { enter: async (leaf: string) => entered.push(leaf) },
});
const inUse = async () => {
  if (isTokenOut) throw new Error("no token");
  return [certifiedKey(ROLE, (await key.certificate()).certificate)];
};
const replace = (der: Uint8Array) =>
  isTokenOut ? Promise.reject(new Error("no token")) : key.replace({ raw: Buffer.from(der) });
const round = () => keyRound({ ...deps(), signer: { inUse, replace } }, log)();
const told = () => entered.map((leaf) => parseLeaf(leaf)?.type);

beforeEach(async () => {
  [now, keys, entered, isTokenOut] = [utcInstant(NOW), new MemoryKeyStore(), [], false];
  authority = await makeAuthority();
  key = await openSigningKey(signerFile(authority.folder), clock);
  const entries = { about: () => Promise.resolve([]) };
  const gate = keyGate({ ...deps(), entries });
  signer = manifestSigner(key, authority.rootPem, clock, (raw) =>
    gate.require(certifiedKey(ROLE, raw)),
  );
  await round();
  await signer.sign(Buffer.from("before"));
});
afterEach(() => authority.remove());

async function signOn(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    now = plusMs(now, 2_000);
    await signer.sign(Buffer.from(`after ${turn}`));
    now = plusMs(now, 2_000);
    await round();
  }
}

const revoke = async () => {
  const [first] = await keys.keys();
  const said = { reason: "keyCompromise", since: null } as const;
  await revokeKey(deps(), first!.spkiSha256, said, DOER);
};

it("signs on with the new key after a revocation, and the ledger tells of one rotation", async () => {
  now = plusMs(now, 5_000);
  await revoke();
  await expect(signer.sign(Buffer.from("between"))).rejects.toMatchObject({ code: "keys/revoked" });
  await round();
  await signOn();
  expect(told()).toEqual(["key-add", "key-revoke", "key-add", "key-rotate"]);
});

it("signs on after a rotation of a house that stood idle, with one entry of it", async () => {
  now = plusMs(now, 5_000);
  await askRotation(deps(), ROLE, DOER);
  await round();
  await signOn();
  expect(told()).toEqual(["key-add", "key-add", "key-rotate"]);
});

it("signs on where the signer made another by itself, and nobody looked before", async () => {
  await key.replace((await key.certificate()).certificate);
  await round();
  await signOn();
  expect(told()).toEqual(["key-add", "key-add", "key-rotate"]);
});

it("is told revoked though its token is out and nothing can take its place", async () => {
  await revoke();
  isTokenOut = true;
  await expect(round()).rejects.toThrow("no token");
  // What was looked up just before the revocation may still sign.
  expect(told()).toEqual(["key-add"]);
  now = plusMs(now, 10_001);
  await expect(round()).rejects.toThrow("no token");
  expect(told()).toEqual(["key-add", "key-revoke"]);
  expect((await keys.keys())[0]).toMatchObject({ usedUntil: null, isRevocationEntered: true });
  isTokenOut = false;
  await round();
  await signOn();
  expect(told().slice(2)).toEqual(["key-add", "key-rotate"]);
});
