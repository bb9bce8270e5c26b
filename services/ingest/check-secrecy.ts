/** Whether what a recording is said to be may come into this house at all; asked before the first byte is taken. */
import type { Announced } from "../evidence/evidence-item.ts";
import type { DeviceId } from "../kernel/ids.ts";
import { refuseAbove } from "../secrecy/ceiling.ts";
import { markSaid } from "../secrecy/mark-words.ts";
import type { IngestDeps } from "./ingest-deps.ts";

/** @throws Refusal forbidden "secrecy/above-ceiling". */
export function checkSecrecy(
  deps: Pick<IngestDeps, "ceiling" | "actions" | "clock">,
  deviceId: DeviceId,
  { other }: Announced,
): Promise<void> {
  const said = other["secrecy"];
  const mark = said === undefined ? null : markSaid(said);
  return refuseAbove(deps, deviceId, mark?.state ?? null);
}
