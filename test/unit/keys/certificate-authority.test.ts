/** The agency's authority in a folder: made once, kept, renewed in time, and no key readable by others. */
import { readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import {
  createAuthority,
  readSigner,
  renewSigner,
  requireKeysOfHouse,
} from "../../../infra/keys/certificate-authority.ts";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { type Authority, NOW, makeAuthority, openManifestSigner } from "./authority.ts";

let authority: Authority;
beforeEach(async () => {
  authority = await makeAuthority();
});
afterEach(() => authority.remove());

const contents = async () => {
  const names = await readdir(authority.folder, { recursive: true });
  const files = names.filter((name) => name.endsWith(".pem")).sort();
  return await Promise.all(
    files.map(
      async (name) => [name, await readFile(join(authority.folder, name), "utf8")] as const,
    ),
  );
};

describe("createAuthority", () => {
  it("keeps every private key for its owner alone, and the root's apart", async () => {
    for (const [name, text] of await contents()) {
      const { mode } = await stat(join(authority.folder, name));
      expect(mode & 0o777, name).toBe(text.includes("PRIVATE KEY") ? 0o600 : 0o644);
    }
    expect((await contents()).map(([name]) => name)).toEqual([
      "device-ca.pem",
      "issuing.pem",
      "root.pem",
      "root/root-key.pem",
      "signer.pem",
    ]);
    expect((await stat(authority.folder)).mode & 0o077).toBe(0);
  });

  it("changes nothing when it runs again", async () => {
    const before = await contents();
    await createAuthority(authority.folder, "Another name", NOW);
    expect(await contents()).toEqual(before);
  });

  it("goes on where a crash left it, at every file, and never makes a second root over a pinned one", async () => {
    for (const lost of [["signer.pem"], ["signer.pem", "issuing.pem"]]) {
      for (const name of lost) await rm(join(authority.folder, name));
      await createAuthority(authority.folder, "海南省", NOW);
      const signer = await openManifestSigner(
        authority.folder,
        () => NOW.toISOString() as UtcInstant,
      );
      const bytes = Buffer.from("x");
      expect(
        await cmsVerifier.verify(bytes, await signer.sign(bytes), authority.rootPem),
      ).toMatchObject({ valid: true });
    }
  });

  it("does without the root's key once the issuing authority is there", async () => {
    await rm(join(authority.folder, "root"), { recursive: true });
    await rm(join(authority.folder, "signer.pem"));
    await createAuthority(authority.folder, "海南省", NOW);
    expect((await readSigner(authority.folder)).intermediates).toHaveLength(1);
  });

  it("makes no second root where the first one's certificate is lost, and keeps its key", async () => {
    const before = new Map(await contents());
    await rm(join(authority.folder, "root.pem"));
    for (const lost of ["issuing.pem", "device-ca.pem"]) {
      const refused = createAuthority(authority.folder, "海南省", NOW);
      await expect(refused).rejects.toMatchObject({ code: "keys/root-missing" });
      await rm(join(authority.folder, lost));
    }
    await writeFile(join(authority.folder, "root.pem"), authority.rootPem);
    await createAuthority(authority.folder, "海南省", NOW);
    const after = new Map(await contents());
    for (const kept of ["root/root-key.pem", "signer.pem"]) {
      expect(after.get(kept)).toBe(before.get(kept));
    }
  });

  it("makes no second root where the ledger has signed, whatever else is lost", async () => {
    const heads = { "haikou/2026": { size: 7, rootSha256: sha256("a") } };
    await writeFile(join(authority.folder, "ledger-heads.json"), JSON.stringify(heads));
    for (const lost of ["root.pem", "issuing.pem", "device-ca.pem", "signer.pem"]) {
      await rm(join(authority.folder, lost));
    }
    const before = await contents();
    const refused = createAuthority(authority.folder, "海南省", NOW);
    await expect(refused).rejects.toMatchObject({ code: "keys/root-missing" });
    expect(await contents()).toEqual(before);
  });

  it("takes a folder without the root that was handed out, or with another, for no new house", async () => {
    const shown = join(authority.folder, "shown.pem");
    const elsewhere = join(authority.folder, "not-mounted");
    await requireKeysOfHouse(elsewhere, shown);
    await writeFile(shown, authority.rootPem);
    await requireKeysOfHouse(authority.folder, shown);
    const lost = requireKeysOfHouse(elsewhere, shown);
    await expect(lost).rejects.toMatchObject({ code: "keys/root-missing" });
    const other = await makeAuthority(NOW);
    const others = requireKeysOfHouse(other.folder, shown);
    await expect(others).rejects.toMatchObject({ code: "keys/root-differs" });
    await other.remove();
  });

  it("refuses the root of another house", async () => {
    const other = await makeAuthority(NOW);
    try {
      await writeFile(join(authority.folder, "root.pem"), other.rootPem);
      await expect(createAuthority(authority.folder, "海南省", NOW)).rejects.toMatchObject({
        kind: "tampered",
        code: "keys/root-differs",
      });
    } finally {
      await other.remove();
    }
  });

  it("goes on without an issuing authority that was put away with the root's key", async () => {
    await rm(join(authority.folder, "root"), { recursive: true });
    await rm(join(authority.folder, "issuing.pem"));
    await createAuthority(authority.folder, "海南省", NOW);
    expect(new Map(await contents()).has("issuing.pem")).toBe(false);
    await rm(join(authority.folder, "signer.pem"));
    await expect(createAuthority(authority.folder, "海南省", NOW)).rejects.toMatchObject({
      code: "keys/root-key-away",
    });
  });

  it("refuses a name that no certificate can carry", async () => {
    for (const name of ["", "x".repeat(65)]) {
      await expect(createAuthority(authority.folder, name, NOW)).rejects.toMatchObject({
        code: "keys/agency-name",
      });
    }
  });
});

describe("the signer", () => {
  const at = (text: string) => () => `${text}T12:00:00.000Z` as UtcInstant;
  const bytes = Buffer.from("manifest");

  it("renews its certificate in its last month, for the same agency, and old signatures stay valid", async () => {
    const early = await openManifestSigner(authority.folder, at("2027-10-01"));
    const old = await early.sign(bytes);
    const before = (await readSigner(authority.folder)).certificate;
    const late = await openManifestSigner(authority.folder, at("2027-11-10"));
    const signatures = await Promise.all([late.sign(bytes), late.sign(bytes), late.sign(bytes)]);
    const after = (await readSigner(authority.folder)).certificate;
    expect(after.subject).toBe(before.subject);
    expect(after.fingerprint256).not.toBe(before.fingerprint256);
    expect(after.validToDate.toISOString()).toBe("2028-11-10T12:00:00.000Z");
    for (const signature of [old, ...signatures]) {
      expect(await cmsVerifier.verify(bytes, signature, authority.rootPem)).toMatchObject({
        valid: true,
      });
    }
  });

  it("goes on with the old certificate when it cannot renew, and stops on its last day", async () => {
    await rm(join(authority.folder, "issuing.pem"));
    const late = await openManifestSigner(authority.folder, at("2027-11-20"));
    expect(
      await cmsVerifier.verify(bytes, await late.sign(bytes), authority.rootPem),
    ).toMatchObject({ valid: true });
    const tooLate = await openManifestSigner(authority.folder, at("2027-11-25"));
    await expect(tooLate.sign(bytes)).rejects.toMatchObject({
      kind: "unavailable",
      code: "keys/certificate-expired",
    });
  });

  it("never has a certificate that outlives its authority", async () => {
    await renewSigner(authority.folder, new Date("2036-06-01T00:00:00Z"));
    const { certificate, intermediates } = await readSigner(authority.folder);
    expect(certificate.validToDate).toEqual(intermediates[0]?.validToDate);
  });

  it("refuses a key that does not belong to its certificate", async () => {
    const other = await makeAuthority();
    const [mine, theirs] = await Promise.all(
      [authority, other].map(({ folder }) => readFile(join(folder, "signer.pem"), "utf8")),
    );
    const { writeFile } = await import("node:fs/promises");
    const key = theirs!.slice(0, theirs!.indexOf("-----BEGIN CERT"));
    await writeFile(
      join(authority.folder, "signer.pem"),
      key + mine!.slice(mine!.indexOf("-----BEGIN CERT")),
    );
    await expect(readSigner(authority.folder)).rejects.toMatchObject({ code: "keys/unusable" });
    await other.remove();
  });
});
