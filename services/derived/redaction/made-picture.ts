/** Whether a picture that was made is one PNG and not one byte more: nothing of where it comes from, no thumbnail, no words. Pure. */
import type { Bytes } from "../../source/bytes.ts";
import { stillThere } from "./hidden-picture.ts";

const SIGNATURE = "\x89PNG\r\n\x1a\n";
/** ISO 15948: how large it is, its pixels and its end; and how pixels are shaped and coloured, which is numbers of the writer's own. */
const KNOWN = ["IHDR", "pHYs", "gAMA", "cHRM", "sRGB", "cICP", "IDAT", "IEND"];
/** Of those numbers the longest is 32 bytes; a chunk that is longer holds something else. */
const MOST_NUMBERS = 32;

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** @throws Refusal invalid "derived/still-there". */
export async function requireOnlyPicture(bytes: Bytes, size: Size): Promise<void> {
  if ((await bytes.read(0, 8)).toString("latin1") !== SIGNATURE) throw stillThere({ box: "head" });
  let type = "";
  for (let at = 8; at < bytes.sizeBytes;) {
    if (type === "IEND") throw stillThere({ box: "end" });
    const head = await bytes.read(at, 16);
    if (head.byteLength < 12) throw stillThere({ box: "end" });
    type = typeOf(head);
    requireKnown(head, at === 8);
    if (type === "IHDR") requireSize(head, size);
    // Its length, its type and its check sum.
    at += 12 + head.readUInt32BE(0);
    if (at > bytes.sizeBytes) throw stillThere({ box: "end" });
  }
  if (type !== "IEND") throw stillThere({ box: "end" });
}

const typeOf = (head: Buffer): string => head.toString("latin1", 4, 8);

function requireKnown(head: Buffer, isFirst: boolean): void {
  const type = typeOf(head);
  const isLong = type !== "IDAT" && head.readUInt32BE(0) > MOST_NUMBERS;
  if (!KNOWN.includes(type) || isLong || isFirst !== (type === "IHDR"))
    throw stillThere({ box: /^\w{4}$/.test(type) ? type : "?" });
}

function requireSize(head: Buffer, { widthPx, heightPx }: Size): void {
  const isSame = head.readUInt32BE(8) === widthPx && head.readUInt32BE(12) === heightPx;
  if (!isSame) throw stillThere({ box: "IHDR" });
}
