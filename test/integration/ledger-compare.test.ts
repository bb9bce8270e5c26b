/** `ledger compare` as a person runs it: files, receipts, folders of tiles, and the address of the service. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { proveConsistency } from "../../services/ledger/merkle.ts";
import { Sequencer } from "../../services/ledger/sequencer.ts";
import { TileTree } from "../../services/ledger/tile-tree.ts";
import { encodeProof } from "../../services/ledger/tlog-proof.ts";
import {
  LOG,
  type LedgerInMemory,
  enterAll,
  ledgerInMemory,
  numbered,
} from "../fixtures/ledger.ts";

const run = promisify(execFile);
const MAIN = new URL("../../services/compare/main.ts", import.meta.url).pathname;
let folder: string;
let server: Server;
let url: string;
let vkey: string;
const at = (name: string) => join(folder, name);

/** A ledger of `leaves`, its tiles in the folder `name`. */
async function ledgerIn(name: string, all: LedgerInMemory, ...batches: string[][]): Promise<void> {
  const sequencer = new Sequencer(all.deps);
  for (const [index, leaves] of batches.entries()) {
    await enterAll(sequencer, leaves);
    const head = await all.ledger.head(LOG);
    await writeFile(at(`${name}-${index}.note`), head!.note);
  }
  const entered = await sequencer.enter("leaf 0\n");
  const proof = encodeProof({ ...entered, note: entered.head.note });
  await writeFile(at(`${name}-first.note`), entered.head.note);
  await writeFile(at(`${name}.tlog-proof`), proof);
  await writeFile(at(`${name}-receipt.json`), JSON.stringify({ statement: "{}", proof }));
  for (const key of all.objects.keys()) {
    const path = at(join(name, key.replace(`ledger/${LOG}/`, "")));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, all.objects.bytes(key)!);
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-compare-"));
  const one = ledgerInMemory();
  vkey = one.signer.verifierKey(LOG);
  await ledgerIn("one", one, numbered(300), numbered(400, 300), numbered(100, 700));
  // A second history under the same key, as an operator could tell it.
  const twin = ledgerInMemory();
  Object.assign(twin.deps, { signer: one.signer });
  one.signer.signed.length = 0;
  await ledgerIn("two", twin, ["leaf 0\n", "forged\n"], numbered(500, 2));
  const tree = new TileTree(one.objects, LOG, 700);
  const path = await proveConsistency(300, 700, tree.nodes);
  await writeFile(at("proof.json"), JSON.stringify({ from: 300, to: 700, path }));
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
    if (searchParams.get("origin") !== LOG && !pathname.endsWith("checkpoint")) {
      response.writeHead(400).end();
      return;
    }
    const name = pathname.endsWith("checkpoint")
      ? "one-1.note"
      : pathname.replace("/ledger", "one");
    readFile(at(name)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ledger`;
}, 60_000);
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function compare(
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, LANG: "C", LC_ALL: "C" };
  try {
    return {
      code: 0,
      ...(await run(process.execPath, [MAIN, "compare", ...args], { env, cwd: folder })),
    };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}
const signed = (...args: string[]) => compare(...args, "--ledger-key", vkey);

it("finds the same ledger in a checkpoint, a proof and a receipt", async () => {
  for (const other of ["one-first.note", "one.tlog-proof", "one-receipt.json"]) {
    const { code, stdout } = await signed("one-first.note", other);
    expect([code, stdout.includes("THE SAME"), other]).toEqual([0, true, other]);
  }
  const unsigned = await compare("one-1.note", "one-1.note");
  expect(unsigned).toMatchObject({ code: 0 });
  expect(unsigned.stdout).toContain("No signature was checked");
});

it("shows that one continues the other: by a proof alone, by a folder, by the service's address", async () => {
  const says = "B CONTINUES A: its first 300 entries";
  for (const args of [
    ["one-0.note", "one-1.note", "--proof", "proof.json"],
    ["one-0.note", "one-1.note", "--tiles", "one"],
    ["one-0.note", `${url}/checkpoint?origin=${LOG}`],
    ["one-0.note", "one-1.note", "--tiles", url],
  ]) {
    const { code, stdout } = await signed(...args);
    expect([code, stdout.includes(says), args]).toEqual([0, true, args]);
  }
  const { code, stdout } = await signed("one-0.note", "one-1.note", "--json");
  expect(code).toBe(4);
  expect(JSON.parse(stdout)).toMatchObject({ is: "open", why: "no-evidence", signed: true });
});

it("takes the full tile where the log dropped the partial one", async () => {
  await rm(at("one/tile/0/002.p"), { recursive: true });
  const { code } = await signed("one-0.note", "one-1.note", "--tiles", "one");
  expect(code).toBe(0);
});

it("tells a fork, keeps both checkpoints once, and ends with 1", async () => {
  const fork = ["one-0.note", "two-1.note", "--tiles", "two", "--keep", "kept"];
  for (let runs = 0; runs < 2; runs += 1) {
    const { code, stdout } = await signed(...fork);
    expect([code, /^FORK: of the same first 300 entries/m.test(stdout)]).toEqual([1, true]);
    expect(stdout).toContain("are kept in");
  }
  expect(await readFile(at("kept/A.note"), "utf8")).toBe(await readFile(at("one-0.note"), "utf8"));
  expect(await readFile(at("kept/B.note"), "utf8")).toBe(await readFile(at("two-1.note"), "utf8"));
  await writeFile(at("kept/A.note"), "something else");
  expect((await signed(...fork)).stdout).toContain("could not be written");
  const wrong = await signed("one-0.note", "two-1.note", "--tiles", "one");
  expect([wrong.code, wrong.stdout.includes("do not make")]).toEqual([4, true]);
});

it("refuses what is not signed, cannot be read, or is no question", async () => {
  const note = await readFile(at("one-0.note"), "utf8");
  await writeFile(at("changed.note"), note.replace("\n300\n", "\n299\n"));
  expect(await signed("changed.note", "one-1.note")).toMatchObject({ code: 1 });
  const stranger = ledgerInMemory().signer.verifierKey(LOG);
  expect(await compare("one-0.note", "one-1.note", "--ledger-key", stranger)).toMatchObject({
    code: 1,
  });
  expect(await signed("one-0.note", "nowhere")).toMatchObject({ code: 3 });
  // A file without an end is read no further than anything of ours is long.
  expect(await signed("one-0.note", "/dev/zero")).toMatchObject({ code: 3 });
  expect(await signed("one-0.note", "one-1.note", "--tiles", "nowhere")).toMatchObject({ code: 3 });
  expect(await signed("one-0.note", "http://127.0.0.1:1/x")).toMatchObject({ code: 3 });
  for (const args of [
    ["one-0.note"],
    ["one-0.note", "one-1.note", "--fly"],
    ["one-0.note", "proof.json"],
    ["one-0.note", "one-1.note", "--proof", "one-0.note"],
    ["one-0.note", "one-1.note", "--ledger-key", "x+00000000+AA"],
  ]) {
    expect([(await compare(...args)).code, args]).toEqual([2, args]);
  }
});
