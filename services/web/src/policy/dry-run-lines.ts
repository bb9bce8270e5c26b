/** Follows a dry run line by line, as the page shows it. */
import type { DryRunLineBody, DryRunReportBody } from "../../../review/policy-schema.ts";
import { Problem, requestLines } from "../api/request.ts";

export type DryRunState =
  | { readonly done: number; readonly of: number }
  | { readonly report: DryRunReportBody }
  | { readonly error: unknown };

export async function followDryRun(
  text: string,
  signal: AbortSignal,
  tell: (state: DryRunState) => void,
): Promise<void> {
  let isWhole = false;
  try {
    for await (const line of requestLines<DryRunLineBody>("/policy/dry-runs", { text }, signal)) {
      isWhole ||= "report" in line;
      tell(line);
    }
    // An answer that ends early is no error of the network: no bar may wait for the rest of it.
    if (!isWhole && !signal.aborted) tell({ error: new Problem(200, null) });
  } catch (error) {
    // Looked away: nobody is there to be told.
    if (!signal.aborted) tell({ error });
  }
}
