/** What a program in the box may ask of the kernel, asked by one that is no decoder: Perl's own `syscall`. */
import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { machine, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const LAUNCHER = fileURLToPath(new URL("../../../infra/ffmpeg/boxed.sh", import.meta.url));
const PERL = "/usr/bin/perl";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-kernel-"));
  for (const name of ["in", "out", "launcher"]) await mkdir(join(folder, name));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (program: string, ...args: string[]): Promise<{ code: unknown; text: string }> =>
  new Promise((resolve) => {
    execFile(program, args, { encoding: "latin1" }, (error, out, err) =>
      resolve({ code: error?.code ?? 0, text: out + err }),
    );
  });
const inBox = (script: string, ...before: string[]) =>
  run(
    LAUNCHER,
    ...before,
    "--box",
    folder,
    PERL,
    "20",
    "20",
    "1000000",
    "1073741824",
    "-e",
    script,
  );

/** socket(AF_UNIX), socketpair, unshare(CLONE_NEWUSER), personality(as it is), all of which anybody may do outside. */
const CALLS =
  machine() === "x86_64"
    ? { socket: "41,1,1,0", unshare: "272,0x10000000", personality: "135,0xffffffff" }
    : { socket: "198,1,1,0", unshare: "97,0x10000000", personality: "92,0xffffffff" };
const asking = (call: string): string => `print syscall(${call}) == -1 ? $!+0 : "done"`;

describe("the kernel", () => {
  test.each(Object.entries(CALLS))("refuses %s to what runs in the box", async (_name, call) => {
    expect((await run(PERL, "-e", asking(call))).text).toBe("done");
    expect((await inBox(asking(call))).text).toBe("1");
  });

  test("lets a camera's box connect, and nothing else of that", async () => {
    expect((await inBox(asking(CALLS.socket), "--net")).text).toBe("done");
    expect((await inBox(asking(CALLS.unshare), "--net")).text).toBe("1");
  });

  test("knows what runs there as nobody, without a group and with no way to more", async () => {
    const { text } = await inBox(`open F, "/proc/self/status"; print <F>`);
    for (const line of [
      /^[UG]id:(\s65534){4}$/gm,
      /^CapEff:\s0+$/gm,
      /^CapBnd:\s0+$/gm,
      /^NoNewPrivs:\s1$/gm,
      /^Seccomp:\s2$/gm,
    ]) {
      expect(text).toMatch(line);
    }
  });

  test("a launcher without the filter of its machine runs nothing", async () => {
    const alone = join(folder, "launcher/boxed.sh");
    await copyFile(LAUNCHER, alone);
    const { code, text } = await run(alone, "-version");
    expect([code, text]).toEqual([64, "bwrap: no seccomp filter for this machine\n"]);
    await symlink("/nowhere", join(folder, `launcher/seccomp.${machine()}.bpf`));
    expect((await run(alone, "-version")).code).toBe(64);
  });
});
