/** A refusal of the core in the words of this protocol, whose sender gives up at 400 and comes again at all else. Pure. */
import { Refusal } from "../kernel/refusal.ts";

/** Room will be made by people or by midnight; the sender keeps the recording and comes again. */
const NO_ROOM = new Set([
  "ingest/storage-full",
  "ingest/too-large",
  "ingest/larger-than-quota",
  "ingest/device-quota",
  "ingest/agency-quota",
]);

/**
 * What this door itself finds not storable is "axis/bad-request"; no other refusal may be read as that, or the
 * sender would never send the recording again.
 */
export function asSwift(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.code.startsWith("axis/")) return error;
  const { code, kind } = error;
  const facts = { reason: code };
  if (code.startsWith("access/")) return unauthorized(error);
  if (NO_ROOM.has(code)) {
    return new Refusal("unavailable", "axis/no-room", "there is no room for this object now", {
      fix: "An administrator must make room or raise the limit; send the object again.",
      facts,
      cause: error,
    });
  }
  if (code === "api/method-not-allowed") return error;
  return new Refusal("unavailable", "axis/busy", "the object cannot be taken now", {
    fix: "Nothing of this object was kept: send it again.",
    facts: { ...facts, kind },
    cause: error,
  });
}

export const unauthorized = (cause?: unknown): Refusal =>
  new Refusal("forbidden", "axis/unauthorized", "no token of a device in use", {
    fix: "Ask /axis/auth/v1.0 for a token, with the device's id as X-Auth-User and its token as X-Auth-Key.",
    cause,
  });
