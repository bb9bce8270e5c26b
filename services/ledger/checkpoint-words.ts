/** A checkpoint in one line without its signature: log, size, root. So a sender tells which one a camera carried. */
import { parseSha256 } from "../kernel/digest.ts";
import { type Checkpoint, isOrigin } from "./checkpoint.ts";

export const checkpointWords = ({ origin, size, rootSha256 }: Checkpoint): string =>
  `${origin} ${size} ${rootSha256}`;

/** Null for anything that `checkpointWords` does not write of a log of ours. */
export function parseCheckpointWords(text: string): Checkpoint | null {
  const [origin = "", digits = "", root = "", ...more] = text.split(" ");
  const rootSha256 = parseSha256(root);
  const isSize = /^[1-9]\d{0,15}$/.test(digits) && Number.isSafeInteger(Number(digits));
  if (rootSha256 !== root || more.length > 0 || !isSize || !isOrigin(origin)) return null;
  return { origin, size: Number(digits), rootSha256 };
}
