/** Validators against real files and programs in the real box: C2PA as a camera writes it, and programs that misbehave. */
import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { c2paValidator } from "../../../infra/c2pa/validator.ts";
import { boxedProgram } from "../../../infra/ffmpeg/boxed-program.ts";
import { HEAD_BYTES, containerOf } from "../../../services/source/container.ts";
import { outsideValidator } from "../../../services/source/outside-validator.ts";
import { type BoxedRun, ValidatorFault } from "../../../services/source/validator.ts";
import type { SignatureVerdict } from "../../../services/source/verdict.ts";
import { type RealMedia, never, realMedia } from "./real-media.ts";

let media: RealMedia;
let programs: string;
beforeAll(async () => {
  media = await realMedia();
  programs = await mkdtemp(join(tmpdir(), "holdfast-programs-"));
});
afterAll(async () => {
  await media.close();
  await rm(programs, { recursive: true, force: true });
});

const recording = (name: string): Promise<Buffer> =>
  readFile(new URL(`../../fixtures/c2pa/${name}`, import.meta.url));

async function c2pa(bytes: Buffer, anchors = ""): Promise<SignatureVerdict> {
  await using job = await media.filled(bytes);
  const container = containerOf(bytes.subarray(0, HEAD_BYTES));
  const file = { folder: job.folder, sizeBytes: bytes.byteLength, container };
  const validator = c2paValidator(boxedProgram(media.sandbox), anchors);
  return (await validator.judge(file, never)) as SignatureVerdict;
}

describe("a C2PA manifest", { timeout: 60_000 }, () => {
  test("holds if its signer is trusted, and says who signed, with what, and over what", async () => {
    const root = (await recording("root.pem")).toString();
    const signed = await recording("signed.mp4");
    expect(await c2pa(signed, root)).toEqual({
      ...{ kind: "c2pa", verdict: "valid", reasons: ["holds"] },
      ...{ tool: "c2pa-wasm", version: "0.13.3" },
      facts: {
        ...{ found: "store", state: "Trusted", manifests: 1, ingredients: 0 },
        ...{ signer: "Camera good", issuer: "Camera maker" },
        ...{ generator: "Test camera", generatorVersion: "1.0" },
      },
    });
    const edited = await c2pa(await recording("edited.jpg"), root);
    expect(edited).toMatchObject({ verdict: "valid", facts: { manifests: 2, ingredients: 1 } });
    const nobody = await c2pa(signed);
    expect(nobody).toMatchObject({ verdict: "not-verifiable", reasons: ["no-trust-configured"] });
  });

  test("does not hold over other pictures, under another signature, out of time, or cut off", async () => {
    const root = (await recording("root.pem")).toString();
    const signed = await recording("signed.mp4");
    const picture = Buffer.from(signed);
    picture[picture.byteLength - 300]! ^= 1;
    expect(await c2pa(picture, root)).toMatchObject({
      verdict: "invalid",
      reasons: ["pictures-differ"],
    });
    const claim = Buffer.from(signed);
    claim[claim.indexOf("Test camera")]! ^= 1;
    expect(await c2pa(claim, root)).toMatchObject({
      verdict: "invalid",
      reasons: ["signature-wrong"],
    });
    const expired = await c2pa(await recording("expired.mp4"), root);
    expect(expired.verdict).toBe("not-verifiable");
    expect(expired.reasons).toContain("certificate-out-of-time");
    expect((await c2pa(signed.subarray(0, 4_000), root)).verdict).toBe("not-verifiable");
  });

  test("that lies elsewhere is fetched by nobody", async () => {
    let asked = 0;
    const server = createServer((socket) => {
      asked += 1;
      socket.destroy();
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const port = String((server.address() as AddressInfo).port).padStart(5, "0");
    const named = Buffer.from(await recording("elsewhere.mp4"));
    named.write(port, named.indexOf("41999"));
    expect(await c2pa(named)).toMatchObject({
      verdict: "not-verifiable",
      reasons: ["manifest-elsewhere"],
    });
    server.close();
    expect(asked).toBe(0);
  });
});

/** A program of the operator's with this text, run on a recording; the folder it ran in is empty of what it started. */
async function outside(script: string, limits: Partial<BoxedRun["limits"]> = {}, signal = never) {
  const path = join(programs, "check");
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  await using job = await media.filled(Buffer.from("film"));
  const run = boxedProgram(media.sandbox);
  const bounded = (of: BoxedRun, stop: AbortSignal) =>
    run({ ...of, limits: { ...of.limits, ...limits } }, stop);
  const file = { folder: job.folder, sizeBytes: 4, container: null };
  return await outsideValidator(bounded, [path, "--json"], "gb35114").judge(file, signal);
}
const howOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "answered",
    (error: unknown) => (error instanceof ValidatorFault ? error.how : String(error)),
  );
const answer = (verdict: string): string =>
  `printf '{"verdict":"${verdict}","tool":"gbcheck","version":"1.2","details":{"heard":"%s"}}' "$heard"`;

describe("a program of the operator's", { timeout: 60_000 }, () => {
  test("gets the recording and nothing else: no network, no environment, no other file", async () => {
    const script = `heard="$1 $(cat "$2") $(ls /root /home /etc/passwd ${process.cwd()} 2>/dev/null | wc -l) $(env | grep -vc '^PWD=\\|^PATH=\\|^_=')"
grep -q : /proc/net/dev && grep : /proc/net/dev | grep -qv ' lo:' && heard="$heard network"
(echo >"$2") 2>/dev/null && heard="$heard written"
${answer("valid")}`;
    expect(await outside(script)).toMatchObject({
      ...{ kind: "gb35114", verdict: "valid", tool: "gbcheck", version: "1.2" },
      facts: { heard: "--json film 0 0" },
    });
  });

  test.each([
    ["ends badly", "exit 3", {}, "ended-badly"],
    ["is killed in the middle", `${answer("valid")}; kill -9 $$`, {}, "ended-badly"],
    ["says less than agreed", "echo valid", {}, "not-as-agreed"],
    ["says too much", "yes", {}, "too-much"],
    ["hangs", `${answer("valid")}; sleep 600`, { wallMs: 1_000 }, "timed-out"],
    ["says nothing", "true", {}, "not-as-agreed"],
  ] as const)("that %s gives no verdict", async (_, script, limits, how) => {
    expect(await howOf(outside(script, limits))).toBe(how);
  });

  test("that is told to stop is gone, with what it started", async () => {
    const stop = new AbortController();
    const mark = `4${process.pid}`;
    const run = outside(`sleep ${mark} & sleep ${mark}`, {}, stop.signal);
    setTimeout(() => stop.abort(new Error("told to stop")), 500);
    await expect(run).rejects.toThrow("told to stop");
    await expect
      .poll(async () =>
        (await promisify(execFile)("ps", ["-eo", "args"])).stdout.includes(`sleep ${mark}`),
      )
      .toBe(false);
    expect(await readdir(programs)).toEqual(["check"]);
  });
});
