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

/** `names` below `folder` into `file`, which keeps its mode where it is there, for the holders of the certificates' keys. */
export async function sealArchive(
  folder: string,
  names: readonly string[],
  certificates: readonly string[],
  file: string,
): Promise<void> {
  const form = ["-encrypt", "-binary", "-aes-256-gcm", "-outform", "DER", "-out", file];
  // 1: a file changed meanwhile, as the signer's memory may, of which another slot is whole then; all others are replaced whole.
  const tar = start(
    "tar",
    ["--numeric-owner", "-C", folder, "-cf", "-", ...names],
    "ignore",
    [0, 1],
  );
  const cms = start("openssl", ["cms", ...form, ...certificates], "pipe", [0]);
  await Promise.all([pass(tar.out, cms.in), tar.ended, cms.ended]);
}

/**
 * Opens `file` with the key and answers the names in it.
 * The plain archive lies in `plain` meanwhile: nothing of it is believed before all of it was authenticated (RFC 5083, section 2.2).
 * @throws Error where the key does not open it, or a bit of it is changed.
 */
export async function openArchive(
  file: string,
  key: string,
  plain: string,
): Promise<readonly string[]> {
  const form = ["-decrypt", "-binary", "-inform", "DER", "-in", file, "-inkey", key];
  await runOrThrow("openssl", ["cms", ...form, "-out", plain]);
  const list = await runOrThrow("tar", ["-tf", plain]);
  return list.split("\n").filter((name) => name !== "" && !name.endsWith("/"));
}

/** What `openArchive` left in `plain`, into `folder`, which is a new one: files are the caller's own, with the modes they had. */
export async function unpackArchive(plain: string, folder: string): Promise<void> {
  const form = ["--no-same-owner", "--preserve-permissions", "--no-overwrite-dir"];
  await runOrThrow("tar", [...form, "-C", folder, "-xf", plain]);
}

/** @throws Error where the file holds no certificate. */
export const certificateDigest = async (path: string): Promise<Sha256> =>
  sha256(new X509Certificate(await readFile(path)).raw);

function start(
  program: string,
  args: readonly string[],
  input: "ignore" | "pipe",
  wellCodes: readonly number[],
) {
  const child = spawn(program, args, { stdio: [input, "pipe", "pipe"] });
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  const ended = new Promise<void>((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) =>
      code !== null && wellCodes.includes(code)
        ? done()
        : fail(new Error(`${program} ended with ${code}: ${said.trim()}`)),
    );
  });
  return { in: child.stdin, out: child.stdout, ended };
}

const pass = (from: Readable | null, to: Writable | null): Promise<void> =>
  from === null || to === null ? Promise.resolve() : pipeline(from, to);
