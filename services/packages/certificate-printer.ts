/** Port: prints the copy certificate as a PDF. Contract: the same document gives the same bytes on every machine. */
import type { CertificateDocument } from "./certificate-document.ts";

export type Printed =
  | { readonly kind: "pdf"; readonly bytes: Uint8Array }
  /** Characters that the font cannot draw: a certificate with boxes in place of a name is none. */
  | { readonly kind: "no-glyph"; readonly characters: readonly string[] };

export interface CertificatePrinter {
  print(document: CertificateDocument): Promise<Printed>;
}
