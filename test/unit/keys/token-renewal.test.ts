/** Certificates of keys in a token: for keys that are there, one key for each, and no end of a key that stays. */
import { type KeyObject, createPublicKey } from "node:crypto";
import { mkdir, mkdtemp, readFile, readdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createAuthority, newKey } from "../../../infra/keys/certificate-authority.ts";
import { spkiOf } from "../../../infra/keys/cms-suite.ts";
import { keyInHand } from "../../../infra/keys/key-file.ts";
import { type TokenKeys, signerToken } from "../../../infra/keys/signer-token.ts";
import { type SigningKey, openSigningKey } from "../../../infra/keys/signing-key.ts";
import { type UtcInstant, plusMs, utcInstant } from "../../../services/kernel/clock.ts";
import { NOW } from "./authority.ts";

const DAY_MS = 86_400_000;
let folder: string;
let now: UtcInstant;
let held: KeyObject[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-token-renewal-"));
  await createAuthority(folder, "haikou", NOW, true);
  [now, held] = [utcInstant(NOW), []];
});
afterEach(() => rm(folder, { recursive: true }));

const spkiIn = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ format: "der", type: "spki" });
/** Keys in memory. */
const token: TokenKeys = {
  keys: async () => held.map(spkiIn),
  make: async () => {
    held.push(newKey());
    return spkiIn(held.at(-1)!);
  },
  key: (spki) => {
    const found = held.find((each) => spkiIn(each).equals(spki));
    // As a token does under whose ID somebody put another public key.
    return { ...keyInHand(found ?? held[0] ?? newKey()), spki };
  },
};

const open = async (isOneKey = false): Promise<SigningKey> =>
  openSigningKey(
    await signerToken(folder, token, { kind: "p256", isOneKey }, new Date(now)),
    () => now,
  );
const certified = async (key: SigningKey): Promise<Buffer> =>
  spkiOf((await key.certificate()).certificate.raw);
const [ISSUING, AWAY] = ["issuing.pem", "away.pem"] as const;
const move = (from: string, to: string) => rename(join(folder, from), join(folder, to));

it("makes no key that nobody can certify, and one once the authority is there again", async () => {
  const key = await open();
  await move(ISSUING, AWAY);
  now = plusMs(now, 340 * DAY_MS);
  for (let look = 0; look < 20; look += 1) await key.check();
  await expect(key.replace((await key.certificate()).certificate)).rejects.toMatchObject({
    code: "keys/not-renewed",
  });
  expect(held).toHaveLength(1);
  await move(AWAY, ISSUING);
  now = plusMs(now, 60_000);
  await key.check();
  expect([held.length, await certified(key)]).toEqual([2, spkiIn(held[1]!)]);
});

it("takes up the key that it made before its certificate could not be kept, after a while", async () => {
  const key = await open();
  const inTheWay = join(folder, ".signer-token.pem.new");
  await mkdir(inTheWay);
  now = plusMs(now, 340 * DAY_MS);
  for (let look = 0; look < 5; look += 1) await key.check();
  now = plusMs(now, 60_000);
  await key.check();
  expect(held).toHaveLength(2);
  await rm(inTheWay, { recursive: true });
  expect(await certified(key)).toEqual(spkiIn(held[0]!));
  now = plusMs(now, 60_000);
  expect(await certified(key)).toEqual(spkiIn(held[1]!));
  expect(held).toHaveLength(2);
});

it("certifies no public key without its private key", async () => {
  const planted = spkiIn(newKey());
  held.push(newKey());
  const fooled = { ...token, keys: async () => [planted] };
  const plan = { kind: "p256", isOneKey: true } as const;
  await expect(signerToken(folder, fooled, plan, new Date(now))).rejects.toMatchObject({
    code: "keys/wrong-signature",
  });
  expect(await readdir(folder)).not.toContain("signer-token.pem");
});

it("puts no new certificate of the same key in the place of one that is to be replaced", async () => {
  const key = await open(true);
  const before = await readFile(join(folder, "signer-token.pem"), "utf8");
  const { certificate } = await key.certificate();
  await expect(key.replace(certificate)).rejects.toMatchObject({
    ...{ kind: "unavailable", code: "keys/not-renewed" },
    fix: expect.stringContaining("HOLDFAST_SIGNER_KEY") as unknown,
  });
  expect(await readFile(join(folder, "signer-token.pem"), "utf8")).toBe(before);
  // Another is named now.
  held = [newKey()];
  await key.replace(certificate);
  expect(await certified(key)).toEqual(spkiIn(held[0]!));
});
