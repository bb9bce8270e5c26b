/** The witness as a court runs it: init, run, kill at any moment, status; its folder; and openssl's word on its cosignature. */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWitnessFolder, openWitnessFolder } from "../../infra/keys/witness-folder.ts";
import { cosignedAt, cosignedMessage } from "../../services/ledger/cosignature.ts";
import { parseCosignerKey, parseNote } from "../../services/ledger/note.ts";
import { witnessMemoryContract } from "../contract/witness-memory.contract.ts";
import { WitnessProcess } from "../fixtures/witness-process.ts";
import { AT, logOf } from "../fixtures/witnessed-log.ts";

const run = promisify(execFile);
const freshFolder = () => mkdtemp(join(tmpdir(), "holdfast-witness-"));

witnessMemoryContract("folder", async () => {
  const folder = await freshFolder();
  await createWitnessFolder(folder, "court.example/w1");
  return {
    ...(await openWitnessFolder(folder)),
    async refusedNotes() {
      const names = await readdir(join(folder, "refused"));
      const refused = names.filter((name) => name.endsWith(".refused.note"));
      return Promise.all(refused.map((name) => readFile(join(folder, "refused", name), "utf8")));
    },
    close: () => rm(folder, { recursive: true }),
  };
});

describe("the witness's folder", () => {
  it("keeps its key, and does not open without key or memory or with another's", async () => {
    const folder = await freshFolder();
    await expect(openWitnessFolder(folder)).rejects.toMatchObject({
      code: "ledger/no-witness-key",
    });
    expect(await createWitnessFolder(folder, "court.example/w1")).toBe(true);
    const { vkey, memory, cosign } = await openWitnessFolder(folder);
    expect(await createWitnessFolder(folder, "other")).toBe(false);
    expect((await openWitnessFolder(folder)).vkey).toBe(vkey);
    expect((await stat(join(folder, "witness-key.pem"))).mode & 0o777).toBe(0o600);
    const log = logOf(3);
    const note = log.note(3);
    await memory.keep(log.origin, `${note}${cosign(note.slice(0, note.indexOf("\n\n") + 1), AT)}`);

    const path = join(folder, "witness-memory.json");
    const sound = await readFile(path, "utf8");
    const damaged = { kind: "unavailable", code: "ledger/witness-memory-damaged" };
    for (const text of [
      ...["", "[]", "{", sound.slice(0, -9), sound.replace("haikou", "haikow")],
      ...[sound.replace(String.raw`\n3\n`, String.raw`\n2\n`), JSON.stringify({ "a/2026": note })],
      JSON.stringify({ [log.origin]: note }),
    ]) {
      await writeFile(path, text);
      await expect(openWitnessFolder(folder)).rejects.toMatchObject(damaged);
      await expect(memory.last(log.origin)).rejects.toMatchObject(damaged);
      await expect(memory.keep(log.origin, note)).rejects.toMatchObject(damaged);
    }
    await rm(path);
    await expect(openWitnessFolder(folder)).rejects.toMatchObject(damaged);
    await rm(folder, { recursive: true });
  });
});

describe("the witness process", () => {
  const log = logOf(500);
  let witness: WitnessProcess;
  const post = (...args: Parameters<WitnessProcess["post"]>) => witness.post(...args);
  const place = (name: string) => join(witness.folder, name);

  beforeAll(async () => {
    witness = await WitnessProcess.init("court.example/w1", log.vkey);
    expect(parseCosignerKey(witness.vkey)).not.toBeNull();
    await witness.start();
  });
  afterAll(() => witness.close());

  it("speaks the protocol: each case has its status", async () => {
    expect(await post(await log.request(3, 5))).toEqual({
      status: 409,
      type: "text/x.tlog.size",
      body: "0\n",
    });
    const first = await post(await log.request(0, 5));
    expect(first.status).toBe(200);
    expect(first.body).toMatch(/^— court\.example\/w1 \S+\n$/);
    expect((await post(await logOf(9, "sanya/2026").request(0, 5))).status).toBe(404);
    expect((await post(await logOf(9).request(0, 5))).status).toBe(403);
    expect((await post(await log.forkedAt(1).request(5, 9))).status).toBe(422);
    expect((await post(await log.forkedAt(1).request(5, 5))).status).toBe(422);
    expect((await post("old 5\n\nnothing")).status).toBe(400);
    expect((await post(Buffer.of(0xff, 0xfe))).status).toBe(400);
    expect((await post("x".repeat(1 << 17))).status).toBe(413);
    expect((await post("", "else")).status).toBe(404);
    expect((await fetch(`${witness.url}add-checkpoint`)).status).toBe(405);
    expect((await post(await log.request(5, 5))).status).toBe(200);
  });

  it("gives a cosignature that openssl verifies by hand", async () => {
    const { body } = await post(await log.request(5, 6));
    const text = log.note(6).slice(0, log.note(6).indexOf("\n\n") + 1);
    const bytes = Buffer.from(body.split(" ")[2]!.trim(), "base64").subarray(4);
    const { key } = parseCosignerKey(witness.vkey)!;
    const name = place;
    await writeFile(name("public.pem"), key.export({ format: "pem", type: "spki" }));
    await writeFile(name("signature"), bytes.subarray(8));
    await writeFile(name("message"), cosignedMessage(text, bytes.readBigUInt64BE()));
    const { stdout } = await run("openssl", [
      ...["pkeyutl", "-verify", "-pubin", "-inkey", name("public.pem"), "-rawin"],
      ...["-in", name("message"), "-sigfile", name("signature")],
    ]);
    expect(stdout).toContain("Verified Successfully");
  });

  it("is killed at any moment and never vouches for less, or for another history", async () => {
    const roots = new Map<number, string>();
    const forked = log.forkedAt(4);
    let [size, cuts] = [6, 0];
    for (const afterMs of [0, 2, 4, 7, 11]) {
      const asking = (async () => {
        for (;;) {
          const next = Math.min(size + 7, 500);
          const answer = await post(await log.request(size, next));
          if (answer.status === 409) size = Number(answer.body);
          if (answer.status !== 200) continue;
          const note = parseNote(`${log.note(next)}${answer.body}`)!;
          const own = parseCosignerKey(witness.vkey);
          expect(cosignedAt(note, own!)).toMatch(/^20/);
          roots.set(next, log.root(next));
          size = next;
        }
      })().catch((error: unknown) => error);
      await new Promise((resolve) => setTimeout(resolve, 40 + afterMs));
      await witness.kill("SIGKILL");
      await asking;
      cuts += 1;
      await witness.start();
      const heard = Math.max(...roots.keys(), 0);
      const where = Number((await post(await forked.request(3, 5))).body);
      expect(where).toBeGreaterThanOrEqual(heard);
      expect((await post(await forked.request(where, where + 3))).status).toBe(422);
      size = where;
    }
    expect(cuts).toBe(5);
    expect(roots.size).toBeGreaterThan(0);
  }, 30_000);

  it("runs once a folder, and tells how it stands", async () => {
    await expect(witness.verb("run", "--port", "0")).rejects.toMatchObject({ code: 4 });
    const told: unknown = await witness.verb("status").catch((error: unknown) => error);
    expect(told).toMatchObject({ code: 4 });
    const { stdout } = told as { stdout: string };
    const state = JSON.parse(stdout) as { running: boolean; refused: number; logs: object[] };
    expect(state).toMatchObject({ running: true, logs: [{ origin: log.origin }] });
    expect(state.refused).toBeGreaterThan(0);
    expect((await readdir(place("refused"))).length).toBe(2 * state.refused);
    const { stdout: note } = await witness.verb("status", "--log", log.origin);
    expect(parseNote(note)?.signatures).toHaveLength(2);
  });

  it("ends in order, and does not start with a damaged memory or a list it cannot read", async () => {
    await witness.kill("SIGTERM");
    const logs = place("logs.vkey");
    const list = await readFile(logs, "utf8");
    await writeFile(logs, `# ours\n${list}no key\n`);
    await expect(witness.verb("run", "--port", "0")).rejects.toMatchObject({ code: 4 });
    await writeFile(logs, "");
    await expect(witness.verb("run", "--port", "0")).rejects.toMatchObject({ code: 4 });
    await writeFile(logs, list);
    await writeFile(place("witness-memory.json"), "{");
    await expect(witness.verb("run", "--port", "0")).rejects.toMatchObject({
      code: 4,
      stderr: expect.stringContaining("Restore the newest") as string,
    });
    await expect(witness.verb("fly")).rejects.toMatchObject({ code: 2 });
    await expect(witness.verb("run", "--fly")).rejects.toMatchObject({ code: 2 });
  });
});
