/** The one font of everything that is printed, for both languages, and what it cannot draw. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type Font, create } from "fontkit";

/** Noto Sans SC (SIL OFL 1.1), static: pdfkit draws a variable font in its thinnest weight. */
const FONT = "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf";

export interface OpenFont {
  readonly bytes: Buffer;
  /** Characters of `texts` without a glyph, each once. */
  readonly missingIn: (texts: readonly string[]) => string[];
}

export async function openFont(): Promise<OpenFont> {
  const bytes = await readFile(createRequire(import.meta.url).resolve(FONT));
  const font = create(bytes) as Font;
  // Records come by the thousand lines of the same few hundred characters.
  const drawable = new Set<string>();
  const isMissing = (character: string): boolean => {
    if (drawable.has(character)) return false;
    if (!font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) return true;
    drawable.add(character);
    return false;
  };
  const missingIn = (texts: readonly string[]): string[] => [
    ...new Set(texts.flatMap((text) => Array.from(text).filter(isMissing))),
  ];
  return { bytes, missingIn };
}
