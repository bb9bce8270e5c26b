/** What lies beside a recording while its labelled copy is made again: texts of the account of it, and the words of subtitles out of the copy itself. */
import type { LabelFont } from "../../services/derived/label/labeller.ts";
import type { LabelTaken } from "../../services/evidence/label-taken.ts";
import { fillVerified } from "../../services/media/local-copy.ts";
import type { BesideFile, JobFolders } from "../../services/media/media-tools.ts";
import type { KeptOriginal } from "../../services/media/rederive.ts";
import { labelBeside, subtitlesIn } from "./label-beside.ts";
import type { Sandbox } from "./sandbox.ts";

interface AgainDeps {
  readonly folders: JobFolders;
  readonly sandbox: Sandbox;
  readonly font: () => Promise<LabelFont>;
}

interface Kept {
  readonly taken: LabelTaken;
  /** The copy. */
  readonly made: KeptOriginal;
}

export const besideOf =
  ({ folders, sandbox, font }: AgainDeps, { taken, made }: Kept) =>
  async (signal: AbortSignal): Promise<readonly BesideFile[]> => {
    if (taken.subtitles === null) return labelBeside(taken, [], await font());
    await using job = await folders.open();
    await fillVerified(folders, job, await made.read(), made);
    const cues = await subtitlesIn(sandbox, job, taken.subtitles, signal);
    return labelBeside(taken, cues, await font());
  };
