/** The index of a film in one file (ISO 14496-12, "moov"), whole in memory: its boxes. */
import type { Bytes } from "../../source/bytes.ts";
import { SourceFault, malformed } from "../../source/fault.ts";
import { boxesIn } from "../../source/mp4-boxes.ts";

/** Pictures and sound of two days. */
const MAX_INDEX_BYTES = 96 << 20;

/** A box with its content in `content`. */
export interface IndexBox {
  readonly type: string;
  /** With its head. */
  readonly whole: Buffer;
  readonly content: Buffer;
}

export interface FilmIndex {
  readonly moov: IndexBox;
  /** Boxes of the file beside it, by type; where their content lies. */
  readonly ftyp: Buffer;
}

/** @throws SourceFault for a file in fragments, without an index, with two, or with one that is too large. */
export async function readFilmIndex(bytes: Bytes): Promise<FilmIndex> {
  const file = { type: "file", at: 0, end: bytes.sizeBytes };
  const found: Record<string, Buffer> = {};
  for await (const { type, at, end } of boxesIn(bytes, file)) {
    if (type === "moof") throw new SourceFault("container-not-supported", "a file in fragments");
    if (type !== "moov" && type !== "ftyp") continue;
    if (found[type] !== undefined) throw malformed(`two boxes "${type}"`);
    if (end - at > MAX_INDEX_BYTES) throw new SourceFault("too-large", "an index without end");
    found[type] = await bytes.read(at, end - at);
    if (found[type].byteLength !== end - at) throw malformed("an index beyond the file");
  }
  const { moov, ftyp } = found;
  if (moov === undefined || ftyp === undefined) throw malformed("no index");
  return { moov: { type: "moov", whole: moov, content: moov }, ftyp };
}

/** The boxes side by side in `content`. @throws SourceFault "malformed". */
export function boxesOf(content: Buffer): readonly IndexBox[] {
  const boxes: IndexBox[] = [];
  for (let at = 0; at + 8 <= content.byteLength;) {
    const size = content.readUInt32BE(at);
    if (size < 8 || at + size > content.byteLength) throw malformed("a box beyond its parent");
    boxes.push({
      type: content.toString("latin1", at + 4, at + 8),
      whole: content.subarray(at, at + size),
      content: content.subarray(at + 8, at + size),
    });
    at += size;
  }
  return boxes;
}

/** The one box at the end of `path`. @throws SourceFault "malformed" if one is missing, or there are more. */
export function boxAt(parent: IndexBox, ...path: readonly string[]): IndexBox {
  const found = optionalBox(parent, ...path);
  if (found === null) throw malformed(`no box "${path.join("/")}"`);
  return found;
}

export function optionalBox(parent: IndexBox, ...path: readonly string[]): IndexBox | null {
  let box: IndexBox | null = parent;
  for (const type of path) {
    if (box === null) return null;
    const [one, ...more]: readonly IndexBox[] = boxesOf(box.content).filter(
      (each) => each.type === type,
    );
    if (more.length > 0) throw malformed(`two boxes "${type}"`);
    box = one ?? null;
  }
  return box;
}
