/** Runs and parts of an upload that is made of others, as the fake UploadStore keeps them. */
import type { IncomingPart } from "../../services/objects/incoming-store.ts";
import type { Run } from "../../services/ingest/upload.ts";

interface Rows {
  readonly runs: readonly Run[];
  readonly parts: readonly IncomingPart[];
}

export function joinRows(partials: readonly (Rows & { readonly sizeBytes: number })[]) {
  const runs: Run[] = [];
  const parts: IncomingPart[] = [];
  let base = 0;
  for (const partial of partials) {
    for (const run of partial.runs) runs.push({ ...run, offsetBytes: base + run.offsetBytes });
    for (const part of partial.parts) parts.push({ ...part, number: parts.length + 1 });
    base += partial.sizeBytes;
  }
  return { runs, parts };
}
