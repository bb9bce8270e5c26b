/** The system that runs in a data folder, if one does and is ready. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { DataFolder } from "./data-folder.ts";
import type { Host } from "./host.ts";
import type { Running } from "./supervise.ts";

const Kept = z.object({ url: z.string(), pids: z.record(z.string(), z.number()) });

/** What of this machine tells what runs. */
export type Looks = Pick<Host, "lockHolder" | "recordedProcesses">;

/** Null while nothing runs, or still starts. Pids are those of now, not of the start. */
export async function runningSystem(folder: DataFolder, host: Looks): Promise<Running | null> {
  const holder = await host.lockHolder(folder.lock);
  if (holder === null) return null;
  const text = await readFile(join(folder.run, "ready.json"), "utf8").catch(() => null);
  if (text === null) return null;
  const { url, pids } = Kept.parse(JSON.parse(text));
  if (pids["supervisor"] !== holder.pid) return null; // of an earlier run that lost power
  const now = await host.recordedProcesses(folder.run);
  const current: Record<string, number> = {};
  for (const { name, mark, running } of now) if (running) current[name] = mark.pid;
  return { url, pids: { supervisor: holder.pid, ...current } };
}
