/** A recorder at real senders by SRT: encrypted, called and calling, killed and frozen; their passphrase is nowhere. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSandbox, type Sandbox } from "../../infra/ffmpeg/sandbox.ts";
import { connectSrt } from "../../infra/ffmpeg/srt-remux.ts";
import { FolderSpool } from "../../infra/filesystem/live-spool.ts";
import { freePort } from "../../infra/host/free-port.ts";
import { type RecordState, recordChannel } from "../../services/recorder/record.ts";
import { srtCamera } from "../../services/recorder/srt-camera.ts";
import { sleep } from "../../services/recorder/waiting.ts";
import { type SrtCamera, type SrtCameraOptions, startSrtCamera } from "../fixtures/srt-camera.ts";

const CHANNEL = "0190f5c0-0000-7000-8000-000000000001";
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

async function record(mode: "caller" | "listener", passphrase = PLAIN) {
  const spool = await FolderSpool.open(join(folder, "spool"));
  const ended = new AbortController();
  const states: RecordState[] = [];
  let count = 0;
  const place = { host: "127.0.0.1", port, mode, passphrase, streamId: null, latencyMs: 120 };
  const connect = (sound: "aac" | "other") => connectSrt(sandbox, place, sound);
  const done = recordChannel(
    {
      camera: srtCamera({ connect, sleep }, mode === "listener"),
      ...{ spool, sleep, nowMs: Date.now, clock: () => null },
      onClosed: () => (count += 1),
      onState: (state) => states.push(state),
    },
    CHANNEL,
    ended.signal,
  );
  const until = async (what: string, isSo: () => boolean): Promise<void> => {
    for (const from = Date.now(); !isSo();) {
      if (Date.now() - from > 40_000) {
        throw new Error(`it never came to that: ${what} ${JSON.stringify(states)}`);
      }
      await sleep(50, ended.signal);
    }
  };
  return {
    ...{ spool, states, until },
    closed: (wanted: number) => {
      const from = count;
      return until(`${wanted} segments`, () => count - from >= wanted);
    },
    stop: async () => {
      ended.abort();
      await done;
    },
  };
}

interface Streams {
  readonly streams: readonly { readonly codec_name: string }[];
}

/** Each take as one file; complaints of a decoder fail. Answers the codings of each. */
function takes(): readonly string[][] {
  const channel = join(folder, "spool", CHANNEL);
  const names = readdirSync(channel).toSorted();
  return names.flatMap((take) => {
    const all = readdirSync(join(channel, take));
    const parts = all.filter((name) => name.endsWith(".m4s"));
    if (parts.length === 0) return [];
    const path = join(folder, `${take}.mp4`);
    const files = [...all.filter((name) => name.startsWith("init")), ...parts.toSorted()];
    writeFileSync(path, Buffer.concat(files.map((one) => readFileSync(join(channel, take, one)))));
    const said = execFileSync("ffmpeg", ["-v", "error", "-i", path, "-f", "null", "-"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    expect(said).toBe("");
    const args = ["-v", "error", "-show_streams", "-of", "json", path];
    const { streams } = JSON.parse(execFileSync("ffprobe", args, { encoding: "utf8" })) as Streams;
    return [streams.map(({ codec_name: coding }) => coding)];
  });
}

const whyOf = (state: RecordState): string | null =>
  state.state === "no-source" ? state.why : null;

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
