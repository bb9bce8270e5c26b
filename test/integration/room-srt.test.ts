/** A recorder at real senders by SRT: encrypted, called and calling, killed and frozen; their passphrase is nowhere. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSandbox, type Sandbox } from "../../infra/ffmpeg/sandbox.ts";
import { connectSrt } from "../../infra/ffmpeg/srt-remux.ts";
import { freePort } from "../../infra/host/free-port.ts";
import { srtCamera } from "../../services/recorder/srt-camera.ts";
import { sleep } from "../../services/recorder/waiting.ts";
import {
  CHANNEL,
  type SentRecording,
  codingsOf,
  recordSent,
  whyOf,
} from "../fixtures/sent-recording.ts";
import { type SrtCamera, type SrtCameraOptions, startSrtCamera } from "../fixtures/srt-camera.ts";

/** With what a script of ffmpeg's would take for its own. */
const PASSPHRASE = "Kamera'7\\ geheim";
const PLAIN = "KameraGeheim7";
let folder: string;
let sandbox: Sandbox;
let port: number;
const cameras: SrtCamera[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-srt-"));
  sandbox = await openSandbox({ HOLDFAST_MEDIA_SANDBOX: "required" });
  port = await freePort();
});
afterEach(async () => {
  for (const camera of cameras.splice(0)) await camera.kill();
  rmSync(folder, { recursive: true, force: true });
});

function camera(options: Omit<SrtCameraOptions, "port">): SrtCamera {
  const started = startSrtCamera({ ...options, port });
  cameras.push(started);
  return started;
}

function record(mode: "caller" | "listener", passphrase = PLAIN): Promise<SentRecording> {
  const place = { host: "127.0.0.1", port, mode, passphrase, streamId: null, latencyMs: 120 };
  const connect = (sound: "aac" | "other") => connectSrt(sandbox, place, sound);
  return recordSent(folder, srtCamera({ connect, sleep }, mode === "listener"));
}

const takes = (): readonly string[][] => codingsOf(folder);

describe("a recorder by SRT", () => {
  it.each([
    ["caller", "aac", ["h264", "aac"]],
    ["listener", "mp2", ["h264", "mp3"]],
    ["listener", "none", ["h264"]],
  ] as const)("as %s keeps pictures with sound %s as they come", async (mode, sound, codings) => {
    camera({ mode: mode === "caller" ? "listener" : "caller", passphrase: PLAIN, sound });
    const recording = await record(mode);
    await recording.closed(3);
    await recording.stop();
    expect(takes()).toEqual([codings]);
  });

  it("has its passphrase in no argument, no environment and no file", async () => {
    camera({ mode: "listener", passphrase: PASSPHRASE });
    const recording = await record("caller", PASSPHRASE);
    await recording.closed(1);
    const own = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.includes("pipe:4"));
    expect(own.some((line) => line.includes("/usr/bin/ffmpeg"))).toBe(true);
    expect(own.filter((line) => line.includes("geheim"))).toEqual([]);
    for (const line of own) {
      const environment = readFileSync(`/proc/${line.trim().split(" ")[0]}/environ`, "latin1");
      expect(environment).not.toContain("geheim");
    }
    await recording.stop();
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    for (const file of files.filter((one) => one.isFile())) {
      const path = join(file.parentPath, file.name);
      expect(`${path} ${readFileSync(path, "latin1")}`).not.toContain("geheim");
    }
  });

  it.each(["caller", "listener"] as const)(
    "as %s tells that the passphrases differ, keeps nothing, and records once they are the same",
    async (mode) => {
      const other = mode === "caller" ? "listener" : "caller";
      const wrong = camera({ mode: other, passphrase: "anotherSecret" });
      const recording = await record(mode);
      await recording.until("it is refused", () =>
        recording.states.some((one) => whyOf(one) === "recorder/refused"),
      );
      await wrong.kill();
      expect(await recording.spool.waiting(CHANNEL)).toEqual([]);
      camera({ mode: other, passphrase: PLAIN });
      await recording.closed(1);
      await recording.stop();
      expect(takes()).toEqual([["h264"]]);
    },
    60_000,
  );

  it("that listens takes nothing from a sender that does not encrypt", async () => {
    const recording = await record("listener");
    const open = { mode: "caller", passphrase: "" } as const;
    camera(open);
    await recording.until("it is refused", () =>
      recording.states.some((one) => whyOf(one) === "recorder/refused"),
    );
    await recording.stop();
    expect(await recording.spool.waiting(CHANNEL)).toEqual([]);
  }, 60_000);

  it("goes on in another take when its sender is killed, and when it froze", async () => {
    const first = camera({ mode: "caller", passphrase: PLAIN });
    const recording = await record("listener");
    await recording.closed(2);
    await first.kill();
    const second = camera({ mode: "caller", passphrase: PLAIN });
    await recording.closed(2);
    // A sender that is killed is silent, too: SRT tells nobody.
    const frozen = () => recording.states.filter((one) => whyOf(one) === "frozen").length;
    const before = frozen();
    process.kill(second.pid, "SIGSTOP");
    const from = Date.now();
    await recording.until("frozen", () => frozen() > before);
    expect(Date.now() - from).toBeLessThan(4_000);
    process.kill(second.pid, "SIGCONT");
    await recording.closed(2);
    await recording.stop();
    expect(takes()).toEqual([["h264"], ["h264"], ["h264"]]);
  }, 60_000);

  it("leaves nothing listening when it is stopped while nobody calls", async () => {
    const recording = await record("listener");
    await recording.until("nobody called", () =>
      recording.states.some((one) => whyOf(one) === "recorder/no-sender"),
    );
    await recording.stop();
    const children = () =>
      execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
        .split("\n")
        .filter((line) => line.includes("ffmpeg") && line.includes("pipe:4"));
    for (const at = Date.now(); children().length > 0 && Date.now() - at < 5_000;) {
      await sleep(50, new AbortController().signal);
    }
    expect(children()).toEqual([]);
  }, 60_000);
});
