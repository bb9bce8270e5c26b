/** What a webhook is sent: thin, by Standard Webhooks: a name, a time and ids. Nobody's name, and nothing that was said. */
import type { PublishedEvent } from "../events/event-line.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { TEST_TYPE } from "./webhook.ts";

/** The exact body: the same each time it is tried. */
export function bodyOf({ type, at, ...data }: PublishedEvent): string {
  return JSON.stringify({ type, timestamp: at, data: { ...data, link: linkOf(data) } });
}

export const testBody = (at: UtcInstant): string =>
  JSON.stringify({ type: TEST_TYPE, timestamp: at, data: {} });

/** Where it is read, below this house's address; the rules of that route decide what is seen there. */
function linkOf({ itemId, caseId, sessionId, packageId, holdId }: Partial<PublishedEvent>): string {
  if (itemId !== undefined) return `/api/v1/items/${itemId}`;
  if (caseId !== undefined) return `/api/v1/cases/${caseId}`;
  if (sessionId !== undefined) return `/api/v1/recording-sessions/${sessionId}`;
  if (packageId !== undefined) return `/api/v1/packages/${packageId}`;
  return `/api/v1/holds/${holdId ?? ""}`;
}
