/** Prints copy certificates by pdfkit: A4, one embedded font for both languages, the same bytes each time. */
import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import { encode } from "uqr";
import type { CertificateDocument } from "../../services/packages/certificate-document.ts";
import type { CertificatePrinter, Printed } from "../../services/packages/certificate-printer.ts";
import { openFont } from "./font.ts";

const MARGIN = 56;
const CODE_SIZE = 78;
/** Beyond that many items a page of codes helps nobody. */
const MAX_CODES = 50;
const SIZES = { title: 16, text: 9.5, fact: 9, page: 8 } as const;
const LABEL_WIDTH = 118;
const ROW_GAP = 2;
/** Of an item's number above its facts, with the space before the next. */
const NUMBER_HEIGHT = 24;

export async function openCertificatePrinter(): Promise<CertificatePrinter> {
  const { bytes, missingIn } = await openFont();
  return {
    async print(document): Promise<Printed> {
      const characters = missingIn(textsOf(document));
      if (characters.length > 0) return { kind: "no-glyph", characters };
      return { kind: "pdf", bytes: await draw(bytes, document) };
    },
  };
}

const textsOf = ({
  title,
  facts,
  statements,
  items,
  signatures,
}: CertificateDocument): string[] => [
  ...[title, ...statements, ...signatures],
  ...[...facts, ...items.flatMap((item) => item.facts)].flat(),
];

type Sheet = PDFKit.PDFDocument;
type Row = CertificateDocument["facts"][number];

async function draw(font: Buffer, document: CertificateDocument): Promise<Uint8Array> {
  const sheet = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    bufferPages: true,
    lang: document.language,
    displayTitle: true,
    info: {
      Title: document.title,
      Producer: "Holdfast",
      Creator: "Holdfast",
      CreationDate: new Date(document.preparedAt),
      ModDate: new Date(document.preparedAt),
    },
  });
  const written = buffer(sheet);
  sheet.registerFont("text", font).font("text");
  sheet.fontSize(SIZES.title).text(document.title, { align: "center" }).moveDown(0.8);
  factsOf(sheet, document.facts, document.code);
  sheet.moveDown(0.6).fontSize(SIZES.text);
  for (const statement of document.statements) sheet.text(statement).moveDown(0.4);
  const withCodes = document.items.length <= MAX_CODES;
  for (const [at, { facts, code }] of document.items.entries()) {
    sheet.moveDown(0.5);
    room(sheet, NUMBER_HEIGHT + factsHeight(sheet, facts, withCodes));
    sheet.fontSize(SIZES.text).text(`${at + 1}.`, MARGIN);
    factsOf(sheet, facts, withCodes ? code : null);
  }
  room(sheet, 60 * document.signatures.length);
  sheet.moveDown(1.5).fontSize(SIZES.text);
  for (const line of document.signatures) {
    sheet.text(`${line}:`, MARGIN).moveDown(1.6);
    const y = sheet.y - 6;
    sheet
      .moveTo(MARGIN, y)
      .lineTo(sheet.page.width - MARGIN, y)
      .lineWidth(0.5)
      .stroke();
    sheet.moveDown(0.6);
  }
  numberPages(sheet);
  sheet.end();
  return written;
}

/** A new page where less than `height` is left on this one; what is taller than any page begins where it is. */
function room(sheet: Sheet, height: number): void {
  if (height > sheet.page.height - 2 * MARGIN) return;
  if (sheet.y + height > sheet.page.height - MARGIN) sheet.addPage();
}

const valueWidth = (sheet: Sheet, withCode: boolean): number =>
  sheet.page.width - 2 * MARGIN - LABEL_WIDTH - (withCode ? CODE_SIZE + 12 : 0);

function rowHeight(sheet: Sheet, [label, value]: Row, width: number): number {
  sheet.fontSize(SIZES.fact);
  return Math.max(
    sheet.heightOfString(value, { width }),
    sheet.heightOfString(label, { width: LABEL_WIDTH - 8 }),
  );
}

/** Of facts that stand together, with their code. */
function factsHeight(sheet: Sheet, facts: readonly Row[], withCode: boolean): number {
  const width = valueWidth(sheet, withCode);
  const rows = facts.map((row) => rowHeight(sheet, row, width) + ROW_GAP);
  const height = rows.reduce((sum, each) => sum + each, 0);
  return withCode ? Math.max(height, CODE_SIZE + 4) : height;
}

/** Labels and values in two columns, the code at their right. */
function factsOf(sheet: Sheet, facts: CertificateDocument["facts"], code: string | null): void {
  const top = sheet.y;
  const width = valueWidth(sheet, code !== null);
  for (const row of facts) {
    const [label, value] = row;
    const height = rowHeight(sheet, row, width);
    room(sheet, height);
    const y = sheet.y;
    sheet.text(label, MARGIN, y, { width: LABEL_WIDTH - 8 });
    sheet.text(value, MARGIN + LABEL_WIDTH, y, { width });
    sheet.y = y + height + ROW_GAP;
  }
  if (code === null) return;
  // Facts that went on to a new page leave their code there, too.
  const y = sheet.y > top ? top : MARGIN;
  drawCode(sheet, code, sheet.page.width - MARGIN - CODE_SIZE, y);
  sheet.y = Math.max(sheet.y, y + CODE_SIZE + 4);
  sheet.x = MARGIN;
}

/** A QR code, whose dark modules of a row are one rectangle as long as they touch. */
function drawCode(sheet: Sheet, text: string, left: number, top: number): void {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  const module = CODE_SIZE / size;
  for (const [row, modules] of data.entries()) {
    for (let from = 0; from < size; from += 1) {
      if (modules[from] !== true) continue;
      let to = from;
      while (modules[to] === true) to += 1;
      sheet.rect(left + from * module, top + row * module, (to - from) * module, module);
      from = to;
    }
  }
  sheet.fill("black");
}

function numberPages(sheet: Sheet): void {
  const { start, count } = sheet.bufferedPageRange();
  for (let at = 0; at < count; at += 1) {
    sheet.switchToPage(start + at);
    // Below the margin, where pdfkit would begin another page.
    sheet.page.margins.bottom = 0;
    sheet
      .fontSize(SIZES.page)
      .text(`${at + 1} / ${count}`, MARGIN, sheet.page.height - MARGIN + 14, { align: "right" });
  }
}
