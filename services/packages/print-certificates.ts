/** The copy certificate of a package, in each language: as text always; as a PDF unless a character has no glyph, which the text then says. */
import { LANGUAGES } from "../kernel/language.ts";
import { type Certificate, certificateDocument } from "./certificate-document.ts";
import type { CertificatePrinter } from "./certificate-printer.ts";
import { certificateText } from "./certificate-text.ts";
import { type PackageFile, fileOf } from "./contents.ts";

export async function printCertificates(
  printer: CertificatePrinter,
  certificate: Certificate,
): Promise<readonly PackageFile[]> {
  const files: PackageFile[] = [];
  for (const language of LANGUAGES) {
    const document = certificateDocument(certificate, language);
    const printed = await printer.print(document);
    const unprintable = printed.kind === "pdf" ? [] : printed.characters;
    const name = `certificate/certificate.${language}`;
    files.push(fileOf(`${name}.txt`, certificateText(document, unprintable)));
    if (printed.kind === "pdf") files.push(fileOf(`${name}.pdf`, printed.bytes));
  }
  return files;
}
