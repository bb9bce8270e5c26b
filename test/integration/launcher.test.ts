/** The launcher: plain sh, from any folder, through a link, and honest about what it cannot do. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { DEBIAN_PACKAGES, type DebianPackage } from "../../infra/host/debian-packages.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const LAUNCHER = join(ROOT, "holdfast");
const folder = mkdtempSync(join(tmpdir(), "holdfast-launcher-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function launch(
  args: readonly string[],
  options: { cwd?: string; path?: string; lang?: string } = {},
) {
  const { cwd = folder, path = `${dirname(process.execPath)}:/usr/bin:/bin`, lang = "C" } = options;
  return spawnSync(args[0] ?? "", args.slice(1), {
    cwd,
    encoding: "utf8",
    env: { PATH: path, LANG: lang, HOME: folder, HOLDFAST_DATA: join(folder, "data") },
  });
}

/** A PATH with the small programs the launcher uses, and nothing that could fetch or install. */
function barePath(extra: Readonly<Record<string, string>> = {}): string {
  const bin = mkdtempSync(join(folder, "bin-"));
  const names = [
    "sh",
    "readlink",
    "dirname",
    "id",
    "uname",
    "cat",
    "mkdir",
    "mktemp",
    "rm",
    "env",
    "sed",
  ];
  for (const name of names.filter((each) => !(each in extra))) {
    symlinkSync(
      execFileSync("/bin/sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim(),
      join(bin, name),
    );
  }
  // "wx" never writes through a link: as root that would replace the machine's own program.
  for (const [name, script] of Object.entries(extra)) {
    writeFileSync(join(bin, name), script, { mode: 0o755, flag: "wx" });
  }
  return bin;
}

describe("the launcher", () => {
  it.each(["sh", "dash", "bash"])("is plain enough for %s", (shell) => {
    expect(spawnSync(shell, ["-n", LAUNCHER]).status).toBe(0);
    expect(spawnSync("bash", ["-n", join(ROOT, ".ci/run")]).status).toBe(0);
  });

  it("explains itself from any folder and through links", () => {
    symlinkSync(LAUNCHER, join(folder, "one"));
    mkdirSync(join(folder, "deep"));
    symlinkSync("../one", join(folder, "deep", "two"));
    for (const path of [LAUNCHER, join(folder, "one"), "deep/two"]) {
      const { status, stdout } = launch([path]);
      expect({ path, status }).toEqual({ path, status: 0 });
      expect(stdout).toContain("./holdfast up");
    }
  });

  it("speaks Chinese where the locale is Chinese", () => {
    expect(launch([LAUNCHER, "help"], { lang: "zh_CN.UTF-8" }).stdout).toContain("用法：");
    expect(launch([LAUNCHER, "help"], { lang: "en_GB.UTF-8" }).stdout).toContain("Usage:");
  });

  it("hands exit codes on", () => {
    expect(launch([LAUNCHER, "fly"]).status).toBe(2);
    expect(launch([LAUNCHER, "status"]).status).toBe(3);
  });

  it("without Node, npm and apt says what is missing and fetches nothing", () => {
    const { status, stderr } = launch([LAUNCHER, "up"], { path: barePath() });
    expect(status).toBe(4);
    expect(stderr).toContain("Missing: nodejs npm");
  });

  it("without root or sudo prints the exact line to type", () => {
    const path = barePath({
      "apt-get": "#!/bin/sh\necho apt-get was run >&2\nexit 1\n",
      id: "#!/bin/sh\necho 1000\n",
    });
    const { status, stderr } = launch([LAUNCHER, "up"], { path, lang: "zh_CN.UTF-8" });
    expect(status).toBe(4);
    expect(stderr).toContain("请以 root 身份运行");
    expect(stderr).toContain("apt-get install -y --no-install-recommends nodejs npm");
    expect(stderr).not.toContain("apt-get was run");
  });

  it("names at once all that the verb needs, so that root is asked for one line and not for two", () => {
    const path = barePath({
      "apt-get": "#!/bin/sh\nexit 1\n",
      id: "#!/bin/sh\necho 1000\n",
      // Says of one package that it is there, of the others nothing.
      "dpkg-query": '#!/bin/sh\n[ "$4" != openssl ] || printf "install ok installed"\n',
    });
    const typed = (verb: string): string[] => {
      const { stderr } = launch([LAUNCHER, verb], { path });
      return (/--no-install-recommends (.*)/.exec(stderr)?.[1] ?? "").split(" ").sort();
    };
    const names = (needed: readonly DebianPackage[]): string[] =>
      ["nodejs", "npm", ...needed.map(({ name }) => name)]
        .filter((name) => name !== "openssl")
        .sort();
    expect(typed("up")).toEqual(names(DEBIAN_PACKAGES.filter((each) => each.neededTo === "run")));
    expect(typed("test")).toEqual(names(DEBIAN_PACKAGES));
    expect(typed("verify")).toEqual(["ca-certificates", "nodejs", "npm"]);
  });

  it("keeps the data folder to its owner from the first moment", () => {
    const path = barePath({ node: "#!/bin/sh\necho 20\n", npm: "#!/bin/sh\nexit 1\n" });
    const data = join(folder, "private");
    expect(launch([LAUNCHER, "up", "--data", data], { path }).status).toBe(3);
    expect(statSync(data).mode & 0o777).toBe(0o700);
  });

  it("does not take an old Node for a new one", () => {
    const path = barePath({ node: "#!/bin/sh\necho 20\n" });
    const { status, stderr } = launch([LAUNCHER, "up"], { path });
    expect(status).toBe(4);
    expect(stderr).toContain("Missing: nodejs npm");
  });

  it("says so when the registry cannot be reached, and leaves nothing half made", () => {
    const path = barePath({
      node: "#!/bin/sh\necho 20\n",
      npm: "#!/bin/sh\nexit 1\n",
    });
    const { status, stderr } = launch([LAUNCHER, "up"], { path });
    expect(status).toBe(3);
    expect(stderr).toContain("npm registry");
    expect(execFileSync("ls", [join(folder, "data", "runtime")], { encoding: "utf8" })).toBe("");
  });
});
