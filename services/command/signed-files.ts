/** An exact text and what it takes to check it, as files beside one another: openssl and any tlog software take them. */
import type { ProvenTextBody } from "../review/case-file-schema.ts";

type Place = NonNullable<ProvenTextBody["ledger"]>;

/** Without a salt where the entry names the digest of the text itself. */
export interface ToSave extends Pick<ProvenTextBody, "text" | "signature"> {
  readonly ledger: (Pick<Place, "proof" | "leaf"> & Partial<Pick<Place, "saltHex">>) | null;
}

/** `name` ends in ".json", or in ".csv". */
export function signedFiles(
  name: string,
  { text, signature, ledger }: ToSave,
): readonly (readonly [string, string | Buffer])[] {
  const stem = name.replace(/[.](json|csv)$/, "");
  return [
    [name, text],
    ...(signature === null ? [] : [[`${name}.p7s`, Buffer.from(signature, "base64")] as const]),
    ...(ledger === null
      ? []
      : [
          [`${stem}.tlog-proof`, ledger.proof] as const,
          [`${stem}.leaf`, ledger.leaf] as const,
          ...(ledger.saltHex === undefined
            ? []
            : [[`${stem}.salt`, Buffer.from(ledger.saltHex, "hex")] as const]),
        ]),
  ];
}
