/** One run of ffmpeg in the box whose printed bytes are looked at as they come, in pieces of one size or as they are; none of them is kept. */
import { stopIfTold } from "../../services/media/local-copy.ts";
import { type BoxedRun, heardRun } from "./heard-run.ts";

export type RawRun = Omit<BoxedRun, "tool" | "isLow">;

/** All but what is run. */
export type ProofRun = Omit<RawRun, "args">;

/** @throws Refusal as MediaTools.make; what `onPiece` throws, after the run was ended. */
export async function rawRun(
  { signal, ...run }: RawRun,
  onPiece: (piece: Buffer) => void,
): Promise<void> {
  const thrown = new AbortController();
  const told = AbortSignal.any([signal, thrown.signal]);
  const look = (chunk: Buffer): void => {
    try {
      if (!thrown.signal.aborted) onPiece(chunk);
    } catch (error) {
      thrown.abort(error);
    }
  };
  try {
    await heardRun({ ...run, tool: "ffmpeg", signal: told }, (moved) => ({
      onBytes: (chunk) => {
        moved();
        look(chunk);
      },
    }));
  } catch (error) {
    stopIfTold(signal);
    thrown.signal.throwIfAborted();
    throw error;
  }
  // The last piece of a run that ended well.
  thrown.signal.throwIfAborted();
}

/** Hears whole pieces of `size` bytes; `isWhole` tells whether nothing is left over. The piece is overwritten by the next one. */
export function inPieces(size: number, onPiece: (piece: Uint8Array) => void) {
  const piece = Buffer.alloc(size);
  let filled = 0;
  return {
    hear(chunk: Buffer): void {
      for (let at = 0; at < chunk.byteLength;) {
        const taken = chunk.copy(piece, filled, at);
        at += taken;
        filled += taken;
        if (filled < size) continue;
        onPiece(piece);
        filled = 0;
      }
    },
    get isWhole(): boolean {
      return filled === 0;
    },
  };
}

/** Hears whole lines of text in Latin letters. */
export function inLines(onLine: (line: string) => void) {
  let rest = "";
  return (chunk: Buffer): void => {
    const lines = (rest + chunk.toString("latin1")).split("\n");
    rest = (lines.pop() ?? "").slice(0, 4_096);
    for (const line of lines) onLine(line);
  };
}
