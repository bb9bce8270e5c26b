/** Asks the service whether it lets an identity in, by a question that changes nothing. For devices. */
import { type AskService, type DeviceAnswer, type HeldIdentity, tlsOf } from "./device-identity.ts";

/** 200 where it does, 401 or 403 where it does not; null or another status tells neither. */
export async function askToEnter(
  ask: AskService,
  held: HeldIdentity,
): Promise<DeviceAnswer | null> {
  const { sha256 } = held.certificate;
  const body = Buffer.from(JSON.stringify({ files: [{ sha256, sizeBytes: 0 }] }));
  const url = new URL("/api/v1/uploads/check", held.url);
  const headers = { "Content-Type": "application/json", "Content-Length": String(body.length) };
  return await ask({ tls: tlsOf(held) }, "POST", url, headers, body);
}
