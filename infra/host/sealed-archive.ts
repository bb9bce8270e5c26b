/**
 * Folders of secrets in one file that certain certificates alone can open: a tar archive in CMS (RFC 5083, AES-256-GCM).
 * By openssl and tar, so that it can be opened without us: `openssl cms -decrypt -binary -inform DER -in FILE -inkey KEY | tar -x`.
 */
import { spawn } from "node:child_process";
import { pipeline } from "node:stream/promises";
import type { Readable, Writable } from "node:stream";
import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import { runOrThrow } from "./run-command.ts";

/** `names` below `folder` into `file` (new, mode 0600), for the holders of the certificates' keys. */
export async function sealArchive(
  folder: string,
  names: readonly string[],
  certificates: readonly string[],
  file: string,
): Promise<void> {
  const tar = start("tar", ["--numeric-owner", "-C", folder, "-cf", "-", ...names], "ignore");
  const form = ["-encrypt", "-binary", "-aes-256-gcm", "-outform", "DER", "-out", file];
  const cms = start("openssl", ["cms", ...form, ...certificates], "pipe");
  await Promise.all([pass(tar.out, cms.in), tar.ended, cms.ended]);
}

/**
 * Opens `file` with the key and answers the names in it. `folder`: where they are unpacked, an empty one of ours; null: nowhere.
 * The plain archive lies in `plain` meanwhile: nothing of it is believed before all of it was authenticated (RFC 5083, section 2.2).
 * @throws Error where the key does not open it, or a bit of it is changed.
 */
export async function openArchive(
  file: string,
  key: string,
  plain: string,
  folder: string | null,
): Promise<readonly string[]> {
  const form = ["-decrypt", "-binary", "-inform", "DER", "-in", file, "-inkey", key];
  await runOrThrow("openssl", ["cms", ...form, "-out", plain]);
  if (folder !== null) await runOrThrow("tar", ["-C", folder, "-xf", plain]);
  const list = await runOrThrow("tar", ["-tf", plain]);
  return list.split("\n").filter((name) => name !== "" && !name.endsWith("/"));
}

/** @throws Error where the file holds no certificate. */
export const certificateDigest = async (path: string): Promise<Sha256> =>
  sha256(new X509Certificate(await readFile(path)).raw);

function start(program: string, args: readonly string[], input: "ignore" | "pipe") {
  const child = spawn(program, args, { stdio: [input, "pipe", "pipe"] });
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  const ended = new Promise<void>((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) =>
      code === 0 ? done() : fail(new Error(`${program} ended with ${code}: ${said.trim()}`)),
    );
  });
  return { in: child.stdin, out: child.stdout, ended };
}

const pass = (from: Readable | null, to: Writable | null): Promise<void> =>
  from === null || to === null ? Promise.resolve() : pipeline(from, to);
