/** The verifier as one file: in an empty folder, without a network, with whatever Node from 20 on is there. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buffer } from "node:stream/consumers";
import { writePackage } from "../../services/packages/write-package.ts";
import { type World, makeWorld } from "../fixtures/small-package.ts";

const run = promisify(execFile);
const HOME = join(import.meta.dirname, "../..");
let folder: string;
let world: World;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-alone-"));
  const vite = join(HOME, "node_modules/vite/bin/vite.js");
  const given = ["build", "services/verifier", "--outDir", folder, "--logLevel", "error"];
  await run(process.execPath, [vite, ...given], { cwd: HOME });
  world = await makeWorld();
  const { id } = await world.prepare(await world.sealedItem(Buffer.from("a clip")));
  const { stream } = writePackage(world.deps, await world.deps.packages.contents(id));
  await writeFile(join(folder, "p.zip"), await buffer(stream));
  await writeFile(join(folder, "root.pem"), world.pins.rootCertificatePem);
}, 120_000);
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

/** This process's Node, and the system's if it is another that is new enough. */
async function nodes(): Promise<string[]> {
  const found = await run("/usr/bin/node", ["--version"]).catch(() => ({ stdout: "v0" }));
  const isNew = Number(/^v(\d+)/.exec(found.stdout)?.[1]) >= 20;
  return isNew ? [process.execPath, "/usr/bin/node"] : [process.execPath];
}

it("is one readable file that imports Node's own modules and nothing else", async () => {
  const text = await readFile(join(folder, "holdfast-verify.mjs"), "utf8");
  const imported = [...text.matchAll(/^import .* from "([^"]+)"/gm)].map(([, name]) => name);
  expect(imported.length).toBeGreaterThan(3);
  expect(imported.filter((name) => !name?.startsWith("node:"))).toEqual([]);
  expect(text).toContain("function verifyPackage");
});

it("checks a package without a network, and says no to a changed one", async () => {
  const zip = await readFile(join(folder, "p.zip"));
  const at = zip.indexOf("a clip");
  await writeFile(join(folder, "changed.zip"), zip.with(at, zip[at]! ^ 1));
  for (const node of await nodes()) {
    for (const [name, code] of [
      ["p.zip", 0],
      ["changed.zip", 1],
    ] as const) {
      const verifier = [node, "holdfast-verify.mjs", name, "--root", "root.pem", "--json"];
      const given = [
        "--net",
        "--map-root-user",
        ...verifier,
        "--ledger-key",
        world.pins.ledgerKeys,
      ];
      const environment = { cwd: folder, env: { PATH: "/usr/bin:/bin" } };
      const ended = await run("unshare", given, environment).then(
        ({ stdout }) => ({ code: 0, stdout }),
        (error: unknown) => error as { code: number; stdout: string },
      );
      expect({ node, name, code: ended.code }).toEqual({ node, name, code });
      const { levels } = JSON.parse(ended.stdout) as { levels: { verdict: string }[] };
      expect(levels[0]!.verdict).toBe(code === 0 ? "PASSED" : "FAILED");
    }
  }
}, 60_000);
