/** What the query of a hold matches among items in memory. */
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { HoldQuery } from "../../services/holds/hold.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";

export function isMatched(
  query: HoldQuery,
  { deviceId, announced, receivedAt }: EvidenceItem,
): boolean {
  const { activity, caseNumber, recordedAt } = announced;
  const isFrom = (at: UtcInstant | null, from: UtcInstant | undefined) =>
    from === undefined || (at !== null && at >= from);
  const isUntil = (at: UtcInstant | null, until: UtcInstant | undefined) =>
    until === undefined || (at !== null && at < until);
  return (
    (query.deviceId ?? deviceId) === deviceId &&
    (query.activity ?? activity) === activity &&
    (query.declaredCase ?? caseNumber) === caseNumber &&
    isFrom(recordedAt, query.recordedFrom) &&
    isUntil(recordedAt, query.recordedUntil) &&
    isFrom(receivedAt, query.receivedFrom) &&
    isUntil(receivedAt, query.receivedUntil)
  );
}
