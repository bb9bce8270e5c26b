/** Which camera a file of a watched folder is of, by the folders it lies in. Pure. */

/** A pattern of folders: `{camera}` stands for the one that names the camera, `*` for any other. */
export const isCameraPattern = (pattern: string): boolean =>
  /^(\*\/)*\{camera\}$/.test(pattern) && pattern.length <= 200;

/** Null where the file does not lie that deep: then the watched folder's own name has to do. */
export function cameraOfPath(pattern: string, path: string): string | null {
  const depth = pattern.split("/").indexOf("{camera}");
  const folders = path.split("/").slice(0, -1);
  return folders[depth]?.slice(0, 200) ?? null;
}
