/** A ceremony leaves a whole folder or none; its root's key opens with both passphrases, and a house takes its keys up once. */
import { X509Certificate, createPrivateKey } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { holdCeremony, isOfCeremony, takeUpKeys } from "../../../infra/keys/ceremony.ts";
import { createAuthority, readSigner } from "../../../infra/keys/certificate-authority.ts";
import { createLedgerKey } from "../../../infra/keys/checkpoint-signer.ts";
import { combinedPassphrase, requirePassphrases } from "../../../infra/keys/two-person-key.ts";

const NOW = new Date("2026-11-26T00:00:00Z");
const [ONE, OTHER] = ["correct horse battery", "staple river mountain"];
const AGENCY = "海口";
let folder: string;
let target: string;
const house = () => join(folder, "house");

const hold = (to = target, sheets = async () => [{ name: "sheet.txt", bytes: Buffer.from("x") }]) =>
  holdCeremony(to, { agency: AGENCY, passphrases: [ONE, OTHER], now: NOW, sheets });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ceremony-"));
  target = join(folder, "made");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("the root's key", () => {
  it("opens with both passphrases in either order, and with nothing less", async () => {
    await hold();
    const pem = await readFile(join(target, "safe/root-key.pem"), "utf8");
    const root = new X509Certificate(await readFile(join(target, "keys/root.pem")));
    const open = (passphrase: string) => createPrivateKey({ key: pem, passphrase });
    expect(combinedPassphrase(OTHER, ONE)).toBe(combinedPassphrase(ONE, OTHER));
    expect(root.checkPrivateKey(open(combinedPassphrase(OTHER, ONE)))).toBe(true);
    const half = combinedPassphrase(ONE, OTHER).slice(0, 64);
    for (const wrong of [ONE + OTHER, half]) {
      expect(() => open(wrong)).toThrow();
    }
  });

  it("is nowhere else: what lies in the clear is no key of the root's", async () => {
    await hold();
    const root = new X509Certificate(await readFile(join(target, "keys/root.pem")));
    const names = await readdir(target, { recursive: true, withFileTypes: true });
    let keys = 0;
    for (const entry of names.filter((each) => each.isFile())) {
      const text = await readFile(join(entry.parentPath, entry.name), "utf8");
      if (!text.includes("BEGIN PRIVATE KEY")) continue;
      keys += 1;
      expect(root.checkPrivateKey(createPrivateKey(text))).toBe(false);
    }
    expect(keys).toBe(4);
  });

  it.each([
    ["short words", OTHER],
    [ONE, ONE],
    ["海口海口海口海口海口海口", OTHER],
    [ONE, `${OTHER}\u0007`],
  ])("takes no passphrases that are weak, shared or not to be typed: %s", (one, other) => {
    expect(() => requirePassphrases(one, other)).toThrow(
      expect.objectContaining({ code: "keys/passphrase" }),
    );
  });
});

describe("the folder", () => {
  it("is never one that holds anything", async () => {
    await hold();
    const before = await readFile(join(target, "keys/root.pem"));
    await expect(hold()).rejects.toMatchObject({ code: "keys/root-exists" });
    expect(await readFile(join(target, "keys/root.pem"))).toEqual(before);
  });

  it("is not there when the making ends in the middle, and is made whole the next time", async () => {
    const cut = () => Promise.reject(new Error("cut"));
    await expect(hold(target, cut)).rejects.toThrow("cut");
    expect(await readdir(folder)).toEqual([]);
    // What a cut of the power leaves.
    await mkdir(join(folder, ".made.making/keys"), { recursive: true });
    await writeFile(join(folder, ".made.making/keys/root.pem"), "half");
    await hold();
    expect(await readdir(folder)).toEqual(["made"]);
    expect((await readdir(target)).toSorted()).toEqual(["keys", "safe", "sheet.txt"]);
  });
});

describe("a new house", () => {
  it("takes the keys up, also after a cut, keeps them, and makes none of its own", async () => {
    await hold();
    await mkdir(house());
    await writeFile(join(house(), "issuing.pem"), "half");
    for (let start = 0; start < 2; start += 1) {
      await takeUpKeys(target, house(), AGENCY);
      await createAuthority(house(), AGENCY, NOW);
      await createLedgerKey(house());
    }
    const taken = (await readdir(house(), { recursive: true })).toSorted();
    expect(taken).toEqual([...(await readdir(join(target, "keys"))), "root"].toSorted());
    expect(await readFile(join(house(), "ledger-key.pem"))).toEqual(
      await readFile(join(target, "keys/ledger-key.pem")),
    );
    expect(await isOfCeremony(house())).toBe(true);
    expect((await readSigner(house())).intermediates).toHaveLength(1);
  });

  it("refuses keys of another agency, no ceremony's, and any in the place of its own", async () => {
    await hold();
    const refused = (from: string, agency = AGENCY) => takeUpKeys(from, house(), agency);
    await expect(refused(target, "demo")).rejects.toMatchObject({ code: "keys/other-agency" });
    await expect(refused(folder)).rejects.toMatchObject({ code: "keys/no-ceremony" });
    await createAuthority(house(), AGENCY, NOW);
    const before = await readFile(join(house(), "root.pem"));
    await expect(refused(target)).rejects.toMatchObject({ code: "keys/root-exists" });
    expect(await readFile(join(house(), "root.pem"))).toEqual(before);
  });

  it("is not said to be of a ceremony once the root's key lies in it, or under another root", async () => {
    await createAuthority(house(), AGENCY, NOW);
    expect(await isOfCeremony(house())).toBe(false);
    await hold();
    await cp(join(target, "keys/ceremony.json"), join(house(), "ceremony.json"));
    await rm(join(house(), "root"), { recursive: true });
    expect(await isOfCeremony(house())).toBe(false);
    const keys = join(target, "keys");
    expect(await isOfCeremony(keys)).toBe(true);
    await mkdir(join(keys, "root"));
    await writeFile(join(keys, "root/root-key.pem"), "brought back");
    expect(await isOfCeremony(keys)).toBe(false);
  });
});
