/** The real signer process: killed in the middle, started twice, and asked by another user. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  type Nodes,
  hashLeaf,
  proveConsistency,
  rootAt,
  rootOf,
} from "../../services/ledger/merkle.ts";
import { SignerHouse } from "../fixtures/signer.ts";

const LOG = "haikou/2026";
let house: SignerHouse;
const started: Awaited<ReturnType<SignerHouse["start"]>>[] = [];
const start = async () => {
  const signer = await house.start();
  started.push(signer);
  return signer;
};
beforeEach(async () => {
  house = await SignerHouse.make();
});
afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill("SIGKILL");
    await ended;
  }
  await house.remove();
});

describe("the signer process", () => {
  it("remembers over kill -9 all that it gave a signature for, and never signs a second root", async () => {
    const client = await house.client();
    const hashes = Array.from({ length: 1_000 }, (_, at) => hashLeaf(`leaf ${at}`));
    const nodes: Nodes = (level, index) =>
      Promise.resolve(rootOf(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level)));
    const sign = async (from: number, size: number) => {
      const [root, path] = [await rootAt(size, nodes), await proveConsistency(from, size, nodes)];
      return client.checkpoints.signCheckpoint(LOG, size, root, path);
    };
    let size = 0;
    for (let round = 0; round < 3; round += 1) {
      const { child, ended } = await start();
      const until = size + 20 * (round + 1);
      let reason: unknown = null;
      while (reason === null) {
        const asked = sign(size, size + 1);
        // In the middle of this call, or just before or after it.
        if (size >= until) setTimeout(() => child.kill("SIGKILL"), Math.random() * 2);
        await asked.then(
          () => (size += 1),
          (error: unknown) => (reason = error),
        );
      }
      await ended;
      expect(reason).toMatchObject({ kind: "unavailable" });
      expect(size).toBeGreaterThanOrEqual(until);
      const again = await start();
      // What was cut off may have been remembered without its signature.
      const last = await client.checkpoints.lastSigned(LOG);
      expect([size, size + 1]).toContain(last?.size);
      const second = client.checkpoints.signCheckpoint(LOG, size, sha256("another"), []);
      await expect(second).rejects.toMatchObject({ kind: "tampered" });
      size = last?.size ?? 0;
      await sign(size, size);
      again.child.kill("SIGTERM");
      await again.ended;
    }
  }, 60_000);

  it("is one for its keys: a second one does not start, and a dead one is in nobody's way", async () => {
    const first = await start();
    const second = await start();
    expect(second.said()).toContain("another signer has these keys");
    await second.ended;
    expect(second.child.exitCode).toBe(78);
    await (await house.client()).check();
    first.child.kill("SIGKILL");
    await first.ended;
    await start();
    await (await house.client()).check();
  }, 60_000);

  it("ends in order, and answers what it has taken up", async () => {
    const { child, ended } = await start();
    const client = await house.client();
    await client.check();
    child.kill("SIGTERM");
    await ended;
    expect(child.exitCode).toBe(0);
  }, 60_000);

  it.skipIf(process.getuid?.() !== 0)(
    "lets no other user in",
    async () => {
      await start();
      // Becomes the other user by itself: where Node lies, that user may not be let in.
      const script = `const uid = Number(process.argv[2]); process.setgroups([]); process.setgid(uid); process.setuid(uid); require("node:net").connect(process.argv[1]).on("error", (e) => { console.log(e.code); }).on("connect", () => { console.log("in"); process.exit(); })`;
      const stranger = async (uid: number) => {
        const given = ["-e", script, house.socket, String(uid)];
        const child = spawn(process.execPath, given, { cwd: "/", env: {} });
        let said = "";
        child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
        child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
        await once(child, "close");
        return said.trim();
      };
      expect(await stranger(0)).toBe("in");
      expect(await stranger(65_534)).toBe("EACCES");
    },
    60_000,
  );
});
