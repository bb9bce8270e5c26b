/** Port: programs of makers that open their own containers, each run in the box of hostile media. Contract suite: test/contract/maker-programs.contract.ts. */
import type { ProgramUse } from "../../evidence/program-use.ts";
import type { Sha256 } from "../../kernel/digest.ts";
import type { MediaJob } from "../media-tools.ts";
import type { ProgramDescription } from "./program-description.ts";

export interface MakerProgram {
  readonly description: ProgramDescription;
  /** Of its executable, and of the list of all its files, as they were when they were looked at. */
  readonly sha256: Sha256;
  readonly filesSha256: Sha256;
}

/** A private folder of its own with what the program wrote at "in/src". */
export interface ProgramOutput extends MediaJob, AsyncDisposable {
  readonly program: ProgramUse;
}

export interface MakerPrograms {
  /** Those that were as they must be when they were looked at. */
  readonly installed: readonly MakerProgram[];
  /**
   * Runs one on the input of `job`. What it wrote is as hostile as what it read. Whatever happens, no process is left.
   * @throws Refusal invalid "media/program-failed", "media/program-output"; unavailable "media/program-changed",
   * "media/program-no-start", "media/program-timed-out", "media/scratch-full", "media/interrupted" (by `signal`).
   */
  open(job: MediaJob, program: MakerProgram, signal: AbortSignal): Promise<ProgramOutput>;
}
