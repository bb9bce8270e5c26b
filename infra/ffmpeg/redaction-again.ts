/** What lies beside a recording while its redacted copy is made again: the commands that move its boxes, planned anew from what was sealed. */
import type { Masks } from "../../services/evidence/redaction-taken.ts";
import { fillVerified } from "../../services/media/local-copy.ts";
import { checkMediaInfo, isPicture } from "../../services/media/media-info.ts";
import type { BesideFile, JobFolders } from "../../services/media/media-tools.ts";
import type { KeptOriginal } from "../../services/media/rederive.ts";
import { sniff } from "../../services/media/sniff.ts";
import { HEAD_BYTES } from "../../services/source/container.ts";
import { parseFfprobe } from "./ffprobe-output.ts";
import { runFfprobe } from "./ffprobe-run.ts";
import { MOVES, movesOf } from "./redaction-recipe.ts";
import { limitsFor, planRedaction } from "./redactor.ts";
import type { Sandbox } from "./sandbox.ts";

interface AgainDeps {
  readonly folders: JobFolders;
  readonly sandbox: Sandbox;
}

/** The sealed arguments say all of boxes that stand still. @throws Refusal as Redactor.redact. */
export const movesAgain =
  ({ folders, sandbox }: AgainDeps, original: KeptOriginal, masks: Masks) =>
  async (signal: AbortSignal): Promise<readonly BesideFile[]> => {
    if (masks.pictures.every(({ points }) => points.length === 1)) return [];
    await using job = await folders.open();
    await fillVerified(folders, job, await original.read(), original);
    const family = sniff(await folders.head(job, HEAD_BYTES));
    const json = await runFfprobe(sandbox, job.folder, "in/src", family, signal);
    const info = checkMediaInfo(parseFfprobe(json, family));
    if (isPicture(info)) return [];
    const looked = { info, sizeBytes: original.sizeBytes, masks };
    const { picture } = await planRedaction(sandbox, job, looked, limitsFor(looked), signal);
    const moves = picture === null ? null : movesOf(picture);
    return moves === null ? [] : [{ name: MOVES, bytes: Buffer.from(moves) }];
  };
