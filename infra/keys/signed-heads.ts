/**
 * The memory of what the ledger's key signed: `ledger-heads.json`, two slots that are written in place by turns.
 *
 * A record holds the largest head of every log, a serial number and a digest of both. It goes over the one before the last, so that a write
 * that is cut leaves the last one whole, and one sync makes it durable: nothing grows and no name changes. Each slot holds its
 * record twice, or a spoilt sector would pass for a write that was cut, and the head before would count again.
 *
 * A process that starts, and one whose write failed, writes the file anew: what it reads may be in memory only, and the record
 * that is written next goes over the one that is on the disk. In older houses the file is the heads alone, as JSON, until then.
 */
import { type FileHandle, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { sha256 } from "../../services/kernel/digest.ts";
import { digestField } from "../../services/kernel/fields.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { readOrNull, replaceFile } from "./private-file.ts";

const NAME = "ledger-heads.json";
/** A page of the file system or more, as the heads need; a file is four of them: two slots, each twice. */
const BLOCK_BYTES = 4096;
const BLOCKS = 4;

const Heads = z.record(
  z.string(),
  z.strictObject({ size: z.number().int().min(0), rootSha256: digestField }),
);
/** Of each log, by its name, the largest head that was signed. */
export type Heads = z.infer<typeof Heads>;

const RecordText = z.strictObject({ serial: z.int().min(0), heads: Heads });
type HeadsRecord = z.infer<typeof RecordText>;

/** A record, and the length of the blocks it was found in; 0 in a file of the older form. */
interface Found extends HeadsRecord {
  readonly blockBytes: number;
}

export interface SignedHeads {
  /** As they are on the disk now. @throws Refusal unavailable "ledger/signer-state-missing". */
  read(): Promise<Heads>;

  /**
   * Reads them anew, has `decide` say what they become, and resolves with its answer once that is durable. Nothing is written where it throws.
   * Calls must not overlap. @throws as `read`.
   */
  change<T>(decide: (heads: Heads) => Promise<{ heads: Heads; answer: T }>): Promise<T>;
}

/** @throws as `readHeads`: it must not start anew. */
export async function openSignedHeads(folder: string): Promise<SignedHeads> {
  await writeAnew(folder, await readHeads(folder));
  let isSure = true;
  return {
    read: () => readHeads(folder),
    async change(decide) {
      const file = await orMissing(open(join(folder, NAME), "r+"));
      try {
        const found = await orMissing(readAll(file).then(newestIn));
        const { heads, answer } = await decide(found.heads);
        const slot = isSure ? nextSlot(found, heads) : null;
        isSure = false;
        if (slot === null) await writeAnew(folder, heads);
        else await writeIn(file, slot);
        isSure = true;
        return answer;
      } finally {
        await file.close();
      }
    },
  };
}

/** Whether the memory in `folder` holds a head; false where there is no memory. @throws as `readHeads`. */
export async function hasSigned(folder: string): Promise<boolean> {
  if ((await readOrNull(join(folder, NAME))) === null) return false;
  return Object.keys(await readHeads(folder)).length > 0;
}

/** Of two memories of one key the newest of each log. @throws Refusal tampered "ledger/two-roots" where they are of two histories. */
export function newestHeads(one: Heads, other: Heads): Heads {
  const all: Heads = { ...one };
  for (const [origin, head] of Object.entries(other)) {
    const known = all[origin];
    if (known?.size === head.size && known.rootSha256 !== head.rootSha256) {
      throw new Refusal("tampered", "ledger/two-roots", "two roots were signed for one size", {
        fix: "Keep both memories as evidence; nothing was changed.",
      });
    }
    if (known === undefined || known.size < head.size) all[origin] = head;
  }
  return all;
}

/** Has `folder` remember `heads`, which are at least those that it remembers. */
export const keepHeads = (folder: string, heads: Heads): Promise<void> => writeAnew(folder, heads);

/** A memory of nothing, for a key that is made now. */
export const createHeads = (folder: string): Promise<void> => writeAnew(folder, {});

/**
 * The largest head of each log that was signed, as it is on disk now.
 * @throws Refusal unavailable "ledger/signer-state-missing".
 */
export const readHeads = (folder: string): Promise<Heads> => readHeadsIn(join(folder, NAME));

/** The same of a file that lies somewhere else. */
export const readHeadsIn = async (path: string): Promise<Heads> =>
  (await orMissing(readFile(path).then(newestIn))).heads;

/** The record with the highest number of those that are whole. @throws Error if there is none, nor the one JSON text of the older form. */
export function newestIn(bytes: Buffer): Found {
  const blockBytes = bytes.byteLength / BLOCKS;
  const blocks = Array.from({ length: BLOCKS }, (_, at) =>
    bytes.toString("utf8", at * blockBytes, (at + 1) * blockBytes),
  );
  const [newest] = [...new Set(blocks)]
    .map(readBlock)
    .filter((record) => record !== null)
    .sort((one, other) => other.serial - one.serial);
  if (newest !== undefined) return { ...newest, blockBytes };
  return { serial: 0, heads: Heads.parse(JSON.parse(bytes.toString())), blockBytes: 0 };
}

function readBlock(block: string): HeadsRecord | null {
  const [, text, digest] = /^(\{.*\}) ([0-9a-f]{64}) *\n$/.exec(block) ?? [];
  if (text === undefined || sha256(text) !== digest) return null;
  return RecordText.parse(JSON.parse(text));
}

function blockText(record: HeadsRecord): Buffer {
  const text = JSON.stringify(record);
  return Buffer.from(`${text} ${sha256(text)}`);
}

function slotOf(text: Buffer, blockBytes: number): Buffer {
  const block = Buffer.alloc(blockBytes, " ");
  text.copy(block);
  block.write("\n", blockBytes - 1);
  return Buffer.concat([block, block]);
}

/** Where the record after `found` goes and its bytes; null where it does not fit. */
function nextSlot({ serial, blockBytes }: Found, heads: Heads) {
  const text = blockText({ serial: serial + 1, heads });
  if (text.byteLength >= blockBytes) return null;
  return { bytes: slotOf(text, blockBytes), position: ((serial + 1) % 2) * 2 * blockBytes };
}

async function writeIn(
  file: FileHandle,
  { bytes, position }: NonNullable<ReturnType<typeof nextSlot>>,
): Promise<void> {
  const { bytesWritten } = await file.write(bytes, 0, bytes.byteLength, position);
  if (bytesWritten !== bytes.byteLength) throw new Error("the key's memory was written in part");
  await file.datasync();
}

/** A new file in place of the one that is there, both slots of it; room for some logs more. */
async function writeAnew(folder: string, heads: Heads): Promise<void> {
  const texts = [0, 1].map((serial) => blockText({ serial, heads }));
  let blockBytes = BLOCK_BYTES;
  while (Math.max(...texts.map((text) => text.byteLength)) * 1.5 > blockBytes) blockBytes *= 2;
  const slots = texts.map((text) => slotOf(text, blockBytes));
  await replaceFile(folder, NAME, Buffer.concat(slots), 0o600);
}

async function readAll(file: FileHandle): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let position = 0; ;) {
    const part = Buffer.alloc(BLOCKS * BLOCK_BYTES + 1);
    const { bytesRead } = await file.read(part, 0, part.byteLength, position);
    parts.push(part.subarray(0, bytesRead));
    position += bytesRead;
    // A file of the usual length is read in one call: a regular file is read in part at its end only.
    if (bytesRead < part.byteLength) return Buffer.concat(parts);
  }
}

async function orMissing<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    throw new Refusal(
      "unavailable",
      "ledger/signer-state-missing",
      "the key's memory of what it signed cannot be read",
      { fix: "Restore ledger-heads.json beside the key from the newest copy.", cause },
    );
  }
}
