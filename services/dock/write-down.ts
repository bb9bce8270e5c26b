/** Puts recordings that were found into the notes, before a visit lists them: other notes are written only as recordings move on. */
import type { Clip, Stage } from "./clip.ts";
import type { Notes } from "./ports.ts";

/** Small files, each synced: side by side they share what a sync costs. */
const AT_ONCE = 16;

/** After a power cut, what `keys` name is known. @throws what the notes meet. */
export async function writeDown(
  notes: Pick<Notes, "save">,
  keys: readonly string[],
  clipOf: (key: string) => Clip | undefined,
): Promise<void> {
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const some = keys.slice(at, at + AT_ONCE).map((key) => writeDownFound(notes, key, clipOf));
    const ended = await Promise.allSettled(some); // none runs on behind a failure
    for (const each of ended) if (each.status === "rejected") throw each.reason;
  }
}

async function writeDownFound(
  notes: Pick<Notes, "save">,
  key: string,
  clipOf: (key: string) => Clip | undefined,
): Promise<void> {
  let clip = clipOf(key);
  if (clip?.stage !== "found") return;
  let written: Stage | null = null;
  // A step may write its own note meanwhile; the last word is the later stage.
  while (clip !== undefined && clip.stage !== written) {
    await notes.save(clip);
    written = clip.stage;
    clip = clipOf(key);
  }
}
