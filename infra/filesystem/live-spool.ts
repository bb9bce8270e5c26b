/**
 * Spool of a recorder in a folder: what was recorded lies here, durable, before it goes anywhere.
 *
 *     <channel>/<take>/init-<after>.mp4                    once; after: what ended the take before
 *     <channel>/<take>/000012-<began>.part                 the open segment; what a crash leaves of it is a cut one
 *     <channel>/<take>/000012-<began>-<duration>.m4s       closed ("-cut" behind the duration: not whole)
 *     <channel>/<take>/000012-<began>-<duration>.sent      the service has it
 *
 * Behind the duration and "-cut" may stand clocks: "-r<offset>e<error>" the recorder's, "-s<offset>e<spread>" its camera's.
 *
 * A name is its record: nothing beside it can be lost or differ. Began and take: ms since 1970; all else: ms.
 */
import { mkdir, open, readFile, readdir, rename, rm, rmdir, stat, statfs } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { INTERRUPTIONS, type Interruption } from "../../services/live/holes.ts";
import type { SegmentClocks } from "../../services/live/segment-clocks.ts";
import type { Spool, Spooled, TakeWriter } from "../../services/recorder/ports.ts";
import { syncPath } from "../process/sync-path.ts";

const INIT = /^init(?:-([a-z-]+))?[.]mp4$/;
const NAME =
  /^(\d{6,9})-(\d{13,15})(?:-(\d{1,9})(-cut)?(?:-r(-?\d{1,14})e(\d{1,14}))?(?:-s(-?\d{1,14})e(\d{1,14}))?)?[.](part|m4s|sent)$/;

interface Entry extends Omit<Spooled, "bytes"> {
  readonly name: string;
  readonly state: "part" | "m4s" | "sent";
}

export class FolderSpool implements Spool {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  /** Closes what a crash left open. One process at a time: whoever opens it holds the lock of its folder. */
  static async open(root: string): Promise<FolderSpool> {
    await mkdir(root, { recursive: true, mode: 0o700 });
    const spool = new FolderSpool(root);
    for (const channel of await foldersIn(root)) {
      for (const entry of await spool.#entries(channel)) {
        if (entry.state !== "part") continue;
        await spool.#rename(entry, nameOf(cutOff(entry), "m4s"));
      }
    }
    return spool;
  }

  take(channel: string, nowMs: number): TakeWriter {
    return new FolderTake(join(this.#root, channel, String(nowMs)), nowMs);
  }

  channels(): Promise<readonly string[]> {
    return foldersIn(this.#root);
  }

  async waiting(channel: string): Promise<readonly Spooled[]> {
    const closed = (await this.#entries(channel)).filter(({ state }) => state === "m4s");
    return Promise.all(
      closed.map(async (entry) => ({ ...entry, bytes: (await stat(this.#path(entry))).size })),
    );
  }

  async init({ channel, take }: Spooled): Promise<Buffer> {
    const folder = join(this.#root, channel, String(take));
    const name = (await readdir(folder)).find((one) => INIT.test(one));
    return readFile(join(folder, name ?? "init.mp4"));
  }

  read(segment: Spooled): Promise<Buffer> {
    return readFile(this.#path({ ...segment, name: nameOf(segment, "m4s") }));
  }

  async sent(segment: Spooled): Promise<void> {
    const entry = { ...segment, name: nameOf(segment, "m4s") };
    await this.#rename(entry, nameOf(segment, "sent"));
  }

  async clear(beforeMs: number, freeBytes: number): Promise<number> {
    const sent = (await Promise.all((await foldersIn(this.#root)).map((one) => this.#entries(one))))
      .flat()
      .filter(({ state }) => state === "sent")
      .toSorted((left, right) => left.startedAtMs - right.startedAtMs);
    let free = await freeOf(this.#root);
    for (const entry of sent) {
      if (entry.startedAtMs >= beforeMs && free >= freeBytes) break;
      await rm(this.#path(entry), { force: true });
      free = await freeOf(this.#root);
    }
    for (const channel of await foldersIn(this.#root)) await this.#removeEmpty(channel, beforeMs);
    return free;
  }

  /** Takes of which nothing is left but their beginning, and that are over; then the channel that has none. */
  async #removeEmpty(channel: string, beforeMs: number): Promise<void> {
    const { mtimeMs } = await stat(join(this.#root, channel));
    const takes = await foldersIn(join(this.#root, channel));
    if (takes.length === 0 && mtimeMs < beforeMs) await rmdir(join(this.#root, channel));
    for (const take of takes) {
      const folder = join(this.#root, channel, take);
      const names = await readdir(folder);
      const isEmpty = names.every((name) => name.startsWith("init"));
      if (isEmpty && Number(take) < beforeMs) await rm(folder, { recursive: true, force: true });
    }
  }

  /** In the order in which they were recorded. */
  async #entries(channel: string): Promise<readonly Entry[]> {
    const takes = (await foldersIn(join(this.#root, channel)))
      .map(Number)
      .toSorted((a, b) => a - b);
    const found: Entry[] = [];
    for (const take of takes) {
      const names = (await readdir(join(this.#root, channel, String(take)))).toSorted();
      const after = afterIn(names);
      found.push(...names.flatMap((name) => entryOf({ channel, take, after, name }) ?? []));
    }
    return found;
  }

  #path({ channel, take, name }: Pick<Entry, "channel" | "take" | "name">): string {
    return join(this.#root, channel, String(take), name);
  }

  async #rename(entry: Pick<Entry, "channel" | "take" | "name">, name: string): Promise<void> {
    await rename(this.#path(entry), this.#path({ ...entry, name }));
    await syncPath(join(this.#root, entry.channel, String(entry.take)));
  }
}

class FolderTake implements TakeWriter {
  readonly take: number;
  readonly #folder: string;
  #sequence = 0;
  #open: { readonly file: FileHandle; readonly startedAtMs: number } | null = null;

  constructor(folder: string, take: number) {
    this.#folder = folder;
    this.take = take;
  }

  async begin(init: Buffer, after: Interruption): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const beside = join(this.#folder, "init.part");
    const file = await open(beside, "wx", 0o600);
    try {
      await file.writeFile(init);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(beside, join(this.#folder, `init-${after}.mp4`));
    for (const path of [this.#folder, join(this.#folder, ".."), join(this.#folder, "../..")]) {
      await syncPath(path);
    }
  }

  async append(bytes: Buffer, startedAtMs: number): Promise<void> {
    this.#open ??= await this.#opened(startedAtMs);
    await this.#open.file.appendFile(bytes);
    await this.#open.file.datasync();
  }

  async close(
    durationMs: number,
    isComplete: boolean,
    clocks: SegmentClocks | null,
  ): Promise<void> {
    if (this.#open === null) return;
    const { file, startedAtMs } = this.#open;
    const segment = { sequence: this.#sequence, startedAtMs };
    this.#open = null;
    this.#sequence += 1;
    await file.close();
    const closed = nameOf({ ...segment, durationMs, isComplete, clocks }, "m4s");
    await rename(join(this.#folder, partName(segment)), join(this.#folder, closed));
    await syncPath(this.#folder);
  }

  async #opened(startedAtMs: number) {
    const name = partName({ sequence: this.#sequence, startedAtMs });
    const file = await open(join(this.#folder, name), "ax", 0o600);
    await syncPath(this.#folder);
    return { file, startedAtMs };
  }
}

type Named = Pick<Spooled, "sequence" | "startedAtMs" | "durationMs" | "isComplete" | "clocks">;

const cutOff = (entry: Entry): Named => ({
  ...entry,
  ...{ durationMs: 0, isComplete: false, clocks: null },
});

const numbered = ({ sequence, startedAtMs }: Pick<Named, "sequence" | "startedAtMs">): string =>
  `${String(sequence).padStart(6, "0")}-${startedAtMs}`;

const partName = (segment: Pick<Named, "sequence" | "startedAtMs">): string =>
  `${numbered(segment)}.part`;

const nameOf = (segment: Named, state: "m4s" | "sent"): string =>
  `${numbered(segment)}-${segment.durationMs}${segment.isComplete ? "" : "-cut"}${clocksIn(segment)}.${state}`;

function clocksIn({ clocks }: Named): string {
  const { recorder = null, source = null } = clocks ?? {};
  const own = recorder === null ? "" : `-r${recorder.offsetMs}e${recorder.errorMs}`;
  return source === null ? own : `${own}-s${source.offsetMs}e${source.spreadMs}`;
}

function clocksOf([recorderMs, errorMs, sourceMs, spreadMs]: readonly (
  | string
  | undefined
)[]): SegmentClocks | null {
  if (recorderMs === undefined && sourceMs === undefined) return null;
  const numbers = { offsetMs: Number(recorderMs), errorMs: Number(errorMs) };
  const source = { offsetMs: Number(sourceMs), spreadMs: Number(spreadMs) };
  return {
    recorder: recorderMs === undefined ? null : numbers,
    source: sourceMs === undefined ? null : source,
  };
}

function afterIn(names: readonly string[]): Interruption | null {
  const after = names.flatMap((name) => INIT.exec(name)?.[1] ?? [])[0];
  return INTERRUPTIONS.find((one) => one === after) ?? null;
}

function entryOf({ name, ...place }: Pick<Entry, "channel" | "take" | "after" | "name">) {
  const [, sequence, startedAtMs, durationMs, cut, ...rest] = NAME.exec(name) ?? [];
  if (sequence === undefined) return null;
  const entry: Entry = {
    ...{ ...place, name, sequence: Number(sequence), startedAtMs: Number(startedAtMs) },
    durationMs: Number(durationMs ?? 0),
    isComplete: cut === undefined,
    clocks: clocksOf(rest),
    state: rest.at(-1) as Entry["state"],
  };
  return entry;
}

async function foldersIn(path: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

async function freeOf(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}
