/** The purpose a person stated for an item: asked once a browser session, sent with every read of media. */

const PREFIX = "holdfast.purpose.";
/** What is recorded when a list shows a picture; not translated, because it is kept for ever. */
export const LIST_PURPOSE = "list-thumbnail";
export const PURPOSE_MIN = 3;
export const PURPOSE_MAX = 200;

export function statedPurpose(itemId: string): string | null {
  return sessionStorage.getItem(PREFIX + itemId);
}

export function statePurpose(itemId: string, purpose: string): void {
  sessionStorage.setItem(PREFIX + itemId, purpose);
}

/** The next person at this browser states their own. */
export function forgetPurposes(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  }
}
