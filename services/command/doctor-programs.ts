/** The checks of `doctor` on the box of hostile media, and on programs of makers that open their own containers in it, where the operator installed some. */
import type { BrokenProgram } from "../media/programs/program-fault.ts";
import { type Finding, failed, fine, reason } from "./doctor.ts";

export interface ProgramsFound {
  /** Of those that can be run, with their versions. */
  readonly names: readonly string[];
  readonly broken: readonly BrokenProgram[];
  /** Without a box none is run. */
  readonly isBoxed: boolean;
}

export interface ProgramProbes {
  /** Null: none are wanted. */
  programs(): Promise<ProgramsFound | null>;
}

/** `look` answers null where none are wanted. */
export async function programs(look: () => Promise<ProgramsFound | null>): Promise<Finding> {
  try {
    const found = await look();
    if (found === null) return fine("programsNone");
    const { broken, isBoxed } = found;
    const names = found.names.join(", ") || "-";
    const [first] = broken;
    if (first !== undefined) {
      const all = broken.map(({ folder }) => folder).join(", ");
      return failed(`program:${first.why}`, { folder: first.folder, all, names });
    }
    return isBoxed ? fine("programsFine", { names }) : failed("programsNoBox", { names });
  } catch (error) {
    return failed("programsNotLooked", { message: reason(error) });
  }
}

/** `look` answers the version of ffmpeg in the box. */
export async function sandbox(look: () => Promise<string>): Promise<Finding> {
  try {
    return fine("sandboxFine", { version: await look() });
  } catch (error) {
    return failed("sandboxNot", { message: reason(error) });
  }
}
