/** SHA-256 over all packets of the picture and of the sound of one file, which is opened in the box. */
import { createHash } from "node:crypto";
import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { RunLimits } from "../../services/media/viewing-plan.ts";
import { heardRun } from "./heard-run.ts";
import type { Digests } from "./kept-packets.ts";
import {
  type Coded,
  type Opened,
  type PacketForm,
  packetArguments,
  soundDigestOf,
} from "./recipes.ts";
import type { Sandbox } from "./sandbox.ts";

export interface Hashed {
  readonly opened: Opened;
  /** The streams that are wanted. */
  readonly coded: Coded;
  readonly form: PacketForm;
  /** Nothing after it is read; null: all is. */
  readonly mostMs: number | null;
}

/** One line, with its ending. */
const DIGEST_BYTES = 128;

/** @throws Refusal as MediaTools.make. */
export async function packetDigests(
  sandbox: Pick<Sandbox, "launcher">,
  folder: string,
  { opened, coded, form, mostMs }: Hashed,
  limits: RunLimits,
  signal: AbortSignal,
): Promise<Digests> {
  const hash = createHash("sha256");
  let printed = Buffer.alloc(0);
  const hasPicture = coded.video !== undefined;
  const args = packetArguments(opened, coded, form, mostMs);
  await heardRun({ sandbox, folder, tool: "ffmpeg", args, limits, signal }, (moved) => ({
    onBytes: (chunk) => {
      moved();
      if (hasPicture) hash.update(chunk);
      else printed = Buffer.concat([printed, chunk]).subarray(0, DIGEST_BYTES);
    },
  }));
  const video = hasPicture ? { video: hash.digest("hex") as Sha256 } : {};
  if (coded.audio === undefined) return video;
  const told = hasPicture ? await small(join(folder, soundDigestOf(opened.file))) : printed;
  return { ...video, ...soundIn(told.toString("latin1")) };
}

/** The box may have left anything under that name. */
async function small(path: string): Promise<Buffer> {
  const found = await lstat(path).catch(() => null);
  return found?.isFile() === true && found.size <= DIGEST_BYTES ? readFile(path) : Buffer.alloc(0);
}

function soundIn(text: string): Digests {
  const digest = /^\d+,a,SHA256=([0-9a-f]{64})\n$/.exec(text)?.[1];
  return digest === undefined ? {} : { audio: digest as Sha256 };
}
