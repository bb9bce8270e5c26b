/** An exact text and what it takes to check it, as files beside one another: openssl and any tlog software take them. */
import type { ProvenTextBody } from "../review/case-file-schema.ts";

/** `name` ends in ".json". */
export function signedFiles(
  name: string,
  { text, signature, ledger }: ProvenTextBody,
): readonly (readonly [string, string | Buffer])[] {
  const stem = name.replace(/[.]json$/, "");
  return [
    [name, text],
    ...(signature === null ? [] : [[`${name}.p7s`, Buffer.from(signature, "base64")] as const]),
    ...(ledger === null
      ? []
      : [
          [`${stem}.tlog-proof`, ledger.proof] as const,
          [`${stem}.leaf`, ledger.leaf] as const,
          [`${stem}.salt`, Buffer.from(ledger.saltHex, "hex")] as const,
        ]),
  ];
}
