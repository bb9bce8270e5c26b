/** `room discover` at a camera's ONVIF side: found by multicast and by address, signed in both ways, and what strangers answer. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { askCamera } from "../../infra/onvif/camera.ts";
import { probe } from "../../infra/onvif/probe.ts";
import { authorizer } from "../../infra/rtsp/authorization.ts";
import type { CameraNetwork } from "../../services/recorder/found-camera.ts";
import { type Discovered, discover } from "../../workers/capture/discover.ts";
import { type OnvifOptions, startOnvifCamera } from "../fixtures/onvif-camera.ts";

const MAIN = new URL("../../workers/capture/main.ts", import.meta.url).pathname;
const PASSWORD = "geheim & <täglich>";
let folder: string;
let secret: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-discover-"));
  secret = join(folder, "camera.txt");
  writeFileSync(secret, `admin\n${PASSWORD}\n`, { mode: 0o600 });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs it as a person does. */
function run(args: readonly string[], language = "C") {
  const env = { ...process.env, LC_ALL: language };
  return new Promise<{ readonly code: number; readonly out: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [MAIN, "discover", "--seconds", "3", ...args],
      { env },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, out: stdout + stderr }),
    );
  });
}

/** Asks one camera by its address, in this process. */
async function ask(options: OnvifOptions, withSecret = true) {
  await using camera = await startOnvifCamera({ user: "admin", password: PASSWORD, ...options });
  const to = [{ host: "127.0.0.1", port: camera.probePort }];
  const network: CameraNetwork = {
    probe: (ms) => probe({ from: [], to, ms }),
    ask: (one, credentials) => askCamera(one, credentials, authorizer),
  };
  const credentials = withSecret ? { user: "admin", password: PASSWORD } : null;
  return { found: await discover(network, 3_000, credentials), camera };
}

const MAIN_STREAM = "rtsp://127.0.0.1:8554/main?profile=1&x=y";
const PICTURE = {
  coding: "H264",
  width: 1920,
  height: 1080,
  framesPerSecond: 25,
  kbitPerSecond: 4096,
};

it.concurrent("finds a camera by multicast, and says what to put into the settings, in both languages", async () => {
  await using camera = await startOnvifCamera({
    ...{ multicast: true, user: "admin", password: PASSWORD, aheadSeconds: 3_600 },
  });
  const asked = ["--interface", "127.0.0.1", "--credentials", secret];
  const { code, out } = await run(asked);
  expect(code).toBe(0);
  expect(out).toContain("127.0.0.1  Room 一 [31m · H-1\n");
  expect(out).toContain(`${MAIN_STREAM}  (main: H264 1920×1080, 25/s, 4096 kbit/s, no sound)\n`);
  expect(out).toMatch(/! Its clock is (3599|3600|3601) s from this machine's; set NTP in it\./);
  // Its name holds an escape, its address a password.
  for (const hidden of ["\u001b", "geheim"]) expect(out).not.toContain(hidden);
  const chinese = await run(asked, "zh_CN.UTF-8");
  expect(chinese.out).toContain("摄像机时钟相差");
  const found = JSON.parse((await run([...asked, "--json"])).out) as Discovered;
  const service = `http://127.0.0.1:${camera.port}/onvif/device`;
  expect(found.cameras.filter((one) => one.service === service)).toHaveLength(1);
}, 60_000);

it.concurrent.each([["token"], ["digest"]] as const)(
  "signs in by %s, with a clock that is an hour off, and without says what is wanted",
  async (sign) => {
    const { found, camera } = await ask({ sign, aheadSeconds: -3_600 });
    expect(found.cameras).toMatchObject([
      {
        ...{ host: "127.0.0.1", hardware: "H-1", location: null },
        // The other profile's stream is at another machine.
        streams: [{ name: "main", url: MAIN_STREAM, picture: PICTURE, sound: null }],
      },
    ]);
    const [first] = found.cameras;
    const ahead = first !== undefined && "streams" in first ? first.clockAheadSeconds : null;
    expect(Math.abs((ahead ?? 0) + 3_600)).toBeLessThan(30);
    expect(camera.said.filter((line) => line.startsWith("refused"))).toEqual([]);
    const unsigned = await ask({ sign }, false);
    expect(unsigned.found.cameras).toMatchObject([{ problem: "recorder/refused" }]);
  },
  60_000,
);

it.concurrent("tells of H.265 by the second media service", async () => {
  const { found } = await ask({ second: true });
  expect(found.cameras).toMatchObject([
    { streams: [{ url: MAIN_STREAM, picture: { ...PICTURE, coding: "H265" }, sound: "AAC" }] },
  ]);
}, 60_000);

it.concurrent.each([
  ["garbage", 2],
  ["bomb", 1],
  ["deep", 1],
  ["elsewhere", 1],
] as const)(
  "takes no camera from an answer that is %s, and says that there were such",
  async (mode, least) => {
    const { found, camera } = await ask({ mode });
    expect(found.cameras).toEqual([]);
    expect(found.strange).toBeGreaterThanOrEqual(least);
    expect(camera.said).toEqual([]);
  },
  60_000,
);

it.concurrent.each([
  ["hang", "recorder/unreachable"],
  ["redirect", "recorder/unreachable"],
  ["endless", "recorder/no-answer"],
  // Its media service would be another machine.
  ["sorry", "recorder/no-answer"],
] as const)(
  "of a camera whose services %s it says so, and signs in nowhere else",
  async (mode, problem) => {
    const { found, camera } = await ask({ mode });
    expect(found.cameras).toMatchObject([{ problem }]);
    expect(camera.said.filter((line) => line.includes("stolen"))).toEqual([]);
  },
  60_000,
);

it.concurrent("keeps a thousand cameras of a flood at most", async () => {
  await using camera = await startOnvifCamera({ mode: "flood" });
  const to = [{ host: "127.0.0.1", port: camera.probePort }];
  const { cameras } = await probe({ from: [], to, ms: 3_000 });
  // What the socket's buffer holds arrives; the rest is lost.
  expect(cameras.length).toBeGreaterThan(20);
  expect(cameras.length).toBeLessThanOrEqual(1_000);
}, 60_000);

it.concurrent("says what to look at where nobody answers, and what is wrong with its arguments", async () => {
  const nobody = await run(["--to", "127.0.0.1:9"]);
  expect([nobody.code, nobody.out]).toEqual([4, expect.stringContaining("--interface ADDRESS")]);
  for (const wrong of [
    ["--to", "a b"],
    ["--to", "127.0.0.1:99999"],
    ["--seconds", "x"],
    ["--interface", "lo"],
  ]) {
    expect([wrong, (await run(wrong)).code]).toEqual([wrong, 2]);
  }
  expect((await run(["--credentials", join(folder, "none")])).code).toBe(2);
}, 60_000);
