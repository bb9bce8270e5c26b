/** Maker of rebuilt recordings: the bytes of one that lost its index, behind a new index that is written by the help of another. */
import type { MadeBy } from "../../evidence/derivative.ts";
import type { RebuildMethod, RebuiltTaken } from "../../evidence/rebuilt-taken.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { interrupted } from "../../media/local-copy.ts";
import { rebuild } from "../../media/rebuild/rebuild.ts";
import type { RebuiltStatement } from "../../media/rebuild/statement.ts";
import { SourceFault } from "../../source/fault.ts";
import { type Made, type Maker, type Making, fromInputs } from "../maker.ts";

const LIKE = "like";
const OUT = "rebuilt.mp4";
/** As `holdfast rebuild` is called for the same bytes. */
const ARGUMENTS = ["rebuild", "in/src", "--like", `in/${LIKE}`, "--out", `out/${OUT}`];

export const rebuiltMaker: Maker<"rebuilt"> = {
  inputName: (place) => (place === 0 ? "src" : LIKE),
  make,
};

async function make({ request, ...making }: Making<"rebuilt">): Promise<Made> {
  const { path, statement } = await writeRebuilt(making);
  const madeBy: MadeBy = {
    ...{ tool: "holdfast", version: statement.method, arguments: ARGUMENTS },
    method: "remux",
  };
  const from = fromInputs(request.inputs);
  return { path, derivation: { kind: "rebuilt", taken: takenOf(statement), from, madeBy } };
}

type Writing = Pick<Making<"rebuilt">, "job" | "folders" | "onProgress" | "signal"> & {
  /** That of today, unless it is made again. */
  readonly method?: RebuildMethod;
};
interface Written {
  readonly path: string;
  readonly statement: RebuiltStatement;
}

/** Both recordings are in the folder. @throws Refusal as `rebuild`; invalid "media/too-large". */
export async function writeRebuilt(writing: Writing): Promise<Written> {
  try {
    return await write(writing);
  } catch (error) {
    throw error instanceof SourceFault ? tooLarge(error) : error;
  }
}

async function write({ job, folders, onProgress, signal, ...how }: Writing): Promise<Written> {
  await using broken = await folders.bytes(job);
  await using like = await folders.bytes(job, LIKE);
  const rebuilt = await rebuild({ broken, like, ...how }, (part) => onProgress(0.7 * part), signal);
  let written = 0;
  const heard = (bytes: number): void =>
    onProgress(0.7 + (0.3 * (written += bytes)) / rebuilt.sizeBytes);
  const path = await folders.keep(job, watched(rebuilt.bytes(), heard, signal), OUT);
  return { path, statement: await rebuilt.statement() };
}

/** The digests stand with the inputs, and with the item. */
function takenOf(statement: RebuiltStatement): RebuiltTaken {
  const { method, copied, picture, sound, durationMs, unused } = statement;
  const { leftOutTracks, otherSets, searchEndedAt, assumed, rehearsal } = statement;
  return {
    ...{ method, copied, picture, sound, durationMs, unused },
    ...{ leftOutTracks, otherSets, searchEndedAt, assumed, rehearsal },
  };
}

async function* watched(
  source: AsyncIterable<Buffer>,
  heard: (bytes: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  for await (const bytes of source) {
    if (signal.aborted) throw interrupted(signal.reason);
    yield bytes;
    heard(bytes.byteLength);
  }
}

const tooLarge = (cause: SourceFault): Refusal =>
  new Refusal("invalid", "media/too-large", "the recording holds more than is rebuilt in one", {
    fix: "Rebuild the file on a machine of your own: holdfast rebuild BROKEN --like SOUND --out OUT.",
    cause,
  });
