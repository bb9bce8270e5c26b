/** The command on a real system: up, the demo, push, doctor, dead and stuck processes, power cuts, and an end that ends only its own. */
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { CasePage, ItemPage, UserPage } from "../../services/review/api-schema.ts";
import { DevicePage } from "../../services/review/device-page-schema.ts";
import { pushPlace } from "../fixtures/push-place.ts";
import { type Ready, startSystem, type System } from "./start-system.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const WAIT = { timeout: 120_000, interval: 500 };
const folder = mkdtempSync(join(tmpdir(), "holdfast-command-"));
chmodSync(folder, 0o711);
let system: System;

beforeAll(async () => {
  system = await startSystem({ demo: true });
}, 240_000);
afterAll(async () => {
  await system.stop();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

const read = async <T extends z.ZodType>(path: string, schema: T): Promise<z.infer<T>> =>
  schema.parse(await (await system.fetch(path)).json());
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const Doctor = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), state: z.string(), cause: z.string() })),
});
const findings = async () => {
  const { stdout, code } = await system.holdfast("doctor", "--json");
  const { checks } = Doctor.parse(JSON.parse(stdout));
  return { code, state: Object.fromEntries(checks.map(({ name, state }) => [name, state])) };
};

describe("up", () => {
  it("makes people, devices, clips and a case of the demo, through the real upload path", async () => {
    expect(system.users.map(({ role }) => role).sort()).toEqual([
      "admin",
      "auditor",
      "officer",
      "reviewer",
    ]);
    const people = await read("/api/v1/users", UserPage);
    expect(people.entries.map(({ name }) => name).sort()).toEqual(
      system.users.map(({ name }) => name).sort(),
    );
    expect((await read("/api/v1/devices", DevicePage)).entries.length).toBe(2);
    await vi.waitFor(async () => {
      const { entries } = await read("/api/v1/items", ItemPage);
      expect(entries.map(({ stage }) => stage)).toEqual(Array(4).fill("sealed"));
      const copies = entries.map(({ viewingStage }) => viewingStage).sort();
      expect(copies).toEqual(["none", "ready", "ready", "ready"]);
    }, WAIT);
    const cases = await read("/api/v1/cases", CasePage);
    expect(cases.entries.map(({ itemCount }) => itemCount)).toEqual([2]);
  });

  it("lets every demo person log in with the password that was shown", async () => {
    for (const { name, password } of system.users) {
      const response = await fetch(new URL("/api/v1/session", system.url), {
        method: "POST",
        headers: { "content-type": "application/json", origin: system.url },
        body: JSON.stringify({ name, password }),
      });
      expect({ name, status: response.status }).toEqual({ name, status: 201 });
    }
  });

  it("a second time redoes nothing, in under ten seconds, and says the same", async () => {
    const started = Date.now();
    const again = await system.holdfast("up", "--detach", "--json");
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(again.code).toBe(0);
    const { pids, users, url } = JSON.parse(again.stdout) as Ready;
    expect({ pids, users, url }).toEqual({
      pids: system.pids,
      users: system.users,
      url: system.url,
    });
    expect(again.stderr).toMatch(/runs already/);
  });

  it("keeps secrets private and out of every log and process list", async () => {
    expect(statSync(join(system.dataDir, "secrets")).mode & 0o777).toBe(0o700);
    expect(statSync(join(system.dataDir, "secrets", "logins.json")).mode & 0o777).toBe(0o600);
    const secrets = [
      ...system.users.map(({ password }) => password),
      system.adminToken,
      system.deviceToken,
      readFileSync(join(system.dataDir, "postgres", "password"), "utf8"),
      readFileSync(join(system.dataDir, "redis", "password"), "utf8"),
    ];
    for (const name of ["api", "custody", "media", "postgres", "redis", "supervisor"]) {
      const log = readFileSync(join(system.dataDir, "logs", `${name}.log`), "utf8");
      for (const secret of secrets) expect(log).not.toContain(secret);
      const pid = system.pids[name] ?? 0;
      const line = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
      for (const secret of secrets) expect(line + environment).not.toContain(secret);
      if (name === "api" || name === "media") expect(environment).not.toContain("/keys");
    }
  });

  it("refuses a port that is taken, and names it", async () => {
    const other = join(folder, "other");
    const { port } = new URL(system.url);
    const { code, stderr } = await system.holdfast("up", "--port", port, "--data", other, "--yes");
    expect(code).toBe(4);
    expect(stderr).toContain(port);
  });
});

describe("the verbs", () => {
  it("add a device and a person, whose secrets work at once", async () => {
    const device = await system.holdfast("device", "add", "camera 9", "--kind", "cctv", "--json");
    const { token } = JSON.parse(device.stdout) as { token: string };
    const file = join(folder, "small.bin");
    writeFileSync(file, "a small file\n");
    const push = await system.holdfast("push", file, "--device-token", token, "--url", system.url);
    expect(push).toMatchObject({ code: 0 });
    expect(push.stdout).toContain("the receipt verifies");
    const again = await system.holdfast("device", "add", "camera 9", "--kind", "cctv");
    expect(again.code).toBe(4);
    expect(again.stderr).toContain("access/name-taken");
    const user = await system.holdfast("user", "add", "wang", "--role", "auditor", "--json");
    expect(JSON.parse(user.stdout)).toMatchObject({ name: "wang", role: "auditor" });
  });

  it("push goes on after kill -9 and ends with a receipt for exactly those bytes", async () => {
    const file = join(folder, "large.bin");
    const bytes = Buffer.alloc(96 << 20);
    for (let at = 0; at < bytes.byteLength; at += 4096) bytes.writeUInt32LE(at, at);
    writeFileSync(file, bytes);
    const env = {
      ...process.env,
      PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
      HOLDFAST_DATA: system.dataDir,
    };
    // Without the launcher, so that the pid is the sender's.
    const main = join(ROOT, "services/command/main.ts");
    // No receipt without custody: on a fast machine push would be done before its place is seen.
    const custody = system.pids["custody"] ?? 0;
    process.kill(custody, "SIGSTOP");
    const killed = spawn(process.execPath, [main, "push", file], { env, stdio: "ignore" });
    const id = await vi
      .waitFor(() => pushPlace(system.dataDir), WAIT)
      .finally(() => {
        killed.kill("SIGKILL");
        process.kill(custody, "SIGCONT");
      });
    const { code, stdout, stderr } = await system.holdfast("push", file, "--json");
    expect(code).toBe(0);
    expect(stderr).toContain("going on with the earlier upload");
    const { files } = z
      .object({
        files: z.array(z.object({ ok: z.boolean(), upload: z.string(), receipt: z.unknown() })),
      })
      .parse(JSON.parse(stdout));
    expect(files[0]?.upload).toContain(id);
    writeFileSync(join(folder, "receipt.json"), JSON.stringify(files[0]?.receipt));
  });

  it("a receipt of push is verified offline by its own verb, and only for the file it speaks of", async () => {
    const [receipt, root] = [join(folder, "receipt.json"), join(folder, "root.pem")];
    writeFileSync(root, await (await system.fetch("/api/v1/root.pem")).text());
    const key = (await (await system.fetch("/ledger/key")).text()).trim();
    const verify = (original: string) =>
      system.holdfast(
        ...["receipt", "verify", receipt, "--json", "--original", join(folder, original)],
        ...["--root", root, "--ledger-key", key],
      );
    const { code, stdout } = await verify("large.bin");
    expect({ code, said: JSON.parse(stdout) as unknown }).toMatchObject({
      code: 0,
      said: { verdict: "PASSED", statement: { filename: "large.bin", mayDeleteOnDevice: true } },
    });
    expect((await verify("receipt.json")).code).toBe(1);
    expect((await verify("nowhere.bin")).code).toBe(2);
    const noReceipt = ["receipt", "verify", join(folder, "large.bin"), "--original", receipt];
    expect((await system.holdfast(...noReceipt)).code).toBe(1);
    expect((await system.holdfast("receipt", "verify", receipt, "--root", root)).code).toBe(4);
  });

  it("push says what is wrong: no file, no such token, no service", async () => {
    const file = join(folder, "small.bin");
    expect((await system.holdfast("push", join(folder, "none"))).code).toBe(2);
    const stranger = `hfd_${"A".repeat(43)}`;
    const refused = await system.holdfast("push", file, "--device-token", stranger);
    expect(refused.code).toBe(4);
    expect(refused.stderr + refused.stdout).not.toContain(stranger);
    expect((await system.holdfast("push", file, "--recorded-at", "yesterday")).code).toBe(2);
  });

  it("doctor finds all well, and really tries to delete a locked object", async () => {
    const { code, state } = await findings();
    expect(code).toBe(0);
    expect(Object.values(state)).not.toContain("failed");
    expect(state).toMatchObject({ postgres: "ok", redis: "ok", store: "ok", ledger: "ok" });
  });
});

describe("failures", () => {
  it("status and doctor name a dead and a stuck process within fifteen seconds; the dead one comes back", async () => {
    const { custody: pid = 0, media = 0, supervisor = 0 } = system.pids;
    process.kill(supervisor, "SIGSTOP"); // or it would start custody again at once
    process.kill(pid, "SIGKILL");
    process.kill(media, "SIGSTOP");
    const killedAt = Date.now();
    await vi.waitFor(async () => {
      const answer = await fetch(new URL("/readyz", system.url));
      expect(await answer.json()).toMatchObject({ down: ["custody", "media"] });
      expect(answer.status).toBe(200);
    }, WAIT);
    expect(Date.now() - killedAt).toBeLessThan(15_000);
    const status = await system.holdfast("status", "--json");
    expect(JSON.parse(status.stdout)).toMatchObject({ ready: false, down: ["custody", "media"] });
    expect(status.code).toBe(4);
    const { stdout: diagnosis } = await system.holdfast("doctor", "--json");
    const processes = Doctor.parse(JSON.parse(diagnosis)).checks.find(
      ({ name }) => name === "processes",
    );
    expect(processes).toMatchObject({ state: "failed" });
    expect(processes?.cause).toMatch(/custody/);
    for (const stopped of [media, supervisor]) process.kill(stopped, "SIGCONT");
    await vi.waitFor(async () => {
      const { stdout, code } = await system.holdfast("status", "--json");
      const { processes } = z
        .object({
          processes: z.array(
            z.object({
              name: z.string(),
              pid: z.number(),
              running: z.boolean(),
              restarts: z.number(),
            }),
          ),
        })
        .parse(JSON.parse(stdout));
      const custody = processes.find(({ name }) => name === "custody");
      expect(custody).toMatchObject({ running: true, restarts: 1 });
      expect(custody?.pid).not.toBe(pid);
      expect(code).toBe(0);
    }, WAIT);
  });

  it("after the supervisor was killed, up ends what it left behind and starts anew with all evidence", async () => {
    const before = (await read("/api/v1/items", ItemPage)).entries.map(({ id }) => id);
    const supervisor = system.pids["supervisor"] ?? 0;
    process.kill(supervisor, "SIGKILL");
    await vi.waitFor(() => expect(isAlive(supervisor)).toBe(false), WAIT);
    const { port } = new URL(system.url);
    // The processes live on without it; to the next `up` the folder is nobody's.
    expect(isAlive(system.pids["postgres"] ?? 0)).toBe(true);
    const down = await system.holdfast("down", "--json");
    expect(JSON.parse(down.stdout)).toMatchObject({
      ended: expect.arrayContaining(["postgres", "redis", "api"]) as unknown,
    });
    const up = await system.holdfast("up", "--detach", "--json", "--port", port);
    expect(up.code).toBe(0);
    expect((JSON.parse(up.stdout) as Ready).users).toEqual(system.users);
    const after = (await read("/api/v1/items", ItemPage)).entries.map(({ id }) => id);
    expect(after).toEqual(before);
  });

  it("down ends exactly what up started; the folder then says that nothing runs", async () => {
    const stranger = spawn("sleep", ["600"]);
    const { stdout } = await system.holdfast("status", "--json");
    const { processes } = z
      .object({ processes: z.array(z.object({ pid: z.number() })) })
      .parse(JSON.parse(stdout));
    expect((await system.holdfast("down")).code).toBe(0);
    for (const { pid } of processes) expect(isAlive(pid)).toBe(false);
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
    stranger.kill("SIGKILL");
    expect((await system.holdfast("status")).code).toBe(3);
    expect((await system.holdfast("push", join(folder, "small.bin"), "--wait", "1")).code).toBe(3);
    const { code, state } = await findings();
    expect(code).toBe(4);
    expect(state).toMatchObject({ processes: "failed", postgres: "failed", redis: "failed" });
  });
});
