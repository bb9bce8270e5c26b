/** A recorder at an encoder that only can RTMP, through the gateway that stands in infra/gateways: killed, come back, turned away. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { askGateway } from "../../infra/ffmpeg/rtmp-remux.ts";
import { openSandbox } from "../../infra/ffmpeg/sandbox.ts";
import { freePort } from "../../infra/host/free-port.ts";
import { rtmpCamera } from "../../services/recorder/rtmp-camera.ts";
import { sleep } from "../../services/recorder/waiting.ts";
import { CHANNEL, codingsOf, recordSent, whyOf } from "../fixtures/sent-recording.ts";

const CONF = new URL("../../infra/gateways/rtmp.conf", import.meta.url).pathname;
const NGINX = "/usr/sbin/nginx";
const NAME = "5b0d1f6a9c3e4785a2b1c0d9e8f7a6b5";
let folder: string;
let url: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-rtmp-"));
  const port = await freePort();
  url = `rtmp://127.0.0.1:${port}/live/${NAME}`;
  const conf = readFileSync(CONF, "utf8");
  writeFileSync(join(folder, "rtmp.conf"), conf.replace("127.0.0.1:1935;", `127.0.0.1:${port};`));
  children.push(
    spawn(NGINX, ["-p", folder, "-c", join(folder, "rtmp.conf"), "-e", "stderr"], {
      stdio: "ignore",
    }),
  );
  while (!(await isOpen(port))) await sleep(50, new AbortController().signal);
});
afterEach(async () => {
  for (const child of children.splice(0)) await end(child);
  rmSync(folder, { recursive: true, force: true });
});

function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  return new Promise((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  // nginx ends its worker itself when it is asked to.
  child.kill(child.spawnfile === NGINX ? "SIGTERM" : "SIGKILL");
  await ended;
}

function encoder(to = url): ChildProcess {
  const pictures = "-re -f lavfi -i testsrc2=size=320x240:rate=15 -f lavfi -i sine".split(" ");
  const coded =
    "-c:v libx264 -preset ultrafast -tune zerolatency -g 15 -pix_fmt yuv420p -c:a aac -f flv";
  const args = ["-nostdin", "-loglevel", "quiet", ...pictures, ...coded.split(" "), to];
  const child = spawn("ffmpeg", args, { stdio: "ignore" });
  children.push(child);
  return child;
}

async function record() {
  const sandbox = await openSandbox({ HOLDFAST_MEDIA_SANDBOX: "required" });
  return recordSent(
    folder,
    rtmpCamera({ sleep }, () => askGateway(sandbox, url)),
  );
}

it("keeps pictures and sound as they come, and goes on in another take when the encoder was killed", async () => {
  const recording = await record();
  await recording.until("nobody sends yet", () =>
    recording.states.some((one) => whyOf(one) === "recorder/no-publisher"),
  );
  const first = encoder();
  await recording.closed(3);
  await end(first);
  await recording.until("it broke off", () =>
    recording.states.some((one) => whyOf(one) === "source-ended"),
  );
  encoder();
  await recording.closed(2);
  await recording.stop();
  expect(codingsOf(folder)).toEqual([
    ["h264", "aac"],
    ["h264", "aac"],
  ]);
}, 90_000);

it("tells nobody of the machine the name that lets an encoder in, and keeps nothing of another name", async () => {
  encoder(`${url}x`);
  const recording = await record();
  await recording.until("there is none", () =>
    recording.states.some((one) => whyOf(one) === "recorder/no-publisher"),
  );
  expect(await recording.spool.waiting(CHANNEL)).toEqual([]);
  encoder();
  await recording.closed(1);
  const own = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes("pipe:4"));
  expect(own.some((line) => line.includes("/usr/bin/ffmpeg"))).toBe(true);
  expect(own.filter((line) => line.includes(NAME))).toEqual([]);
  await recording.stop();
}, 90_000);
