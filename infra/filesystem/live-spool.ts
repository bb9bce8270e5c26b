/**
 * Spool of a recorder in a folder: what was recorded lies here, durable, before it goes anywhere.
 *
 *     <channel>/<take>/init-<after>.mp4                    once; after: what ended the take before
 *     <channel>/<take>/000012-<began>-0-cut.part           the open segment; what a crash leaves of it is a cut one
 *     <channel>/<take>/000012-<began>-<duration>.m4s       closed ("-cut" behind the duration: not whole)
 *     <channel>/<take>/sent-<hour>/000012-<began>-<duration>.sent      the service has it; hour: of `began`, since 1970
 *
 * A room records a segment a second for months: what is looked at every second holds what waits, and nothing that was sent.
 *
 * Behind the duration and "-cut" may stand clocks: "-r<offset>e<error>" the recorder's, "-s<offset>e<spread>" its camera's; those of
 * the open segment are of when it was opened, so that what is left by a crash has a time that others can be held against.
 *
 * A name is its record: nothing beside it can be lost or differ. Began and take: ms since 1970; all else: ms.
 */
import { mkdir, readFile, readdir, rename, rm, rmdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Spool, Spooled, TakeWriter } from "../../services/recorder/ports.ts";
import { syncPath } from "../process/sync-path.ts";
import { FolderTake } from "./live-take.ts";
import { CUT_OFF, type Entry, INIT, afterIn, entryOf, nameOf, startOf } from "./spool-names.ts";
import { WaitingLists } from "./waiting-lists.ts";

type Place = Pick<Spooled, "channel" | "take">;

const takeKey = (channel: string, take: number): string => `${channel}/${take}`;

const SENT_FOLDER = /^sent-(\d{1,9})$/;
const HOUR_MS = 3_600_000;

export class FolderSpool implements Spool {
  readonly #root: string;
  /** Folders of takes that nobody writes any more, and in which nothing waits. */
  readonly #drained = new Set<string>();
  /** Of each channel, the take that may still be written. */
  readonly #newest = new Map<string, number>();
  readonly #lists = new WaitingLists((channel) => this.#listed(channel));

  private constructor(root: string) {
    this.#root = root;
  }

  /**
   * Closes what a crash left open, and puts away what a recorder of before left among what waits. One process at a time: whoever
   * opens it holds the lock of its folder.
   */
  static async open(root: string): Promise<FolderSpool> {
    await mkdir(root, { recursive: true, mode: 0o700 });
    const spool = new FolderSpool(root);
    for (const channel of await foldersIn(root)) {
      for (const entry of await spool.#entries(channel)) {
        if (entry.state === "sent") await spool.#putAway(entry, entry.name);
        if (entry.state !== "part") continue;
        // One of which nothing came is nothing that could be sent.
        const isEmpty = (await stat(spool.#path(entry))).size === 0;
        if (isEmpty) await rm(spool.#path(entry));
        else await spool.#rename(entry, nameOf({ ...entry, ...CUT_OFF }, "m4s"));
      }
    }
    return spool;
  }

  take(channel: string, nowMs: number): TakeWriter {
    this.#newest.set(channel, nowMs);
    this.#drained.delete(takeKey(channel, nowMs));
    const folder = join(this.#root, channel, String(nowMs));
    return new FolderTake(folder, nowMs, {
      closing: () => this.#lists.closing(channel),
      closed: (segment, parts) => this.#lists.closed({ ...segment, channel }, parts),
    });
  }

  channels(): Promise<readonly string[]> {
    return foldersIn(this.#root);
  }

  waiting(channel: string): Promise<readonly Spooled[]> {
    return this.#lists.of(channel);
  }

  async #listed(channel: string): Promise<readonly Spooled[]> {
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

  async read(segment: Spooled): Promise<Buffer> {
    const fresh = this.#lists.bytesOf(segment);
    return fresh ?? readFile(this.#path({ ...segment, name: nameOf(segment, "m4s") }));
  }

  /** Not flushed: what a crash brings back is sent again, and the service has it. */
  async sent(segment: Spooled): Promise<void> {
    const name = nameOf(segment, "m4s");
    await this.#putAway({ ...segment, name }, nameOf(segment, "sent"));
    this.#lists.sent(segment);
  }

  async #putAway(entry: Place & Pick<Entry, "startedAtMs" | "name">, name: string): Promise<void> {
    const folder = `sent-${Math.floor(entry.startedAtMs / HOUR_MS)}`;
    const to = this.#path({ ...entry, name: join(folder, name) });
    for (let tries = 1; ; tries += 1) {
      try {
        await rename(this.#path(entry), to);
        return;
      } catch (error) {
        // The hour's first; or between two tries the folder was cleared away, as an empty one.
        if (!isCode(error, "ENOENT") || tries > 2) throw error;
        await mkdir(this.#path({ ...entry, name: folder }), { recursive: true, mode: 0o700 });
      }
    }
  }

  async clear(beforeMs: number, freeBytes: number): Promise<number> {
    let free = await this.freeBytes();
    const isOver = (atMs: number): boolean => atMs >= beforeMs && free >= freeBytes;
    for (const [hour, folders] of await this.#sentHours()) {
      if (isOver(hour * HOUR_MS)) break;
      const entries = (await Promise.all(folders.map((folder) => this.#sentIn(folder)))).flat();
      for (const { path, startedAtMs } of entries.toSorted(
        (a, b) => a.startedAtMs - b.startedAtMs,
      )) {
        if (isOver(startedAtMs)) break;
        await rm(path, { force: true });
        free = await this.freeBytes();
      }
      for (const folder of folders) await rmdir(this.#path(folder)).catch(ifNotEmpty);
    }
    for (const channel of await foldersIn(this.#root)) await this.#removeEmpty(channel, beforeMs);
    return free;
  }

  /** Folders of what was sent, by their hour, oldest first. */
  async #sentHours(): Promise<
    readonly (readonly [number, readonly (Place & { name: string })[]])[]
  > {
    const found: (Place & { readonly name: string; readonly hour: number })[] = [];
    for (const channel of await foldersIn(this.#root)) {
      for (const take of await foldersIn(join(this.#root, channel))) {
        for (const name of await foldersIn(join(this.#root, channel, take))) {
          const hour = SENT_FOLDER.exec(name)?.[1];
          if (hour !== undefined)
            found.push({ channel, take: Number(take), name, hour: Number(hour) });
        }
      }
    }
    const hours = Map.groupBy(found, ({ hour }) => hour);
    return [...hours].toSorted(([one], [other]) => one - other);
  }

  async #sentIn({ channel, take, name: folder }: Place & { readonly name: string }) {
    const names = await readdir(this.#path({ channel, take, name: folder }));
    return names.flatMap((name) => {
      const startedAtMs = startOf(name);
      const path = this.#path({ channel, take, name: join(folder, name) });
      return startedAtMs === null ? [] : [{ path, startedAtMs }];
    });
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.#root);
    return bavail * bsize;
  }

  /** Takes of which nothing is left but their beginning, and that nobody writes any more; then the channel that has none. */
  async #removeEmpty(channel: string, beforeMs: number): Promise<void> {
    const { mtimeMs } = await stat(join(this.#root, channel));
    const takes = await foldersIn(join(this.#root, channel));
    if (takes.length === 0 && mtimeMs < beforeMs) {
      await rmdir(join(this.#root, channel));
      this.#lists.forget(channel);
    }
    for (const take of takes) {
      const folder = join(this.#root, channel, take);
      if (Number(take) === this.#newest.get(channel)) continue;
      const names = await readdir(folder);
      const isEmpty = names.every((name) => name.startsWith("init"));
      if (!isEmpty || Number(take) >= beforeMs) continue;
      await rm(folder, { recursive: true, force: true });
      this.#drained.delete(takeKey(channel, Number(take)));
    }
  }

  /** In the order in which they were recorded. */
  async #entries(channel: string): Promise<readonly Entry[]> {
    const takes = (await foldersIn(join(this.#root, channel)))
      .map(Number)
      .toSorted((a, b) => a - b);
    const found: Entry[] = [];
    for (const take of takes) {
      if (this.#drained.has(takeKey(channel, take))) continue;
      // Asked before it is read: the take before the newest was closed before that was begun.
      const isOver = take !== this.#newest.get(channel);
      const names = (await readdir(join(this.#root, channel, String(take)))).toSorted();
      const after = afterIn(names);
      const entries = names.flatMap((name) => entryOf({ channel, take, after, name }) ?? []);
      if (isOver && entries.length === 0) this.#drained.add(takeKey(channel, take));
      found.push(...entries);
    }
    return found;
  }

  #path({ channel, take, name }: Place & Pick<Entry, "name">): string {
    return join(this.#root, channel, String(take), name);
  }

  async #rename(entry: Place & Pick<Entry, "name">, name: string): Promise<void> {
    await rename(this.#path(entry), this.#path({ ...entry, name }));
    await syncPath(join(this.#root, entry.channel, String(entry.take)));
  }
}

async function foldersIn(path: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if (isCode(error, "ENOENT")) return [];
    throw error;
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

function ifNotEmpty(error: unknown): void {
  if (!isCode(error, "ENOTEMPTY") && !isCode(error, "EEXIST")) throw error;
}
