/** custody.jsonl: an item's custody chain, one event a line, with the exact text that is hashed. */
import { z } from "zod";
import { type CustodyEvent, hashEvent } from "../evidence/custody-event.ts";
import { GENESIS } from "../kernel/hash-chain.ts";
import { type Sha256, parseSha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { parseStrictJson } from "../kernel/strict-json.ts";

export const custodyLines = (events: readonly CustodyEvent[]): string =>
  events.map((event) => `${lineOf(event)}\n`).join("");

const lineOf = (event: Pick<CustodyEvent, "previousSha256" | "sha256" | "body">): string =>
  JSON.stringify({
    previousSha256: event.previousSha256,
    sha256: event.sha256,
    body: event.body,
  });

const digest = z
  .string()
  .refine((text) => parseSha256(text) === text)
  .transform((text) => text as Sha256);
const Line = z.strictObject({ previousSha256: digest, sha256: digest, body: z.string() });
const Body = z.object({
  item: z.string(),
  index: z.number(),
  kind: z.string(),
  data: z.record(z.string(), z.unknown()),
});

/** What an event says happened. */
type Told = Pick<z.infer<typeof Body>, "kind" | "data">;

/** What a chain holds, or the line (from 1) at which it breaks. */
export type CustodyChain =
  | { readonly sound: true; readonly events: readonly Told[]; readonly last: Sha256 }
  | { readonly sound: false; readonly line: number };

/** Follows the chain of `itemId` through `bytes`; whatever `custodyLines` would not write breaks it. */
export function readCustodyLines(bytes: Uint8Array, itemId: ItemId): CustodyChain {
  const lines = Buffer.from(bytes).toString("utf8").split("\n");
  // The last line ends in a line break; and a file of no events is no chain.
  if (lines.pop() !== "" || lines.length === 0) return { sound: false, line: lines.length + 1 };
  const events: Told[] = [];
  let previous = GENESIS;
  for (const [index, text] of lines.entries()) {
    const event = readLine(text, previous);
    if (event?.body.item !== itemId || event.body.index !== index) {
      return { sound: false, line: index + 1 };
    }
    events.push(event.body);
    previous = event.sha256;
  }
  return { sound: true, events, last: previous };
}

function readLine(text: string, previous: Sha256) {
  const line = Line.safeParse(parsed(Buffer.from(text))).data;
  if (line === undefined || lineOf(line) !== text || line.previousSha256 !== previous) return null;
  if (hashEvent(previous, line.body) !== line.sha256) return null;
  const body = Body.safeParse(looselyParsed(line.body)).data;
  return body === undefined ? null : { sha256: line.sha256, body };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return parseStrictJson(bytes);
  } catch (error) {
    if (isRefusal(error, "kernel/not-strict-json")) return undefined;
    throw error;
  }
}

/** Bodies may hold what a player measured, floats too; their exact text is what the hash covers. */
function looselyParsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
