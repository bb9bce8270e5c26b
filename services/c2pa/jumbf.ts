/** Boxes of a C2PA manifest store (JUMBF, ISO/IEC 19566-5; types and labels of C2PA 2.2, 11.1). */
import { encode } from "cborg";

/** What a superbox is, by the first four letters of its UUID. */
type SuperboxKind = "c2pa" | "c2ma" | "c2as" | "c2cl" | "c2cs" | "cbor";

const UUID_TAIL = Buffer.from("00110010800000aa00389b71", "hex");
/** It can be referred to, and has a label. */
const TOGGLES = Buffer.of(0b11);

/** Description and contents of a superbox, without the header of it: what references to it hash (C2PA 2.2, 8.4.2.3). */
export const superboxContent = (
  kind: SuperboxKind,
  label: string,
  ...contents: readonly Uint8Array[]
): Buffer =>
  Buffer.concat([
    box("jumd", Buffer.from(kind), UUID_TAIL, TOGGLES, Buffer.from(`${label}\0`)),
    ...contents,
  ]);

export const superbox = (...args: Parameters<typeof superboxContent>): Buffer =>
  box("jumb", superboxContent(...args));

export const cborBox = (value: unknown): Buffer => box("cbor", encode(value));

export function box(type: string, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat([Buffer.from(type), ...contents]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(4 + body.byteLength);
  return Buffer.concat([size, body]);
}
