/** The immutable flag of ext4 and xfs: even root cannot delete or change the file until it is taken away. */
import { execFile } from "node:child_process";
import { unlink } from "node:fs/promises";
import { promisify } from "node:util";
import { errno } from "./durable-files.ts";
import type { ObjectFiles } from "./object-files.ts";

const run = promisify(execFile);

/** For doctor: whether locked objects get the flag, and if not, why. */
export type Immutability =
  | { readonly held: true }
  | {
      readonly held: false;
      readonly why: "switched-off" | "no-chattr" | "not-permitted" | "not-enforced";
    };

export async function setImmutable(path: string, on: boolean): Promise<void> {
  await run("chattr", [on ? "+i" : "-i", "--", path], { timeout: 10_000 });
}

/** Tries the flag on a file of its own: set, delete (must fail), take away. */
export async function tryImmutable(files: ObjectFiles): Promise<Immutability> {
  const { path, handle } = await files.stage();
  await handle.close();
  try {
    await setImmutable(path, true);
  } catch (error) {
    await unlink(path);
    return { held: false, why: errno(error) === "ENOENT" ? "no-chattr" : "not-permitted" };
  }
  try {
    await unlink(path);
    return { held: false, why: "not-enforced" };
  } catch {
    await setImmutable(path, false);
    await unlink(path);
    return { held: true };
  }
}
