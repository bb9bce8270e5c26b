/** The ledger's key on a real disk: what it signed survives a restart, and it does not start without its memory. */
import { createPublicKey } from "node:crypto";
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  createLedgerKey,
  openCheckpointSigner,
  readLedgerKey,
  readLedgerPublicKey,
} from "../../infra/keys/checkpoint-signer.ts";
import { readHeads } from "../../infra/keys/signed-heads.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { verifierKey } from "../../services/ledger/note.ts";
import { checkpointSignerContract } from "../contract/checkpoint-signer.contract.ts";
import { SignerHouse } from "../fixtures/signer.ts";

const freshFolder = () => mkdtemp(join(tmpdir(), "holdfast-ledger-key-"));

checkpointSignerContract("key file", async () => {
  const folder = await freshFolder();
  await createLedgerKey(folder);
  return {
    signer: await openCheckpointSigner(folder),
    reopen: () => openCheckpointSigner(folder),
    close: () => rm(folder, { recursive: true }),
  };
});

checkpointSignerContract("behind the signer's socket", async () => {
  const house = await SignerHouse.make();
  let server = await house.serve();
  return {
    signer: (await house.client()).checkpoints,
    reopen: async () => {
      await server.close();
      server = await house.serve();
      return (await house.client()).checkpoints;
    },
    close: async () => {
      await house.remove();
      await server.close();
    },
  };
});

describe("the ledger's key folder", () => {
  it("keeps the private key to its owner and a key that is there", async () => {
    const folder = await freshFolder();
    await createLedgerKey(folder);
    const key = join(folder, "ledger-key.pem");
    const pem = await readFile(key, "utf8");
    await createLedgerKey(folder);
    expect(await readFile(key, "utf8")).toBe(pem);
    expect((await stat(key)).mode & 0o777).toBe(0o600);
    const signer = await openCheckpointSigner(folder);
    const publicHalf = createPublicKey(await readLedgerPublicKey(folder));
    expect(verifierKey("haikou/2026", publicHalf)).toBe(signer.verifierKey("haikou/2026"));
    await rm(folder, { recursive: true });
  });

  it("refuses to open or to sign when its memory is gone or spoilt", async () => {
    const folder = await freshFolder();
    await createLedgerKey(folder);
    const signer = await openCheckpointSigner(folder);
    const missing = { kind: "unavailable", code: "ledger/signer-state-missing" };
    await writeFile(join(folder, "ledger-heads.json"), '{"haikou/2026":{"size":-1}}');
    await expect(openCheckpointSigner(folder)).rejects.toMatchObject(missing);
    await rm(join(folder, "ledger-heads.json"));
    await expect(openCheckpointSigner(folder)).rejects.toMatchObject(missing);
    const signing = signer.signCheckpoint("haikou/2026", 1, sha256("a"), []);
    await expect(signing).rejects.toMatchObject(missing);
    await rm(folder, { recursive: true });
  });

  it("is not made anew, nor its memory emptied, once it has signed", async () => {
    const folder = await freshFolder();
    await createLedgerKey(folder);
    const cut = await readFile(join(folder, "ledger-key.pem"));
    await rm(join(folder, "ledger-key.pem"));
    await createLedgerKey(folder);
    expect(await readFile(join(folder, "ledger-key.pem"))).not.toEqual(cut);
    const signer = await openCheckpointSigner(folder);
    await signer.signCheckpoint("haikou/2026", 7, sha256("a"), []);
    const heads = await readHeads(folder);
    await rm(join(folder, "ledger-key.pem"));
    await expect(createLedgerKey(folder)).rejects.toMatchObject({
      kind: "unavailable",
      code: "keys/ledger-key-missing",
    });
    expect(await readHeads(folder)).toEqual(heads);
    await rm(join(folder, "ledger-heads.json"));
    const bare = await readdir(folder);
    await expect(createLedgerKey(folder)).rejects.toMatchObject({
      kind: "unavailable",
      code: "ledger/signer-state-missing",
    });
    expect(await readdir(folder)).toEqual(bare);
    await rm(folder, { recursive: true });
  });

  it("keeps no head that its key did not sign: another may take the place", async () => {
    const folder = await freshFolder();
    await createLedgerKey(folder);
    const key = await readLedgerKey(folder);
    let isOut = true;
    const sign = (bytes: Uint8Array) =>
      isOut ? Promise.reject(new Error("the token is gone")) : key.sign(bytes);
    const signer = await openCheckpointSigner(folder, { ...key, sign });
    const out = { kind: "unavailable", code: "keys/no-answer" };
    const first = signer.signCheckpoint("haikou/2026", 7, sha256("a"), []);
    await expect(first).rejects.toMatchObject(out);
    expect(await signer.lastSigned("haikou/2026")).toBeNull();
    isOut = false;
    const second = signer.signCheckpoint("haikou/2026", 7, sha256("b"), []);
    await expect(second).resolves.toContain("haikou/2026");
    await rm(folder, { recursive: true });
  });

  it("has the head on disk before the signature is out", async () => {
    const folder = await freshFolder();
    await createLedgerKey(folder);
    const signer = await openCheckpointSigner(folder);
    await signer.signCheckpoint("haikou/2026", 7, sha256("a"), []);
    expect(await readHeads(folder)).toEqual({
      "haikou/2026": { size: 7, rootSha256: sha256("a") },
    });
    await rm(folder, { recursive: true });
  });
});
