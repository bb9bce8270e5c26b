/** Logins and tokens that `up` made for this box, kept in one private file so that `up` can show them again. */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { STAFF } from "../access/permission.ts";
import type { DataFolder } from "./data-folder.ts";
import type { PrivateFiles } from "./host.ts";

const Login = z.object({
  name: z.string(),
  displayName: z.string(),
  role: z.enum(STAFF),
  password: z.string(),
});

const Logins = z.object({
  users: z.array(Login),
  adminToken: z.string().nullable(),
  /** Devices that `up` registered; the first is the one `push` sends as from this box. */
  devices: z.array(z.object({ name: z.string(), token: z.string() })),
  /** The demo's clips were all sent. */
  demoSent: z.boolean(),
});

export type Login = z.infer<typeof Login>;
export type Logins = z.infer<typeof Logins>;

const NONE: Logins = { users: [], adminToken: null, devices: [], demoSent: false };

/** No file: nothing was made yet. A file that cannot be read is an error, never overwritten. */
export async function readLogins(folder: DataFolder): Promise<Logins> {
  let text: string;
  try {
    text = await readFile(folder.logins, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return NONE;
    throw error;
  }
  return Logins.parse(JSON.parse(text));
}

export async function saveLogins(
  files: PrivateFiles,
  folder: DataFolder,
  change: Partial<Logins>,
): Promise<Logins> {
  const logins = { ...(await readLogins(folder)), ...change };
  await files.writeDurably(folder.logins, `${JSON.stringify(logins, null, 2)}\n`);
  return logins;
}

/** Four groups of five letters and digits: 100 bits, no sign that two keyboards place differently. */
export function newPassword(): string {
  const letters = "abcdefghijkmnpqrstuvwxyz23456789"; // 32 signs, none that looks like another
  const signs = [...randomBytes(20)].map((byte) => letters[byte % letters.length] ?? "");
  return [0, 5, 10, 15].map((at) => signs.slice(at, at + 5).join("")).join("-");
}
