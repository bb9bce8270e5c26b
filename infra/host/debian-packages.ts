/** The Debian packages Holdfast runs and is tested with: which are missing, and how they are installed. */
import { spawn } from "node:child_process";
import { access, constants, glob } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { run } from "./run-command.ts";

export interface DebianPackage {
  readonly name: string;
  /** It is there when this program is on the path, or, with a slash, when a file matches the pattern. */
  readonly sign: string;
  readonly neededTo: "run" | "test";
}

export const DEBIAN_PACKAGES: readonly DebianPackage[] = [
  { name: "ffmpeg", sign: "ffmpeg", neededTo: "run" },
  { name: "postgresql", sign: "/usr/lib/postgresql/*/bin/postgres", neededTo: "run" },
  { name: "redis-server", sign: "redis-server", neededTo: "run" },
  { name: "openssl", sign: "openssl", neededTo: "run" },
  { name: "bubblewrap", sign: "bwrap", neededTo: "run" },
  { name: "e2fsprogs", sign: "chattr", neededTo: "run" },
  { name: "ca-certificates", sign: "/etc/ssl/certs/ca-certificates.crt", neededTo: "run" },
  { name: "libheif-examples", sign: "heif-enc", neededTo: "run" },
  { name: "chromium", sign: "chromium", neededTo: "test" },
  { name: "fonts-noto-cjk", sign: "/usr/share/fonts/opentype/noto/NotoSansCJK*", neededTo: "test" },
  { name: "ceph-mon", sign: "ceph-mon", neededTo: "test" },
  { name: "ceph-osd", sign: "ceph-osd", neededTo: "test" },
  { name: "ceph-common", sign: "ceph", neededTo: "test" },
  { name: "radosgw", sign: "radosgw", neededTo: "test" },
  { name: "poppler-utils", sign: "pdftotext", neededTo: "test" },
  { name: "gnutls-bin", sign: "certtool", neededTo: "test" },
  { name: "softhsm2", sign: "softhsm2-util", neededTo: "test" },
  { name: "opensc", sign: "pkcs11-tool", neededTo: "test" },
  { name: "golang-go", sign: "go", neededTo: "test" },
  {
    name: "golang-golang-x-mod-dev",
    sign: "/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog/tlog.go",
    neededTo: "test",
  },
  { name: "strace", sign: "strace", neededTo: "test" },
  { name: "xfsprogs", sign: "xfs_io", neededTo: "test" },
  { name: "faketime", sign: "faketime", neededTo: "test" },
  { name: "unzip", sign: "unzip", neededTo: "test" },
  { name: "zip", sign: "zip", neededTo: "test" },
  { name: "procps", sign: "ps", neededTo: "test" },
  { name: "curl", sign: "curl", neededTo: "test" },
  { name: "jq", sign: "jq", neededTo: "test" },
  { name: "nginx", sign: "/usr/sbin/nginx", neededTo: "test" },
  {
    name: "libnginx-mod-rtmp",
    sign: "/usr/lib/nginx/modules/ngx_rtmp_module.so",
    neededTo: "test",
  },
  {
    name: "gir1.2-gst-rtsp-server-1.0",
    sign: "/usr/lib/*/girepository-1.0/GstRtspServer-1.0.typelib",
    neededTo: "test",
  },
  { name: "python3-gi", sign: "/usr/lib/python3/dist-packages/gi/__init__.py", neededTo: "test" },
  { name: "gstreamer1.0-tools", sign: "gst-launch-1.0", neededTo: "test" },
  {
    name: "gstreamer1.0-plugins-base",
    sign: "/usr/lib/*/gstreamer-1.0/libgstvideotestsrc.so",
    neededTo: "test",
  },
  {
    name: "gstreamer1.0-plugins-good",
    sign: "/usr/lib/*/gstreamer-1.0/libgstrtp.so",
    neededTo: "test",
  },
  {
    name: "gstreamer1.0-plugins-bad",
    sign: "/usr/lib/*/gstreamer-1.0/libgstvoaacenc.so",
    neededTo: "test",
  },
  {
    name: "gstreamer1.0-plugins-ugly",
    sign: "/usr/lib/*/gstreamer-1.0/libgstx264.so",
    neededTo: "test",
  },
  { name: "shellcheck", sign: "shellcheck", neededTo: "test" },
  { name: "prometheus", sign: "promtool", neededTo: "test" },
];

/** Debian keeps some programs where a plain user's PATH does not look. */
const SYSTEM_FOLDERS = ["/usr/sbin", "/sbin"];

/** Names of the packages that are not here, of those needed for `purpose` (a test needs both kinds). */
export async function missingPackages(
  purpose: "run" | "test",
  path: string,
  packages: readonly DebianPackage[] = DEBIAN_PACKAGES,
): Promise<readonly string[]> {
  const wanted = packages.filter((entry) => purpose === "test" || entry.neededTo === "run");
  const there = await Promise.all(wanted.map((entry) => isThere(entry.sign, path)));
  return wanted.filter((_, index) => there[index] === false).map((entry) => entry.name);
}

/** The line a person types as root. */
export const installLine = (names: readonly string[]): string =>
  `apt-get update && apt-get install -y --no-install-recommends ${names.join(" ")}`;

/** How root's rights can be had without asking: directly, by sudo without a password, or not at all. */
export async function rootAccess(): Promise<readonly string[] | null> {
  if (process.getuid?.() === 0) return [];
  const sudo = await run("sudo", ["-n", "true"]).catch(() => null);
  return sudo?.code === 0 ? ["sudo", "-n"] : null;
}

/** Installs by apt; what apt prints goes to standard error. Answers false if apt failed or is not there. */
export async function installPackages(
  names: readonly string[],
  asRoot: readonly string[],
): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const [program, ...args] = [
    ...asRoot,
    "env",
    "DEBIAN_FRONTEND=noninteractive",
    "sh",
    "-c",
    installLine(names),
  ];
  const child = spawn(program, args, { stdio: ["ignore", 2, 2] });
  child.once("error", () => resolve(false));
  child.once("close", (code) => resolve(code === 0));
  return promise;
}

async function isThere(sign: string, path: string): Promise<boolean> {
  if (sign.includes("/")) {
    for await (const _found of glob(sign)) return true;
    return false;
  }
  for (const folder of [...path.split(delimiter), ...SYSTEM_FOLDERS]) {
    try {
      await access(join(folder, sign), constants.X_OK);
      return true;
    } catch {
      continue;
    }
  }
  return false;
}
