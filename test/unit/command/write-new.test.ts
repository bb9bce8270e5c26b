/** A file of bytes that come has its name once all of them are there, and takes no other's place. */
import { readdirSync, readlinkSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { EXIT } from "../../../services/command/exit-code.ts";
import { writeNewFrom } from "../../../services/command/write-new.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-new-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Looks at the folder while the bytes come. */
async function* bytes(during: () => Promise<unknown>): AsyncGenerator<Uint8Array> {
  yield Buffer.from("one ");
  await during();
  yield Buffer.from("two");
}

it("has its name when all bytes are there, and writes what was left of an earlier try anew", async () => {
  const file = join(folder, "package.zip");
  await writeFile(`${file}.part`, "left by a power cut, and longer than what comes");
  let seen: readonly string[] = [];
  await writeNewFrom(file, async () => bytes(async () => (seen = await readdir(folder))));
  expect(seen).toEqual(["package.zip.part"]);
  expect(await readdir(folder)).toEqual(["package.zip"]);
  expect(await readFile(file, "utf8")).toBe("one two");
});

it("leaves nothing of bytes that stop coming", async () => {
  const cut = () => Promise.reject(new Error("the line is cut"));
  const broken = writeNewFrom(join(folder, "package.zip"), async () => bytes(cut));
  await expect(broken).rejects.toThrow("the line is cut");
  expect(await readdir(folder)).toEqual([]);
});

/** Files below the folder that this process has open, by what the kernel calls them: one that is gone ends with "(deleted)". */
const stillOpen = (): readonly string[] =>
  readdirSync("/proc/self/fd")
    .map((fd) => readlinkOf(`/proc/self/fd/${fd}`))
    .filter((target) => target.startsWith(folder));

function readlinkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ""; // closed since it was listed
  }
}

it("has closed what it wrote when it says that bytes stopped coming, so that nothing can come back", async () => {
  for (let round = 0; round < 20; round += 1) {
    const cut = () => Promise.reject(new Error("the line is cut"));
    const broken = writeNewFrom(join(folder, `${round}.zip`), async () => bytes(cut));
    // Looked at in the same turn.
    const seen = await broken.catch(() => stillOpen());
    expect(seen).toEqual([]);
  }
});

it("asks for no bytes where the file exists, and replaces none that came meanwhile", async () => {
  const file = join(folder, "package.zip");
  const late = writeNewFrom(file, async () => bytes(() => writeFile(file, "another's")));
  await expect(late).rejects.toMatchObject({ exitCode: EXIT.usage });
  expect(await readFile(file, "utf8")).toBe("another's");
  const asked = writeNewFrom(file, () => Promise.reject(new Error("was asked for")));
  await expect(asked).rejects.toMatchObject({ exitCode: EXIT.usage });
  expect(await readdir(folder)).toEqual(["package.zip"]);
});
