/** A sealed version as files beside one another, named as the command line names them: openssl and any tlog software take them. */
import type { SealedDocumentBody } from "../../../review/case-file-schema.ts";
import { bytesOfBase64 } from "../frame/base64.ts";

export interface VersionFile {
  readonly name: string;
  readonly bytes: string | Uint8Array<ArrayBuffer>;
}

export function filesOf({
  text,
  signature,
  ledger,
  contents,
}: Pick<SealedDocumentBody, "text" | "signature" | "ledger" | "contents">): VersionFile[] {
  return [
    { name: "case-file.json", bytes: text },
    ...(signature === null
      ? []
      : [{ name: "case-file.json.p7s", bytes: bytesOfBase64(signature) }]),
    ...(ledger === null
      ? []
      : [
          { name: "case-file.tlog-proof", bytes: ledger.proof },
          { name: "case-file.leaf", bytes: ledger.leaf },
          { name: "case-file.salt", bytes: ofHex(ledger.saltHex) },
        ]),
    { name: "contents.zh-CN.txt", bytes: contents["zh-CN"] },
    { name: "contents.en.txt", bytes: contents.en },
  ];
}

const ofHex = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
