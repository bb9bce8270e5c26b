/** The ledger's files are sound to Go's note and tlog packages too, and what was changed is not. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Sequencer } from "../../services/ledger/sequencer.ts";
import { parseNote } from "../../services/ledger/note.ts";
import { encodeProof } from "../../services/ledger/tlog-proof.ts";
import { AT, cosignerCalled } from "../fixtures/witnessed-log.ts";
import { LOG, enterAll, ledgerInMemory, numbered } from "../fixtures/ledger.ts";

const run = promisify(execFile);
const LIBRARY = "/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog";
const SOURCE = new URL("../fixtures/independent-tlog/main.go", import.meta.url).pathname;

describe("Go's x/mod note and tlog", () => {
  let folder: string;
  let vkey: string;

  beforeAll(async () => {
    if (!existsSync(LIBRARY)) {
      throw new Error("this test needs: apt install golang-go golang-golang-x-mod-dev");
    }
    folder = await mkdtemp(join(tmpdir(), "holdfast-tlog-"));
    const env = {
      PATH: process.env["PATH"],
      HOME: folder,
      GO111MODULE: "off",
      GOPATH: "/usr/share/gocode",
      GOCACHE: join(folder, "cache"),
    };
    await run("go", ["build", "-o", join(folder, "check"), SOURCE], { env });
    const all = ledgerInMemory();
    const sequencer = new Sequencer(all.deps);
    await enterAll(sequencer, numbered(300));
    const older = await all.ledger.head(LOG);
    await enterAll(sequencer, numbered(437, 300));
    const entered = await sequencer.enter("leaf 299\n");
    const newest = await all.ledger.head(LOG);
    for (const key of all.objects.keys()) {
      const path = join(folder, key.replace(`ledger/${LOG}/`, ""));
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, all.objects.bytes(key)!);
    }
    // Lines of witnesses stand behind the log's own: software that does not know them passes them over.
    const line = cosignerCalled("court.example/w1").cosign(parseNote(newest!.note)!.text, AT);
    await writeFile(join(folder, "checkpoint"), `${newest!.note}${line}`);
    await writeFile(join(folder, "older"), older!.note);
    await writeFile(join(folder, "proof"), encodeProof({ ...entered, note: entered.head.note }));
    await writeFile(join(folder, "leaf"), entered.leaf);
    vkey = all.signer.verifierKey(LOG);
  }, 180_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const check = (key = vkey) =>
    run(join(folder, "check"), [
      folder,
      key,
      ...["older", "proof", "leaf"].map((name) => join(folder, name)),
    ]);

  /** Runs the check with one bit of `name` changed. */
  async function checkChanged(name: string, at: number) {
    const path = join(folder, name);
    const bytes = await readFile(path);
    await writeFile(path, bytes.with(at, bytes[at]! ^ 1));
    try {
      return await check();
    } finally {
      await writeFile(path, bytes);
    }
  }

  it("find signature, tiles, entries, consistency and proof sound", async () => {
    expect((await check()).stdout).toBe("sound: 737 entries, 300 of them before\n");
  });

  it.each([
    ["checkpoint", 14],
    ["older", 14],
    ["proof", 40],
    ["leaf", 5],
    ["tile/0/000", 8_000],
    ["tile/0/002.p/225", 7],
    ["tile/1/000.p/2", 33],
    ["tile/entries/001", 100],
    ["tile/entries/002.p/225", 9],
  ])("find a changed bit in %s", async (name, at) => {
    await expect(checkChanged(name, at)).rejects.toThrow(/Command failed/);
  });

  it("do not take another key", async () => {
    const { signer } = ledgerInMemory();
    await expect(check(signer.verifierKey(LOG))).rejects.toThrow(/checkpoint signature/);
  });
});
