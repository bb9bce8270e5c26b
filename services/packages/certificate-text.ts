/** The copy certificate as plain text, which every machine can show. */
import type { Language } from "../kernel/language.ts";
import type { CertificateDocument } from "./certificate-document.ts";

const NO_GLYPH: Readonly<Record<Language, (characters: string) => string>> = {
  "zh-CN": (characters) =>
    `未制作 PDF：字体中没有下列字符的字形：${characters}。本文本内容完整；需要 PDF 时，请更正该名称后重新制作数据包。`,
  en: (characters) =>
    `There is no PDF: the font has no glyph for ${characters}. This text is complete; for a PDF, correct the name and ask for the package again.`,
};

/** `unprintable`: characters for whose sake there is no PDF of it. */
export function certificateText(
  { language, title, facts, statements, items, signatures }: CertificateDocument,
  unprintable: readonly string[] = [],
): string {
  const named = unprintable.map((character) => `${character} (${codePoint(character)})`);
  const blocks = [
    title,
    rows(facts),
    ...statements,
    ...items.map((item, at) => `${at + 1}.\n${rows(item.facts)}`),
    ...(named.length === 0 ? [] : [NO_GLYPH[language](named.join(" "))]),
    signatures.map((line) => `${line}: ______________________`).join("\n\n"),
  ];
  return `${blocks.join("\n\n")}\n`;
}

const rows = (facts: CertificateDocument["facts"]): string =>
  facts.map(([label, value]) => `  ${label}: ${value}`).join("\n");

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
