/** Copy certificates as PDF: read back as text, looked at as a picture, the same bytes each time, and no box in place of a character. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCertificatePrinter } from "../../infra/pdf/certificate-printer.ts";
import { LANGUAGES, type Language } from "../../services/kernel/language.ts";
import {
  type Certificate,
  certificateDocument,
} from "../../services/packages/certificate-document.ts";
import type { CertificatePrinter } from "../../services/packages/certificate-printer.ts";
import { certificateText } from "../../services/packages/certificate-text.ts";
import { certificateOf } from "../fixtures/certificate.ts";
import { filesOf, makeWorld } from "../fixtures/small-package.ts";

const run = promisify(execFile);
let printer: CertificatePrinter;
let folder: string;
beforeAll(async () => {
  printer = await openCertificatePrinter();
  folder = await mkdtemp(join(tmpdir(), "holdfast-pdf-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function printed(certificate: Certificate, language: Language): Promise<Uint8Array> {
  const result = await printer.print(certificateDocument(certificate, language));
  if (result.kind !== "pdf") throw new Error(result.characters.join());
  return result.bytes;
}

async function savedAs(name: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
}

/** Without blanks: where a line ends is the page's matter. */
const squeezed = (text: string): string => text.replaceAll(/\s+/g, "");

/** Dark pixels of the first page. */
async function inkOf(file: string): Promise<number> {
  await run("pdftoppm", [
    "-gray",
    "-r",
    "120",
    "-f",
    "1",
    "-l",
    "1",
    "-singlefile",
    file,
    `${file}.page`,
  ]);
  const picture = await readFile(`${file}.page.pgm`);
  return picture.subarray(20).filter((value) => value < 128).byteLength;
}

describe("a copy certificate", () => {
  it.each(LANGUAGES)(
    "holds every fact as text, with one embedded font, in %s",
    async (language) => {
      // Rare characters of names, two of them beyond U+FFFF.
      const certificate = certificateOf("询问室_䶮㛃𠅤.mp4", 3);
      const file = await savedAs(`${language}.pdf`, await printed(certificate, language));
      const { stdout } = await run("pdftotext", ["-layout", file, "-"]);
      const { facts, items, statements } = certificateDocument(certificate, language);
      const text = squeezed(stdout);
      for (const [, value] of [...facts, ...items.flatMap((item) => item.facts)]) {
        // Values are cut into lines; the digests' first halves are enough to know them by.
        expect(text).toContain(squeezed(value).slice(0, 24));
      }
      for (const statement of statements) expect(text).toContain(squeezed(statement).slice(0, 12));
      const fonts = (await run("pdffonts", [file])).stdout.trimEnd().split("\n").slice(2);
      expect(fonts).toHaveLength(1);
      expect(fonts[0]).toMatch(/NotoSansSC.* yes yes yes /);
    },
  );

  it("draws what it holds, and not blanks: seen as a picture", async () => {
    const certificate = certificateOf("䶮".repeat(20));
    const items = certificate.items.map((item) => ({ ...item, filename: "\u3000" }));
    const drawn = await savedAs("drawn.pdf", await printed(certificate, "zh-CN"));
    const blank = await savedAs("blank.pdf", await printed({ ...certificate, items }, "zh-CN"));
    expect((await inkOf(drawn)) - (await inkOf(blank))).toBeGreaterThan(600);
  });

  it("is the same bytes each time, and small", async () => {
    const certificate = certificateOf("clip.mp4", 5);
    const first = await printed(certificate, "zh-CN");
    expect(Buffer.compare(first, await printed(certificate, "zh-CN"))).toBe(0);
    expect(first.byteLength).toBeLessThan(200_000);
  });

  it("runs over many pages, each numbered", async () => {
    const file = await savedAs("many.pdf", await printed(certificateOf("clip.mp4", 60), "en"));
    const { stdout } = await run("pdfinfo", [file]);
    const pages = Number(/Pages: +(\d+)/.exec(stdout)?.[1]);
    expect(pages).toBeGreaterThan(5);
    const text = (await run("pdftotext", [file, "-"])).stdout;
    expect(text).toContain(`${pages} / ${pages}`);
  });

  it("keeps what it says of one item on one page, with its code", async () => {
    const certificate = certificateOf("", 12);
    const items = certificate.items.map((item, at) => ({
      ...item,
      filename: "名".repeat(60 * at),
    }));
    const file = await savedAs("kept.pdf", await printed({ ...certificate, items }, "zh-CN"));
    const text = (await run("pdftotext", ["-layout", file, "-"])).stdout;
    for (const page of text.split("\f").slice(1, -1)) {
      expect(page.trimStart()).toMatch(/^(\d+\.|制作人)/);
    }
  });

  it("is not printed with a box for a character: the text names it, and the package is made all the same", async () => {
    const document = certificateDocument(certificateOf("name \u{1F984}\uE000.mp4"), "en");
    expect(await printer.print(document)).toEqual({
      kind: "no-glyph",
      characters: ["\u{1F984}", "\uE000"],
    });
    expect(certificateText(document, ["\u{1F984}"])).toContain("no glyph for \u{1F984} (U+1F984)");
    const world = await makeWorld();
    Object.assign(world.deps, { printer });
    const { id, failure } = await world.prepare(
      await world.sealedItem(Buffer.from("x"), { filename: "\u{1F984}.mp4" }),
    );
    expect(failure).toBeNull();
    const files = await filesOf(world.deps, await world.deps.packages.contents(id));
    const names = [...files.keys()].filter((path) => path.startsWith("certificate/"));
    expect(names).toEqual(["certificate/certificate.en.txt", "certificate/certificate.zh-CN.txt"]);
    expect(files.get("certificate/certificate.zh-CN.txt")!.toString()).toContain("U+1F984");
    await world.close();
  });
});
