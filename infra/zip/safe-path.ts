/** Paths that stay inside a package, on every system: anything else is refused by what is wrong with it. */

const MAX_PATH_BYTES = 1_000;

/** What is wrong with `path` (relative, "/" between names), or null. */
export function pathFault(path: string): string | null {
  if (path === "" || Buffer.byteLength(path) > MAX_PATH_BYTES) return "path-length";
  if (!path.isWellFormed() || /[\p{Cc}\p{Cf}\ufffd]/u.test(path)) return "path-characters";
  if (path.includes("\\")) return "backslash";
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "absolute-path";
  const names = path.split("/");
  if (names.includes("..")) return "path-leads-out";
  if (names.includes(".") || names.includes("")) return "path-not-canonical";
  return null;
}

/** Two paths with one key cannot both be unpacked on a system that ignores case or composes accents. */
export const collisionKey = (path: string): string => path.normalize("NFC").toLowerCase();
