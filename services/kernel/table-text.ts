/** The text of a table as offices send it: UTF-8, or what Chinese systems write else, GB 18030; each with a mark in front or without. */

/** Null: it is neither, as a workbook is. */
export function tableText(bytes: Uint8Array): string | null {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // UTF-16 and workbooks hold zeros, and both decoders take those for text.
      if (!text.includes("\0")) return text;
    } catch {
      // Not in this one.
    }
  }
  return null;
}
