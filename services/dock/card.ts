/** Which camera a card belongs to, which of its files are recordings, and which of those are flagged. Pure. */
import { sha256 } from "../kernel/digest.ts";
import { isNoRecording } from "../batches/card-files.ts";

/** How one camera's card is told: by the serial of the medium, or by a file on it. */
export interface CameraSigns {
  readonly serial?: string | undefined;
  /** Where the dock leaves a checkpoint on its card; unset: nowhere. */
  readonly anchor?: string | undefined;
  readonly layout?: { readonly file: string; readonly contains?: string | undefined } | undefined;
}
export type CameraMap = Readonly<Record<string, CameraSigns>>;

/** What is seen of a card from outside. */
export interface CardSeen {
  readonly root: string;
  readonly serial: string | null;
  /** Of its file system. */
  readonly uuid: string | null;
}

/** Stays the same over a reboot and another slot order: device numbers do not. */
export const cardId = ({ root, serial, uuid }: CardSeen): string =>
  serial === null && uuid === null
    ? sha256(`folder\n${root}`).slice(0, 16)
    : sha256(`medium\n${serial ?? ""}\n${uuid ?? ""}\n${root}`).slice(0, 16);

/** The camera's name, or null. `layoutText` is asked for each layout file in the map. */
export async function recogniseCamera(
  cameras: CameraMap,
  { serial }: CardSeen,
  layoutText: (file: string) => Promise<string | null>,
): Promise<string | null> {
  const entries = Object.entries(cameras);
  const bySerial = entries.find(([, signs]) => serial !== null && signs.serial === serial);
  if (bySerial !== undefined) return bySerial[0];
  for (const [name, { layout }] of entries) {
    if (layout === undefined) continue;
    const text = await layoutText(layout.file);
    if (text !== null && text.includes(layout.contains ?? "")) return name;
  }
  return null;
}

/** Case does not count, as on the cards' own file systems. `*` stays within a folder. */
export function globMatches(pattern: string, path: string): boolean {
  const subject = pattern.includes("/") ? path : (path.split("/").at(-1) ?? path);
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[^/]*")
    .replaceAll("?", "[^/]");
  return new RegExp(`^${source}$`, "iu").test(subject);
}

export interface FileRules {
  /** Names or paths that are no recordings. */
  readonly ignore: readonly string[];
  readonly flagged: {
    readonly names: readonly string[];
    /** Endings of files that flag the recording beside them: "a.mp4.flag" or "a.flag" for "a.mp4". */
    readonly sidecars: readonly string[];
  };
}

/** Everything is a recording but marks, sidecars, hidden files, the systems' own folders and what is ignored. */
export function isRecording(path: string, { ignore, flagged }: FileRules): boolean {
  if (isNoRecording(path)) return false;
  const lower = path.toLowerCase();
  if (flagged.sidecars.some((end) => lower.endsWith(end.toLowerCase()))) return false;
  return !ignore.some((pattern) => globMatches(pattern, path));
}

/** `there` are the paths of all files of the card, in lower case. */
export function isFlagged(
  path: string,
  there: ReadonlySet<string>,
  { flagged }: FileRules,
): boolean {
  if (flagged.names.some((pattern) => globMatches(pattern, path))) return true;
  const lower = path.toLowerCase();
  const stem = lower.replace(/\.[^./]*$/, "");
  return flagged.sidecars.some((end) => {
    const ending = end.toLowerCase();
    return there.has(`${lower}${ending}`) || there.has(`${stem}${ending}`);
  });
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Nobody recorded in the future; what is older than a year on a card in use tells of a clock that was reset. */
export const isFarOff = (mtimeMs: number, nowMs: number): boolean =>
  mtimeMs > nowMs + 10 * MINUTE_MS || mtimeMs < nowMs - 366 * DAY_MS;
