/** A text as a QR code (ISO/IEC 18004), drawn as one SVG path: nothing is fetched and no markup is inserted. */
import { encode } from "uqr";

export interface CodePicture {
  /** What the code says, for those who cannot photograph it. */
  readonly text: string;
  /** Modules a side, with the quiet zone. */
  readonly size: number;
  /** `d` of an SVG path in a box of that size. */
  readonly path: string;
}

/** Modules of light around the code, as the standard asks. */
const QUIET = 4;

export function codePicture(text: string): CodePicture {
  const { data, size } = encode(text, { ecc: "M", border: QUIET });
  const path = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { text, size, path: path.join("") };
}
