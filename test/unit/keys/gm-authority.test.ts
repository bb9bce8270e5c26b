/** The SM2 authority in a folder: what is lost is made again only where its own root makes it. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createGmAuthority } from "../../../infra/keys/gm-authority.ts";
import { NOW } from "./authority.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-gm-keys-"));
  await createGmAuthority(folder, "haikou", NOW);
});
afterEach(() => rm(folder, { recursive: true }));

const NAMES = ["gm-ca.pem", "gm-root.pem", "gm-signer.pem"] as const;
const [AUTHORITY, ROOT, SIGNER] = NAMES;
const contents = () => Promise.all(NAMES.map((name) => readFile(join(folder, name), "utf8")));
const lose = (name: string) => rm(join(folder, name));
const again = () => createGmAuthority(folder, "haikou", NOW);

it("changes nothing when it runs again, and makes again what its authority can", async () => {
  const before = await contents();
  await again();
  expect(await contents()).toEqual(before);
  await lose(ROOT);
  await lose(SIGNER);
  await again();
  expect((await contents()).slice(0, 2)).toEqual(before.slice(0, 2));
});

it("makes no second root beside a certificate of the first", async () => {
  const root = await readFile(join(folder, ROOT));
  await lose(AUTHORITY);
  await again();
  await expect(readFile(join(folder, AUTHORITY))).rejects.toMatchObject({ code: "ENOENT" });
  await lose(ROOT);
  await expect(again()).rejects.toMatchObject({ code: "keys/root-missing" });
  await writeFile(join(folder, ROOT), root);
  await lose(SIGNER);
  await expect(again()).rejects.toMatchObject({ code: "keys/root-key-away" });
});
