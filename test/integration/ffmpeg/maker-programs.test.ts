/** Programs of makers in the real box: one that does as agreed, up to the viewing copy and again, and those that misbehave. */
import { execFile } from "node:child_process";
import { appendFile, mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installedPrograms } from "../../../infra/ffmpeg/installed-programs.ts";
import { BoxedMakerPrograms } from "../../../infra/ffmpeg/maker-programs.ts";
import { openPrograms } from "../../../infra/ffmpeg/open-programs.ts";
import { sha256, sha256OfStream } from "../../../services/kernel/digest.ts";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { openRecording } from "../../../services/media/open-recording.ts";
import { rederive } from "../../../services/media/rederive.ts";
import { viewingPlans } from "../../../services/media/viewing-plan.ts";
import { makerProgramsContract } from "../../contract/maker-programs.contract.ts";
import { receivedItem } from "../../fixtures/evidence.ts";
import { clipBytes, ffmpeg } from "../../fixtures/make-media.ts";
import { DESCRIBED, installProgram, makersOwn } from "../../fixtures/maker-program.ts";
import { type RealMedia, never, realMedia } from "./real-media.ts";

let media: RealMedia;
let root: string;
let count = 0;
beforeAll(async () => {
  media = await realMedia();
  root = await mkdtemp(join(tmpdir(), "holdfast-programs-"));
});
afterAll(async () => {
  await media.close();
  await rm(root, { recursive: true, force: true });
});

const none = (): never => {
  throw new Error("a program is broken");
};
const opened = (folder: string) =>
  openPrograms({ HOLDFAST_MEDIA_PROGRAMS: folder }, media.sandbox, media.folders, none);

makerProgramsContract("programs of makers in the box", async () => {
  const [own, folder] = [await realMedia(), await mkdtemp(join(tmpdir(), "holdfast-programs-"))];
  await installProgram(folder, "acme");
  const config = { HOLDFAST_MEDIA_PROGRAMS: folder };
  return {
    folders: own.folders,
    programs: await openPrograms(config, own.sandbox, own.folders, none),
    close: async () => {
      await own.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});

/** What becomes of a recording that a program with this script is run on; nothing of the run is left. */
async function ran(
  script: string,
  limits = {},
  signal = never,
  roomBytes?: number,
): Promise<string> {
  const folder = join(root, String((count += 1)));
  const path = await installProgram(folder, "acme", script);
  const [found] = (await installedPrograms(folder)).sound;
  await using job = await media.filled(makersOwn(await clipBytes("h264-aac")));
  if (found === undefined) throw new Error("no program is installed");
  const { description } = found;
  const small = { ...description.limits, outputMiB: 4, ...limits };
  const program = { ...found, description: { ...description, limits: small } };
  const programs = new BoxedMakerPrograms(media.sandbox, media.folders, [program], roomBytes);
  try {
    await using output = await programs.open(job, program, signal);
    return `${output.program.output.sizeBytes} bytes`;
  } catch (error) {
    return isRefusal(error)
      ? [error.code, error.facts["why"]].filter((each) => each !== undefined).join(" ")
      : String(error);
  } finally {
    expect(await readdir(join(job.folder, "out"))).toEqual([]);
    expect((await readdir(path)).sort()).toEqual(["open-acme", "program.json"]);
  }
}

const sh = (script: string): string => `#!/bin/sh\n${script}\n`;
/** Writes a film, or what begins as one. */
const FILM = String.raw`printf '\000\000\000\040ftypisom film' >out/film.mp4`;

describe("a program that", { timeout: 60_000 }, () => {
  test.each([
    ["ends badly", `${FILM}; exit 3`, "media/program-failed"],
    ["crashes", `${FILM}; kill -SEGV $$`, "media/program-failed"],
    ["writes nothing", "true", "media/program-output nothing"],
    ["writes no open container", "echo '#EXTM3U' >out/film.mp4", "media/program-output nothing"],
    ["writes two films", `${FILM}; cp out/film.mp4 out/2.mp4`, "media/program-output several"],
    ["writes a link", "ln -s /etc/passwd out/film.mp4", "media/program-output no-plain-file"],
    ["makes a pipe", `${FILM}; mkfifo out/pipe || exit 9`, "media/program-failed"],
    ["writes a folder", `mkdir -p out/a; ${FILM}`, "media/program-output no-plain-file"],
    [
      "hides what it writes from whoever cleans up",
      `mkdir -p out/a/b/c; chmod 000 out/a/b out/a; ${FILM}`,
      "media/program-output no-plain-file",
    ],
    [
      "lets nobody look at what it wrote",
      `${FILM}; chmod 000 out`,
      process.getuid?.() === 0 ? "17 bytes" : "media/program-output no-plain-file",
    ],
    ["makes a device", `mknod out/film.mp4 c 1 3 || exit 9`, "media/program-failed"],
    ["writes to the recording", `echo x >>in/src || exit 9`, "media/program-failed"],
    ["writes too large a file", "cat /dev/zero >out/film.mp4", "media/program-output too-large"],
    [
      "writes too much in many files",
      "for i in 1 2 3 4 5 6 7 8 9; do head -c 1000000 /dev/zero >out/$i; done; sleep 60",
      "media/program-output too-large",
    ],
    [
      "writes too many files",
      "i=0; while :; do : >out/$i; i=$((i+1)); done",
      "media/program-output too-many-files",
    ],
    ["has no interpreter here", "#!/opt/none/perl", "media/program-no-start"],
    ["keeps a log beside the film", `${FILM}; echo read >out/log.txt; chmod 000 out/*`, "17 bytes"],
    [
      "names a file by bytes that are no letters",
      `${FILM}; : >"$(printf 'out/\\377')"`,
      "17 bytes",
    ],
  ])("%s ends in a stated verdict", async (_what, script, verdict) => {
    expect(await ran(script.startsWith("#!") ? script : sh(script))).toBe(verdict);
  });

  test("wants more memory than it may have ends badly", async () => {
    const greedy = "#!/usr/bin/perl\nmy $x = 'a' x (200 << 20); open(my $o, '>', 'out/x');\n";
    expect(await ran(greedy, { memoryMiB: 32 })).toBe("media/program-failed");
  });

  test("runs while the disk fills is ended, and tried again later", async () => {
    const hidden = sh("exec 5>out/x; rm out/x; sleep 600");
    expect(await ran(hidden, {}, never, Number.MAX_SAFE_INTEGER)).toBe("media/scratch-full");
    expect(await ran(sh("exit 3"), {}, never, Number.MAX_SAFE_INTEGER)).toBe("media/scratch-full");
  });

  test("hangs is ended in its time", async () => {
    expect(await ran(sh(`${FILM}; sleep 600`), { minutes: 0.02 })).toBe("media/program-timed-out");
  });

  test("reaches no network and sees no file but its own and the recording", async () => {
    let asked = 0;
    const server = createServer((socket) => void ((asked += 1), socket.destroy()));
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const script = `#!/bin/bash
(exec 3<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null && exit 7
for path in /etc/passwd /root /home ${process.cwd()} ${media.scratch} ${root}/1; do ls "$path" >/dev/null 2>&1 && exit 8; done
[ "$(env | grep -vc '^PWD=\\|^PATH=\\|^_=\\|^SHLVL=\\|^OLDPWD=')" = 0 ] || exit 6
${FILM}`;
    try {
      expect(await ran(script)).toBe("17 bytes");
    } finally {
      server.close();
    }
    expect(asked).toBe(0);
  });

  test("leaves a process behind, or is told to stop, is gone with all that it started", async () => {
    const mark = `5${process.pid}`;
    const isGone = () =>
      expect
        .poll(async () =>
          (await promisify(execFile)("ps", ["-eo", "args"])).stdout.includes(`sleep ${mark}`),
        )
        .toBe(false);
    expect(await ran(sh(`${FILM}; setsid sleep ${mark} >/dev/null 2>&1 &`))).toBe("17 bytes");
    await isGone();
    const stop = new AbortController();
    const run = ran(sh(`setsid sleep ${mark} & sleep ${mark}`), {}, stop.signal);
    await expect
      .poll(async () =>
        (await promisify(execFile)("ps", ["-eo", "args"])).stdout.includes(`sleep ${mark}`),
      )
      .toBe(true);
    stop.abort(new Error("told to stop"));
    expect(await run).toBe("media/interrupted");
    await isGone();
  });

  test("is another than at the start is not run", async () => {
    const folder = join(root, "changed");
    const path = await installProgram(folder, "acme");
    const programs = await opened(folder);
    const [program] = programs.installed;
    await appendFile(join(path, "open-acme"), "# one more line\n");
    await using job = await media.filled(makersOwn(await clipBytes("h264-aac")));
    const code = await programs.open(job, program!, never).catch((error: unknown) => error);
    expect(code).toMatchObject({ kind: "unavailable", code: "media/program-changed" });
  });

  test("is there is not run where there is no box", async () => {
    const folder = join(root, "boxless");
    await installProgram(folder, "acme");
    const heard: unknown[] = [];
    const programs = await openPrograms(
      { HOLDFAST_MEDIA_PROGRAMS: folder },
      { ...media.sandbox, boxed: false },
      media.folders,
      (facts) => heard.push(facts),
    );
    expect(programs.installed).toEqual([]);
    expect(heard).toEqual([{ count: 2, why: "no-box" }]);
  });
});

test("a recording in its maker's own container has a viewing copy that says how, and is made again by the same program alone", async () => {
  const folder = join(root, "sound");
  await installProgram(folder, "acme");
  const programs = await opened(folder);
  const film = await clipBytes("h264-aac");
  const own = makersOwn(film);
  const bare = receivedItem({ sizeBytes: own.byteLength });
  const item = { ...bare, announced: { ...bare.announced, filename: "cam 3.acme" } };
  const { tools, folders } = media;
  await using job = await media.filled(own);
  await expect(openRecording({ tools, folders }, job, item, never)).rejects.toMatchObject({
    code: "media/unreadable",
  });
  await using recording = await openRecording({ tools, folders, programs }, job, item, never);
  const { info, sizeBytes } = recording;
  expect(info).toMatchObject({ family: "mov", video: { codec: "h264" }, audio: { codec: "aac" } });
  expect(info.program).toMatchObject({
    ...{ name: DESCRIBED.name, version: DESCRIBED.version },
    output: { sizeBytes: film.byteLength, sha256: sha256(film) },
  });
  const [plan] = viewingPlans(info, sizeBytes);
  const made = await tools.make(recording.job, plan!, () => undefined, never);
  expect(made.madeBy).toMatchObject({ method: "remux", packets: { video: { form: "whole" } } });
  const { sha256: digest } = await sha256OfStream(folders.read(made.path));
  const copy = {
    ...{ kind: "viewing", sha256: digest, method: "remux", version: tools.version },
    ...{ arguments: made.madeBy.arguments, packets: made.madeBy.packets ?? null },
    program: info.program!,
  };
  const original = {
    ...{ sha256: sha256(own), sizeBytes: own.byteLength },
    read: async () => chunks(own),
  };
  const again = (deps: object, kept = copy) =>
    rederive({ tools, folders, ...deps }, original, kept, () => undefined, never);
  expect(await again({ programs })).toMatchObject({ verdict: "same", program: copy.program });
  const missing = { verdict: "failed", code: "media/program-missing" };
  expect(await again({})).toMatchObject(missing);
  const other = { ...copy, program: { ...copy.program, filesSha256: sha256("other") } };
  expect(await again({ programs }, other)).toMatchObject(missing);
  const output = { ...copy.program.output, sha256: sha256("another film") };
  expect(
    await again({ programs }, { ...copy, program: { ...copy.program, output } }),
  ).toMatchObject({ verdict: "failed", code: "media/program-differs" });
}, 60_000);

async function* chunks(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

test.each([
  ["HEIC", "p.heic", []],
  ["AVIF", "p.avif", ["--avif"]],
])(
  "a photograph in %s is shown by what comes with Holdfast, and said to be",
  async (_, file, how) => {
    const folder = await mkdtemp(join(root, "photograph-"));
    const [png, photograph] = [join(folder, "p.png"), join(folder, file)];
    await ffmpeg(["-f", "lavfi", "-i", "testsrc2=size=320x240", "-frames:v", "1"], png);
    await promisify(execFile)("heif-enc", [...how, png, "-o", photograph]);
    const { tools, folders } = media;
    const programs = await opened("");
    const bytes = await readFile(photograph);
    await using job = await media.filled(bytes);
    const item = receivedItem({ sizeBytes: bytes.byteLength });
    await using recording = await openRecording({ tools, folders, programs }, job, item, never);
    const { info, sizeBytes } = recording;
    expect(info).toMatchObject({
      video: { widthPx: 320, heightPx: 240 },
      program: { name: "heic" },
    });
    const [plan] = viewingPlans(info, sizeBytes);
    expect(plan).toMatchObject({ form: "still" });
    const { path } = await tools.make(recording.job, plan!, () => undefined, never);
    expect((await stat(path)).size).toBeGreaterThan(1_000);
  },
  60_000,
);
