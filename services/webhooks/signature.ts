/** What a webhook is signed with and how, by Standard Webhooks 1.0.0 (standardwebhooks.com): HMAC-SHA256 over id, time and body. */
import { createHmac, randomBytes } from "node:crypto";
import type { Buffer } from "node:buffer";
import type { DeliveryId } from "../kernel/ids.ts";

/** The specification wants 24 to 64; the wrapper of the house takes keys of this length. */
const SECRET_BYTES = 32;

export const mintSigningKey = (): Buffer => randomBytes(SECRET_BYTES);

/** As it is shown, once. */
export const secretText = (key: Uint8Array): string =>
  `whsec_${globalThis.Buffer.from(key).toString("base64")}`;

/** The same each time one delivery is tried: by it a receiver knows what it has. */
export const messageId = (id: DeliveryId): string => `msg_${id.replaceAll("-", "")}`;

export interface SignedHeaders {
  readonly "webhook-id": string;
  /** Seconds since 1970, of this attempt. */
  readonly "webhook-timestamp": string;
  /** "v1,<base64>" of each key that counts, apart by a space. */
  readonly "webhook-signature": string;
}

/** `keys`: while one takes the place of another both, the newer first. */
export function signedHeaders(
  keys: readonly Uint8Array[],
  id: DeliveryId,
  atMs: number,
  body: string,
): SignedHeaders {
  const named = messageId(id);
  const seconds = String(Math.floor(atMs / 1_000));
  const signatures = keys.map(
    (key) =>
      `v1,${createHmac("sha256", key).update(`${named}.${seconds}.${body}`).digest("base64")}`,
  );
  return {
    "webhook-id": named,
    "webhook-timestamp": seconds,
    "webhook-signature": signatures.join(" "),
  };
}
