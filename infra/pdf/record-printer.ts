/** Prints records by pdfkit, page by page: a page that is full is written and forgotten. */
import { setImmediate as nextTurn } from "node:timers/promises";
import PDFDocument from "pdfkit";
import type {
  PrintedRecord,
  RecordEntry,
  RecordHead,
  RecordPrinter,
  Row,
} from "../../services/review/record-printer.ts";
import { type OpenFont, openFont } from "./font.ts";

const MARGIN = 48;
const LABEL_WIDTH = 92;
const SIZES = { title: 16, text: 9, entry: 9.5, fact: 8, page: 7.5 } as const;
/** Of a rule and the number of pages, and of each row more. */
const END_HEIGHT = 36;
const ROW_HEIGHT = 14;
/** Entries drawn before others get a turn: a millisecond or two each. */
const ENTRIES_A_TURN = 5;

/** Reads the font when the first record is printed: 10 MB that most processes never need. */
export function createRecordPrinter(): RecordPrinter {
  let font: Promise<OpenFont> | undefined;
  const opened = () => (font ??= openFont());
  return {
    undrawable: async (texts) => (await opened()).missingIn(texts),
    async *print(record) {
      yield* draw((await opened()).bytes, record);
    },
  };
}

type Sheet = PDFKit.PDFDocument;

async function* draw(font: Buffer, { head, chunks, end }: PrintedRecord): AsyncIterable<Buffer> {
  const sheet = openSheet(font, head);
  const pages = numberPages(sheet, head);
  drawHead(sheet, head);
  for await (const chunk of chunks) {
    for (const [at, entry] of chunk.entries()) {
      drawEntry(sheet, entry);
      if (at % ENTRIES_A_TURN !== 0) continue;
      yield* written(sheet);
      await nextTurn();
    }
  }
  const last = end();
  room(sheet, END_HEIGHT + ROW_HEIGHT * last.length);
  sheet.moveDown(1);
  rule(sheet);
  drawRows(sheet, [...last, ["页数 pages", String(pages())]]);
  sheet.end();
  // pdfkit ends with what it compresses behind our back.
  for await (const piece of sheet) yield piece as Buffer;
}

function openSheet(font: Buffer, { title, subject, madeAt }: RecordHead): Sheet {
  const date = new Date(madeAt);
  const sheet = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    lang: "zh-CN",
    displayTitle: true,
    // Digests never come twice: remembering how each was set would take memory without end.
    fontLayoutCache: false,
    info: {
      ...{ Title: title, Subject: subject, Producer: "Holdfast", Creator: "Holdfast" },
      ...{ CreationDate: date, ModDate: date },
    },
  });
  sheet.registerFont("text", font).font("text");
  return sheet;
}

function* written(sheet: Sheet): Iterable<Buffer> {
  for (;;) {
    const piece = sheet.read() as Buffer | null;
    if (piece === null) return;
    yield piece;
  }
}

/** Writes on each page what it belongs to and which one it is; answers how many there are. */
function numberPages(sheet: Sheet, { title, subject }: RecordHead): () => number {
  let page = 0;
  const mark = (): void => {
    page += 1;
    const y = MARGIN - 22;
    const options = { lineBreak: false } as const;
    sheet.fontSize(SIZES.page);
    sheet.text(`${title} · ${subject}`, MARGIN, y, options);
    const number = `第 ${page} 页 page ${page}`;
    sheet.text(number, sheet.page.width - MARGIN - sheet.widthOfString(number), y, options);
    // A value that goes on here does so in its own size.
    sheet.fontSize(SIZES.fact);
    sheet.x = MARGIN;
    sheet.y = MARGIN;
  };
  mark();
  sheet.on("pageAdded", mark);
  return () => page;
}

function drawHead(sheet: Sheet, { title, facts, statements }: RecordHead): void {
  sheet.fontSize(SIZES.title).text(title, { align: "center" }).moveDown(0.8);
  drawRows(sheet, facts);
  sheet.moveDown(0.6).fontSize(SIZES.text);
  for (const statement of statements) sheet.text(statement, MARGIN).moveDown(0.4);
}

function drawEntry(sheet: Sheet, { title, rows }: RecordEntry): void {
  room(sheet, 70);
  sheet.moveDown(0.6);
  rule(sheet);
  sheet.fontSize(SIZES.entry).text(title, MARGIN).moveDown(0.15);
  drawRows(sheet, rows);
}

/** Labels and values in two columns; a value that is longer than its page goes on with the next. */
function drawRows(sheet: Sheet, rows: readonly Row[]): void {
  const width = sheet.page.width - 2 * MARGIN - LABEL_WIDTH;
  for (const [label, value] of rows) {
    room(sheet, 24);
    const y = sheet.y;
    sheet.fontSize(SIZES.fact).text(label, MARGIN, y, { width: LABEL_WIDTH - 8 });
    const below = sheet.y;
    sheet.text(value, MARGIN + LABEL_WIDTH, y, { width });
    // On a new page the label's own end says nothing any more.
    const isSamePage = sheet.y > y;
    sheet.y = (isSamePage ? Math.max(below, sheet.y) : sheet.y) + 1.5;
    sheet.x = MARGIN;
  }
}

function rule(sheet: Sheet): void {
  sheet
    .moveTo(MARGIN, sheet.y)
    .lineTo(sheet.page.width - MARGIN, sheet.y)
    .lineWidth(0.4)
    .stroke();
  sheet.y += 3;
}

/** A new page where less than `height` is left on this one. */
function room(sheet: Sheet, height: number): void {
  if (sheet.y + height > sheet.page.height - MARGIN) sheet.addPage();
}
