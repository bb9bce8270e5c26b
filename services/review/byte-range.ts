/** The Range header (RFC 9110 §14): one stretch of bytes or none; many at once are an amplifier and are refused. */
import { Refusal } from "../kernel/refusal.ts";
import type { ByteRange } from "../objects/object-store.ts";

/**
 * The stretch that is asked for, or null for the whole. A unit other than bytes is passed over, as the
 * RFC says; a stretch that is backwards, beyond the end, or one of many is refused rather than answered
 * with everything, for the whole of a recording is never what its sender wants.
 * @throws Refusal invalid "review/range-not-satisfiable" with the size.
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | null {
  if (header === undefined || !/^bytes\s*=/i.test(header)) return null;
  const [, first = "", last = ""] = /^bytes\s*=\s*(\d{0,16})-(\d{0,16})\s*$/i.exec(header) ?? [];
  const range = rangeOf(first, last, sizeBytes);
  if (range === null) {
    throw new Refusal("invalid", "review/range-not-satisfiable", "no such stretch of bytes", {
      fix: "Ask for one range within the size.",
      facts: { sizeBytes },
    });
  }
  return range;
}

function rangeOf(first: string, last: string, sizeBytes: number): ByteRange | null {
  if (first === "" && last === "") return null;
  const range =
    first === ""
      ? { firstByte: Math.max(0, sizeBytes - Number(last)), lastByte: sizeBytes - 1 }
      : {
          firstByte: Number(first),
          lastByte: last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1),
        };
  const { firstByte, lastByte } = range;
  const backwards = first !== "" && last !== "" && Number(last) < Number(first);
  return !backwards && firstByte <= lastByte && firstByte < sizeBytes ? range : null;
}
