/**
 * Port: the other processes that take uploads. Contract suite: test/contract/other-nodes.contract.ts.
 *
 * It makes the end of an older request prompt; what is true never rests on it. Where nobody hears, or
 * the one asked stands still, the fencing number shuts the older writer out at its next commit.
 */
import type { UploadId } from "../kernel/ids.ts";

export interface OtherNodes {
  /**
   * Has every other process end its request for `id` and keep what arrived. Resolves once the process
   * called `owner` has, or at once if it is gone, or after a second: it may stand still.
   */
  settle(id: UploadId, owner: string): Promise<void>;
}
