/** What lies on a camera's card and is no recording, whoever looks: a dock's marks, hidden files, what systems leave. Pure. */

/** Ends the name of a mark that the dock leaves beside a sealed recording. */
export const MARK_SUFFIX = ".holdfast";

/** Where a dock leaves a checkpoint, unless a camera wants it elsewhere. */
export const ANCHOR_FILE = "HOLDFAST/ANCHOR.TXT";

/** `path` is below the card's root, with "/". */
export function isNoRecording(path: string): boolean {
  const parts = path.split("/");
  if (parts.some((part) => part.startsWith(".") || part === "System Volume Information"))
    return true;
  if (/^(FSCK\d{4}\.REC|lost\+found)$/i.test(parts.at(-1) ?? "") || parts[0] === "lost+found")
    return true;
  return path.toUpperCase() === ANCHOR_FILE || path.toLowerCase().endsWith(MARK_SUFFIX);
}
