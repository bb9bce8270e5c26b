/**
 * The ledger's Ed25519 key in a folder of its own, with the durable memory of what it signed.
 *
 * `ledger-key.pem` (PKCS#8, 0600), `ledger-key.pub.pem`, and `ledger-heads.json` (signed-heads.ts): the largest head
 * signed of every log. The memory stands apart from the database on purpose: a database that was
 * restored from an old copy must not make this key sign a second history (Trust Asia 2021). One process
 * uses the folder; the fence in PostgreSQL decides which.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sha256 } from "../../services/kernel/digest.ts";
import { checkpointText } from "../../services/ledger/checkpoint.ts";
import {
  type CheckpointSigner,
  requireExtension,
} from "../../services/ledger/checkpoint-signer.ts";
import { signedNote, verifierKey } from "../../services/ledger/note.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { keyInHand } from "./key-file.ts";
import { type KeyHandle, guarded } from "./key-handle.ts";
import { makePrivateFolder, readOrNull, replaceFile } from "./private-file.ts";
import { createHeads, hasSigned, openSignedHeads, readHeads } from "./signed-heads.ts";

const KEY = "ledger-key.pem";
const PUBLIC_KEY = "ledger-key.pub.pem";
/**
 * Makes the key in `folder` once; a key that is there stays. Run when the agency is set up.
 * @throws Refusal unavailable "keys/ledger-key-missing" where the memory tells of one that signed; "ledger/signer-state-missing"
 *   where that is lost as well.
 */
export async function createLedgerKey(folder: string): Promise<void> {
  await makePrivateFolder(folder);
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ format: "pem", type: "pkcs8" }) as string;
  // The private key comes last: a folder that has it has everything, so a crash in between is mended here.
  if ((await readOrNull(join(folder, KEY))) !== null) return;
  // The memory is made before the public key: where that one stands alone, the memory is lost, and what it told of.
  if ((await readOrNull(join(folder, PUBLIC_KEY))) !== null) await readHeads(folder);
  // A key that signed is not replaced, nor its memory emptied: those who pinned it would see another ledger.
  if (await hasSigned(folder)) {
    throw new Refusal(
      "unavailable",
      "keys/ledger-key-missing",
      "the ledger's key is not among the keys",
      {
        fix: "Restore ledger-key.pem into the keys folder from its newest copy. Never delete ledger-heads.json.",
      },
    );
  }
  await createHeads(folder);
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
  const memory = await openSignedHeads(folder);
  let last: Promise<unknown> = Promise.resolve();

  const signOnce = (
    origin: string,
    size: number,
    rootSha256: Sha256,
    extension: readonly Sha256[],
  ): Promise<string> =>
    memory.change(async (heads) => {
      requireExtension(heads[origin] ?? null, { size, rootSha256 }, extension);
      const text = checkpointText({ origin, size, rootSha256 });
      // A key that is out for a while leaves no trace of what it did not sign; what it signed leaves once that is kept.
      const signature = Buffer.from(await key.sign(Buffer.from(text)));
      return {
        heads: { ...heads, [origin]: { size, rootSha256 } },
        answer: signedNote(text, origin, publicKey, signature),
      };
    });

  return {
    verifierKey: (origin) => verifierKey(origin, publicKey),
    lastSigned: async (origin) => (await memory.read())[origin] ?? null,
    signCheckpoint(origin, size, rootSha256, extension) {
      const mine = last.then(() => signOnce(origin, size, rootSha256, extension));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
