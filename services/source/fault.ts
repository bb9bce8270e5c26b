/** What is wrong with a recording's own structure, as the walkers over it say it. */
import type { SourceReason } from "./verdict.ts";

/** Ends a walk: the recording cannot be followed, for a reason that the verdict tells. Never a bug of ours. */
export class SourceFault extends Error {
  override readonly name = "SourceFault";
  readonly reason: SourceReason;

  constructor(reason: SourceReason, why: string) {
    super(why);
    this.reason = reason;
  }
}

export const malformed = (why: string): SourceFault => new SourceFault("malformed", why);
