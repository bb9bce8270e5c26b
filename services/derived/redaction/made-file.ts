/** Whether a file that was made holds its planned streams and not one byte more: each byte is of a box that is known, or of a sample. Pure. */
import type { Bytes } from "../../source/bytes.ts";
import { type Box, childOf, children, contentOf } from "../../source/mp4-boxes.ts";
import { SourceFault } from "../../source/fault.ts";
import { sampleSizes } from "../../source/mp4-tables.ts";
import { stillThere } from "./hidden-picture.ts";

const TOP = ["ftyp", "moov", "mdat"];
/** Those of a movie with pictures and sound that say nothing of where it comes from (ISO 14496-12, 14496-14, 14496-15). */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  moov: ["mvhd", "trak"],
  trak: ["tkhd", "edts", "mdia"],
  edts: ["elst"],
  mdia: ["mdhd", "hdlr", "minf"],
  minf: ["vmhd", "smhd", "dinf", "stbl"],
  dinf: ["dref"],
  stbl: ["stsd", "stts", "stss", "ctts", "stsc", "stsz", "stco", "co64", "sgpd", "sbgp"],
};

/** The list of tags as ffmpeg writes it where there is none. */
const NO_TAGS = Buffer.from(
  "000000356d657461000000000000002168646c7200000000000000006d6469726170706c00000000000000000000000008696c7374",
  "hex",
);

/** @throws Refusal invalid "derived/still-there". */
export async function requireOnly(
  bytes: Bytes,
  wanted: { readonly picture: boolean; readonly sound: boolean },
): Promise<void> {
  try {
    const whole: Box = { type: "", at: 0, end: bytes.sizeBytes };
    const top = await children(bytes, whole);
    // The writer leaves a place for a longer size, and nothing in it.
    const known = top.filter(({ type, at, end }) => !(type === "free" && at === end));
    requireKnown(known, TOP);
    if (known.at(-1)?.end !== bytes.sizeBytes) throw stillThere({ box: "end" });
    const moov = await childOf(bytes, whole, "moov");
    await walk(bytes, moov);
    const traks = (await children(bytes, moov)).filter(({ type }) => type === "trak");
    const kinds: string[] = [];
    let sampleBytes = 0;
    for (const trak of traks) {
      const mdia = await childOf(bytes, trak, "mdia");
      kinds.push(
        (await contentOf(bytes, await childOf(bytes, mdia, "hdlr"))).toString("latin1", 8, 12),
      );
      sampleBytes += await samplesOf(bytes, mdia);
    }
    const planned = [...(wanted.picture ? ["vide"] : []), ...(wanted.sound ? ["soun"] : [])];
    if (kinds.toSorted().join() !== planned.toSorted().join()) throw stillThere({ box: "trak" });
    const data = known.filter(({ type }) => type === "mdat");
    const dataBytes = data.reduce((sum, { at, end }) => sum + end - at, 0);
    if (dataBytes !== sampleBytes) throw stillThere({ box: "mdat" });
  } catch (cause) {
    throw cause instanceof SourceFault ? stillThere({ box: "moov" }) : cause;
  }
}

async function walk(bytes: Bytes, parent: Box): Promise<void> {
  const known = KNOWN[parent.type];
  if (known === undefined) return;
  const boxes: Box[] = [];
  for (const box of await children(bytes, parent)) {
    const isEmpty = box.type === "udta" && (await contentOf(bytes, box)).equals(NO_TAGS);
    if (!isEmpty) boxes.push(box);
  }
  requireKnown(boxes, known);
  for (const box of boxes) await walk(bytes, box);
}

function requireKnown(boxes: readonly Box[], known: readonly string[]): void {
  const other = boxes.find(({ type }) => !known.includes(type));
  // A type is four bytes of a file of our own making, and may still be anything.
  if (other !== undefined) throw stillThere({ box: /^\w{4}$/.test(other.type) ? other.type : "?" });
}

/** Of "stsz": one size for all, or one each. */
async function samplesOf(bytes: Bytes, mdia: Box): Promise<number> {
  const stbl = await childOf(bytes, await childOf(bytes, mdia, "minf"), "stbl");
  const { count, each, sizeOf } = sampleSizes(
    await contentOf(bytes, await childOf(bytes, stbl, "stsz")),
  );
  if (each !== null) return each * count;
  let sum = 0;
  for (let sample = 0; sample < count; sample += 1) sum += sizeOf(sample);
  return sum;
}
