/** The purpose a person stated for an item: asked once a browser session, sent with every read of media. */
import type { OfferedPurposesBody } from "../../../review/purpose-schema.ts";

const PREFIX = "holdfast.purpose.";
/** What is recorded when a list shows a picture; not translated, because it is kept for ever. */
export const LIST_PURPOSE = "list-thumbnail";
export const PURPOSE_MAX = 200;

/** What for, and why in the person's own words; as the API takes it. */
export interface Purpose {
  readonly purposeKind: PurposeKind;
  readonly purpose: string;
}
export type PurposeKind = OfferedPurposesBody[number]["purpose"];

/** What an older page left there is asked for again. */
export function statedPurpose(itemId: string): Purpose | null {
  const kept = sessionStorage.getItem(PREFIX + itemId);
  if (kept?.startsWith("{") !== true) return null;
  return JSON.parse(kept) as Purpose;
}

export function statePurpose(itemId: string, purpose: Purpose): void {
  sessionStorage.setItem(PREFIX + itemId, JSON.stringify(purpose));
}

/** The next person at this browser states their own. */
export function forgetPurposes(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  }
}
