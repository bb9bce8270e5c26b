/** A witness's own cosignature (C2SP tlog-cosignature, Ed25519): made here, judged by cosignature.ts. */
import { type KeyObject, createPublicKey, sign } from "node:crypto";
import type { UtcInstant } from "../kernel/clock.ts";
import { TIME_BYTES, cosignedMessage } from "./cosignature.ts";
import { cosignatureLine } from "./note.ts";

/** The line that `name` adds to the note of `text` at `at`. */
export function cosign(text: string, name: string, key: KeyObject, at: UtcInstant): string {
  const seconds = BigInt(Math.floor(Date.parse(at) / 1_000));
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(seconds);
  const signature = sign(null, Buffer.from(cosignedMessage(text, seconds)), key);
  return cosignatureLine(name, createPublicKey(key), Buffer.concat([time, signature]));
}
