/** What a round of custody says of a batch or an item. */
import type { DisposalId, ItemId } from "../kernel/ids.ts";
import type { Against } from "./against.ts";

/** What was done, or why not; `error`: it is tried again. */
export interface DisposalLine {
  readonly disposalId: DisposalId;
  readonly itemId?: ItemId;
  readonly what:
    | "destroyed"
    | "dropped"
    | "packaged"
    | "transferred"
    | "waits"
    | "certified"
    | "failed";
  readonly against?: readonly Against[];
  readonly error?: unknown;
}
