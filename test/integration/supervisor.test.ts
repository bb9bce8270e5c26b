/** The supervisor brings back what ends, ends only what it started, and survives its own death. */
import { spawn } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { lockFolder, lockHolder } from "../../infra/host/folder-lock.ts";
import { rotateLogs } from "../../infra/host/log-files.ts";
import { endProcess, isRunning, markOf } from "../../infra/host/running-process.ts";
import type { ServerProgram } from "../../infra/host/server-program.ts";
import {
  endRecorded,
  recordedProcesses,
  Supervisor,
  type SupervisorEvent,
} from "../../infra/host/supervisor.ts";

let top: string;
let events: SupervisorEvent[];
const supervisors: Supervisor[] = [];

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "holdfast-supervisor-"));
  mkdirSync(join(top, "logs"));
  events = [];
});
afterEach(async () => {
  for (const each of supervisors.splice(0)) await each.stopAll();
  await endRecorded(join(top, "run"));
  // What was just killed may still be writing its last line.
  rmSync(top, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
});

function supervisor(): Supervisor {
  const made = new Supervisor({
    runFolder: join(top, "run"),
    logFolder: join(top, "logs"),
    onEvent: (event) => events.push(event),
    firstDelayMs: 20,
  });
  supervisors.push(made);
  return made;
}

const shell = (name: string, script: string, more: Partial<ServerProgram> = {}): ServerProgram => ({
  name,
  program: "/bin/sh",
  args: ["-c", script],
  env: { PATH: "/usr/bin:/bin" },
  folder: "/",
  as: null,
  handedOver: [],
  stopSignal: "SIGTERM",
  stopLimitMs: 2_000,
  ...more,
});

const runs = async (pid: number) => (await markOf(pid)) !== null;

describe("the supervisor", () => {
  it("starts a killed program again, under another pid, and writes that down", async () => {
    const made = supervisor();
    await made.start(shell("sleeper", "exec sleep 60"));
    const first = made.pids()["sleeper"] ?? 0;
    process.kill(first, "SIGKILL");
    await vi.waitFor(() => expect(made.pids()["sleeper"]).not.toBe(first), 5_000);
    await vi.waitFor(async () => {
      const [record] = await recordedProcesses(join(top, "run"));
      expect(record).toMatchObject({ name: "sleeper", running: true, restarts: 1 });
      expect(record?.mark.pid).toBe(made.pids()["sleeper"]);
    }, 5_000);
  });

  it("waits longer each time a program ends at once", async () => {
    await supervisor().start(shell("broken", "exit 3"));
    await vi.waitFor(
      () => expect(events.filter(({ event }) => event === "ended").length).toBe(5),
      10_000,
    );
    const delays = events.flatMap((event) => (event.event === "ended" ? [event.againInMs] : []));
    expect(delays).toEqual([20, 40, 80, 160, 320]);
  });

  it("starts again sooner what says so, and waits longer each time as far as it says", async () => {
    await supervisor().start(shell("urgent", "exit 3", { again: { firstMs: 3, mostMs: 10 } }));
    await vi.waitFor(
      () =>
        expect(events.filter(({ event }) => event === "ended").length).toBeGreaterThanOrEqual(4),
      10_000,
    );
    const delays = events.flatMap((event) => (event.event === "ended" ? [event.againInMs] : []));
    expect(delays.slice(0, 4)).toEqual([3, 6, 10, 10]);
  });

  it("ends the last started first, and kills what does not listen", async () => {
    const made = supervisor();
    const log = join(top, "order");
    await made.start(
      shell("first", `trap 'echo first >> ${log}; exit 0' TERM; while :; do sleep 0.05; done`),
    );
    await made.start(
      shell("last", `trap 'echo last >> ${log}; exit 0' TERM; while :; do sleep 0.05; done`),
    );
    await made.start(
      shell("deaf", "trap '' TERM; while :; do sleep 0.05; done", { stopLimitMs: 200 }),
    );
    const { deaf = 0 } = made.pids();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await made.stopAll();
    expect(readFileSync(log, "utf8")).toBe("last\nfirst\n");
    expect(await runs(deaf)).toBe(false);
  });

  it("gives a program its own environment and nothing of ours", async () => {
    process.env["HOLDFAST_SECRET_OF_OURS"] = "x";
    await supervisor().start(shell("speaker", `env > ${join(top, "env")}; exec sleep 60`));
    await vi.waitFor(() => expect(readFileSync(join(top, "env"), "utf8")).toContain("PATH="));
    expect(readFileSync(join(top, "env"), "utf8")).not.toContain("HOLDFAST_SECRET_OF_OURS");
    delete process.env["HOLDFAST_SECRET_OF_OURS"];
  });

  it("says so when a program cannot be started at all", async () => {
    await expect(
      supervisor().start(shell("nothing", "", { program: "/no/such/program" })),
    ).rejects.toThrow(/ENOENT/);
  });

  it("keeps logs private and within bounds", async () => {
    await supervisor().start(shell("talker", "head -c 3000 /dev/zero | tr '\\0' x; exec sleep 60"));
    const log = join(top, "logs", "talker.log");
    await vi.waitFor(() => expect(statSync(log).size).toBe(3000), 5_000);
    expect(statSync(log).mode & 0o777).toBe(0o600);
    for (let round = 0; round < 5; round += 1) {
      writeFileSync(log, String(round).repeat(2000), { flag: "a" });
      await rotateLogs(join(top, "logs"), 1000);
    }
    expect(statSync(log).size).toBe(0);
    const kept = [1, 2, 3].map((age) => readFileSync(`${log}.${age}`, "utf8").at(-1));
    expect(kept).toEqual(["4", "3", "2"]);
    expect(() => statSync(`${log}.4`)).toThrow(/ENOENT/);
  });
});

describe("what a supervisor that died left behind", () => {
  it("is ended by the records, and only that", async () => {
    await supervisor().start(shell("orphan", "exec sleep 60"));
    const orphan = supervisors[0]?.pids()["orphan"] ?? 0;
    // As after kill -9 of the supervisor: nobody restarts it.
    const [record] = await recordedProcesses(join(top, "run"));
    supervisors.splice(0);
    expect(record?.running).toBe(true);
    expect(await endRecorded(join(top, "run"))).toEqual(["orphan"]);
    expect(await runs(orphan)).toBe(false);
  });

  it("never touches a process that merely has the old pid", async () => {
    const stranger = spawn("sleep", ["60"]);
    const { pid = 0 } = stranger;
    const mark = await markOf(pid);
    mkdirSync(join(top, "run"));
    const record = {
      name: "api",
      order: 0,
      stopSignal: "SIGTERM",
      stopLimitMs: 500,
      startedAt: "",
      restarts: 0,
    };
    writeFileSync(
      join(top, "run", "api.process.json"),
      JSON.stringify({ ...record, mark: { ...mark, startTicks: "1" } }),
    );
    writeFileSync(join(top, "run", "half.process.json"), '{"name":"ha');
    expect(await endRecorded(join(top, "run"))).toEqual([]);
    await endProcess({ pid, startTicks: "1", bootId: mark?.bootId ?? "" }, "SIGKILL", 500);
    await endProcess({ pid, startTicks: mark?.startTicks ?? "", bootId: "other" }, "SIGKILL", 500);
    expect(await runs(pid)).toBe(true);
    stranger.kill("SIGKILL");
  });

  it("counts a zombie as ended", async () => {
    // The shell never waits for its child.
    const parent = spawn("/bin/sh", ["-c", "sleep 1 & echo $!; exec sleep 60"]);
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once("data", (chunk: Buffer) => resolve(Number(chunk.toString()))),
    );
    const mark = await markOf(pid);
    if (mark === null) throw new Error("it runs at first");
    await vi.waitFor(async () => expect(await isRunning(mark)).toBe(false), 15_000);
    parent.kill("SIGKILL");
  });
});

describe("the lock of a data folder", () => {
  it("is held once, and free again after release", async () => {
    const path = join(top, "lock");
    const first = await lockFolder(path);
    const second = await lockFolder(path);
    expect(first.held).toBe(true);
    expect(second).toMatchObject({ held: false, by: { pid: process.pid } });
    expect((await lockHolder(path))?.pid).toBe(process.pid);
    if (first.held) await first.release();
    expect(await lockHolder(path)).toBeNull();
    expect((await lockFolder(path)).held).toBe(true);
  });

  it.each([
    ["a dead process", JSON.stringify({ pid: 2 ** 22 + 1, startTicks: "5", bootId: "b" })],
    ["another boot", JSON.stringify({ pid: process.pid, startTicks: "5", bootId: "b" })],
    ["half a file", '{"pid":'],
  ])("is taken over from %s", async (_what, text) => {
    writeFileSync(join(top, "lock"), text);
    expect((await lockFolder(join(top, "lock"))).held).toBe(true);
  });

  it("has one winner among many who find it stale", async () => {
    for (let round = 0; round < 300; round += 1) {
      const path = join(top, `lock-${round}`);
      writeFileSync(path, "stale");
      const locks = await Promise.all(Array.from({ length: 16 }, () => lockFolder(path)));
      expect(locks.filter(({ held }) => held).length).toBe(1);
    }
  });

  it("has one holder at a time among those who take it and give it back", async () => {
    const path = join(top, "lock");
    writeFileSync(path, "stale");
    let holders = 0;
    let most = 0;
    let taken = 0;
    const takeOften = async (): Promise<void> => {
      for (let turn = 0; turn < 100; turn += 1) {
        const lock = await lockFolder(path);
        if (!lock.held) continue;
        most = Math.max(most, (holders += 1));
        taken += 1;
        await setImmediate();
        holders -= 1;
        await lock.release();
      }
    };
    await Promise.all(Array.from({ length: 8 }, takeOften));
    expect([most, taken > 0]).toEqual([1, true]);
    expect(await lockHolder(path)).toBeNull();
    expect(readdirSync(top).filter((name) => name.startsWith("lock"))).toEqual([]);
  });

  it("is nobody's where there is no folder, and leaves a file of another name alone", async () => {
    expect(await lockHolder(join(top, "none", "lock"))).toBeNull();
    writeFileSync(join(top, "lock.0123456789ab"), "{}");
    writeFileSync(join(top, "lock.d"), "{}");
    expect((await lockFolder(join(top, "lock"))).held).toBe(true);
    expect(readdirSync(top)).toEqual(expect.arrayContaining(["lock.0123456789ab", "lock.d"]));
  });
});
