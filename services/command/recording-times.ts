/** Times within a recording, as people write and read them. */
import { EXIT } from "./exit-code.ts";
import { VerbFailure } from "./terminal.ts";
import { ITEMS } from "./texts/items.ts";

export const secondsOf = (us: number): string => (us / 1_000_000).toFixed(3);

/** "75.5", "1:15.5" or "0:01:15.5" as milliseconds. */
export function msIn(text: string): number {
  const parts = /^(?:(?:(\d{1,2}):)?(\d{1,2}):)?(\d{1,6}(?:\.\d{1,3})?)$/.exec(text);
  if (parts === null) throw new VerbFailure(EXIT.usage, ITEMS.badTime, { text });
  const [, hours = "0", minutes = "0", seconds = "0"] = parts;
  return Math.round((Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000);
}
