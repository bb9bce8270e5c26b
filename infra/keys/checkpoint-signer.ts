/**
 * The ledger's Ed25519 key in a folder of its own, with the durable memory of what it signed.
 *
 * `ledger-key.pem` (PKCS#8, 0600), `ledger-key.pub.pem`, and `ledger-heads.json`: the largest head
 * signed of every log. The memory stands apart from the database on purpose: a database that was
 * restored from an old copy must not make this key sign a second history (Trust Asia 2021). One process
 * uses the folder; the fence in PostgreSQL decides which.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Sha256 } from "../../services/kernel/digest.ts";
import { digestField } from "../../services/kernel/fields.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { checkpointText } from "../../services/ledger/checkpoint.ts";
import {
  type CheckpointSigner,
  requireExtension,
} from "../../services/ledger/checkpoint-signer.ts";
import { signedNote, verifierKey } from "../../services/ledger/note.ts";
import { keyInHand } from "./key-file.ts";
import { type KeyHandle, guarded } from "./key-handle.ts";
import { makePrivateFolder, replaceFile } from "./private-file.ts";

const KEY = "ledger-key.pem";
const PUBLIC_KEY = "ledger-key.pub.pem";
const HEADS = "ledger-heads.json";

const Heads = z.record(
  z.string(),
  z.strictObject({
    size: z.number().int().min(0),
    rootSha256: digestField,
  }),
);

/** Makes the key in `folder` once; a key that is there stays. Run once, when the agency is set up. */
export async function createLedgerKey(folder: string): Promise<void> {
  await makePrivateFolder(folder);
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ format: "pem", type: "pkcs8" }) as string;
  // The private key comes last: a folder that has it has everything, so a crash in between is mended here.
  if (await exists(join(folder, KEY))) return;
  await replaceFile(folder, HEADS, "{}\n", 0o600);
  const publicPem = publicKey.export({ format: "pem", type: "spki" }) as string;
  await replaceFile(folder, PUBLIC_KEY, publicPem, 0o644);
  await replaceFile(folder, KEY, pem, 0o600);
}

/** The public half (PEM), by which others pin this key. */
export const readLedgerPublicKey = (folder: string): Promise<string> =>
  readFile(join(folder, PUBLIC_KEY), "utf8");

/** The ledger's key, from its file. */
export const readLedgerKey = async (folder: string): Promise<KeyHandle> =>
  keyInHand(createPrivateKey(await readFile(join(folder, KEY), "utf8")));

/**
 * `ledgerKey` signs; by default that in the folder.
 * @throws Refusal unavailable "ledger/signer-state-missing" if its memory is gone: it must not start anew.
 */
export async function openCheckpointSigner(
  folder: string,
  ledgerKey?: KeyHandle,
): Promise<CheckpointSigner> {
  const key = guarded(ledgerKey ?? (await readLedgerKey(folder)));
  const spki = { key: Buffer.from(key.spki), format: "der", type: "spki" } as const;
  const publicKey = createPublicKey(spki);
  await readHeads(folder);
  let last: Promise<unknown> = Promise.resolve();

  async function signOnce(
    origin: string,
    size: number,
    rootSha256: Sha256,
    extension: readonly Sha256[],
  ): Promise<string> {
    // Read anew each time: what counts is what is on disk.
    const heads = await readHeads(folder);
    requireExtension(heads[origin] ?? null, { size, rootSha256 }, extension);
    const text = checkpointText({ origin, size, rootSha256 });
    // A key that is out for a while leaves no trace of what it did not sign; what it signed leaves after this.
    const signature = Buffer.from(await key.sign(Buffer.from(text)));
    const after = { ...heads, [origin]: { size, rootSha256 } };
    await replaceFile(folder, HEADS, `${JSON.stringify(after)}\n`, 0o600);
    return signedNote(text, origin, publicKey, signature);
  }

  return {
    verifierKey: (origin) => verifierKey(origin, publicKey),
    lastSigned: async (origin) => (await readHeads(folder))[origin] ?? null,
    signCheckpoint(origin, size, rootSha256, extension) {
      const mine = last.then(() => signOnce(origin, size, rootSha256, extension));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

/**
 * The largest head of each log that was signed, as it is on disk now.
 * @throws Refusal unavailable "ledger/signer-state-missing".
 */
export async function readHeads(folder: string): Promise<z.infer<typeof Heads>> {
  try {
    return Heads.parse(JSON.parse(await readFile(join(folder, HEADS), "utf8")));
  } catch (cause) {
    throw new Refusal(
      "unavailable",
      "ledger/signer-state-missing",
      "the key's memory of what it signed cannot be read",
      { fix: "Restore ledger-heads.json beside the key from the newest copy.", cause },
    );
  }
}

async function exists(path: string): Promise<boolean> {
  const file = await open(path).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  await file?.close();
  return file !== null;
}
