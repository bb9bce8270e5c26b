/** A room that is recorded from the machine of the house: its settings stand in the data folder, and its recorder is started with the rest. */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { DataFolder } from "./data-folder.ts";
import type { BoxProgram } from "./host.ts";
import { CAPTURE, boxFiles, captureEnvironment } from "./process-environment.ts";

const isThere = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null)) !== null;

export const hasOwnRoom = ({ roomSettings }: DataFolder): Promise<boolean> => isThere(roomSettings);
export const hasRoomToken = (folder: DataFolder): Promise<boolean> =>
  isThere(boxFiles(folder).roomToken);

/** What of the settings concerns the house; the recorder judges the rest, and says what is wrong with them. */
const Settings = z.object({ url: z.url({ protocol: /^http$/ }).transform((url) => new URL(url)) });
const HERE = new Set(["127.0.0.1", "localhost"]);

/** The port of this house's door for live segments that the room's settings name; null: another house's, or none. */
export async function livePortOf({ roomSettings }: DataFolder): Promise<number | null> {
  const text = await readFile(roomSettings, "utf8").catch(() => "");
  const read = Settings.safeParse(parsed(text));
  if (!read.success || !HERE.has(read.data.url.hostname)) return null;
  return Number(read.data.url.port || 80);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Words are lost until it runs again. */
const AGAIN = { firstMs: 100, mostMs: 5_000 };
/** What it holds is written out at once; what is not sent stays on its disk. */
const STOP_LIMIT_MS = 10_000;

export interface OwnRoomOptions {
  readonly home: string;
  readonly node: string;
  readonly path: string;
  readonly locale: string;
  readonly operator: Readonly<Record<string, string>>;
}

export const captureProgram = (
  folder: DataFolder,
  { home, node, ...around }: OwnRoomOptions,
): BoxProgram => ({
  ...{ name: CAPTURE, program: node, folder: folder.root, as: null, handedOver: [] },
  args: [
    ...[join(home, "workers/capture/main.ts"), "run", "--json"],
    ...["--config", folder.roomSettings, "--state", folder.room],
  ],
  env: captureEnvironment(folder, around),
  ...{ stopSignal: "SIGTERM", stopLimitMs: STOP_LIMIT_MS, again: AGAIN },
});

/** What it wrote since it was started: null while it says nothing, "" once it follows the sessions, else why it does not. */
export function toldByCapture(log: string): string | null {
  if (log.includes('{"problems":')) return "";
  const words = log.split("\n").filter((line) => line.trim() !== "" && !/^[({]/.test(line));
  return words[0] ?? null;
}
