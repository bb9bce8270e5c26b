/** The unprivileged users that Debian's packages bring for their servers. */
import { readFile } from "node:fs/promises";
import type { SystemUser } from "./run-command.ts";

/** The user `name`, to start a server as. Null if we are not root: then it runs as we do. */
export async function serverUser(name: string, debianPackage: string): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  const passwd = await readFile("/etc/passwd", "utf8");
  const fields = passwd
    .split("\n")
    .map((line) => line.split(":"))
    .find(([user]) => user === name);
  if (fields?.[2] === undefined || fields[3] === undefined) {
    throw new Error(`there is no user ${name}: apt-get install ${debianPackage}`);
  }
  return { uid: Number(fields[2]), gid: Number(fields[3]) };
}
