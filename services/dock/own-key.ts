/** The dock's own key, P-256: made once on the dock, kept for its owner alone, never sent anywhere but its public half. */
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { publicHalf } from "../batches/dock-key.ts";
import { signStatement } from "../batches/sign-statement.ts";
import type { StatementSigner } from "./ports.ts";

/** See infra/host/durable-file.ts: whole and durable, mode 0600, or not there. */
export type WriteOnce = (path: string, text: string) => Promise<boolean>;

const FILE = "dock-key.pem";

/** The first call makes the key. A key that cannot be read is not replaced: a person must look. */
export async function openOwnKey(folder: string, writeOnce: WriteOnce): Promise<StatementSigner> {
  const path = join(folder, FILE);
  const before = await readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  if (before === null) {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    await writeOnce(path, String(privateKey.export({ format: "pem", type: "pkcs8" })));
  }
  // Read back: another start may have been first.
  const key = createPrivateKey(before ?? (await readFile(path, "utf8")));
  return {
    key: publicHalf(key),
    sign: (text) => signStatement(text, key).toString("base64"),
  };
}
