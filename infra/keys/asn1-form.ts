/** What a part of DER must be like: how many parts, which value, in which order. */
import { type Asn1, Malformed, encode } from "./asn1.ts";

export function same(node: Asn1 | undefined, expected: Asn1): void {
  if (node === undefined || !encode(node).equals(encode(expected))) {
    throw new Malformed("another value is expected");
  }
}

export function exactly(count: number, parts: readonly Asn1[]): readonly Asn1[] {
  if (parts.length !== count) throw new Malformed(`${count} parts are expected`);
  return parts;
}

/** SET OF in DER order, none twice (X.690 11.6): GnuTLS and BouncyCastle hash the sorted form. */
export function sorted(parts: readonly Asn1[]): void {
  const encodings = parts.map(encode);
  for (const [index, encoding] of encodings.entries()) {
    const previous = encodings[index - 1];
    if (previous !== undefined && Buffer.compare(previous, encoding) >= 0) {
      throw new Malformed("a set is not in order");
    }
  }
}
