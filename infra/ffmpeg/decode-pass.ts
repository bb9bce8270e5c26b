/** Decodes a recording to its end in the box, one stream after the other, at the lowest priority, and keeps nothing but what was found. */
import type { DecodedStream } from "../../services/media/media-check.ts";
import type { Remaking } from "../../services/media/media-tools.ts";
import { limitsOf } from "../../services/media/viewing-plan.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { FrameLines } from "./frame-lines.ts";
import { heardRun } from "./heard-run.ts";
import { decodeArguments } from "./recipes.ts";
import type { Sandbox } from "./sandbox.ts";

/** Beside encodes of others little of a processor is left for it. */
const PATIENCE = 4;

/** @throws Refusal as MediaDecoder.decode. */
export async function decodePass(
  sandbox: Pick<Sandbox, "launcher">,
  folder: string,
  { info, sizeBytes }: Remaking,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<readonly DecodedStream[]> {
  const limits = limitsOf(info, sizeBytes);
  const patient = {
    ...limits,
    wallMs: PATIENCE * limits.wallMs,
    stallMs: PATIENCE * limits.stallMs,
  };
  const wanted = (["video", "audio"] as const).filter((stream) => info[stream] !== null);
  const found: DecodedStream[] = [];
  for (const stream of wanted) {
    const args = decodeArguments(info.family, stream);
    const lines = new FrameLines(stream);
    // Nearly all of the work is the picture's.
    const [from, share] =
      wanted.length === 1 ? [0, 1] : stream === "video" ? [0, 0.95] : [0.95, 0.05];
    const tell = partsOf(info.durationMs, (part) => onProgress(from + share * part));
    const run = { sandbox, folder, tool: "ffprobe", args, signal, isLow: true } as const;
    await heardRun({ ...run, limits: patient }, (moved) => ({
      onLine: (line) => lines.complaint(line),
      onPrinted: (line) => {
        lines.frame(line);
        moved();
        tell(lines.doneMs);
      },
    }));
    found.push(lines.end());
  }
  if (found.every(({ frames }) => frames === 0)) {
    throw new Refusal("invalid", "media/unreadable", "nothing in the file could be decoded");
  }
  onProgress(1);
  return found;
}

/** Rising parts of the length that the container says; the last hundredth comes with the end. */
function partsOf(durationMs: number | null, onPart: (part: number) => void) {
  let best = 0;
  return (doneMs: number): void => {
    const part = Math.min(0.99, doneMs / (durationMs ?? Infinity));
    if (part < best + 0.01) return;
    best = part;
    onPart(part);
  };
}
