/** A pack or a table of days as files beside one another, named as the command names them: openssl and any tlog software take them. */
import type { AppliedTextBody, PolicyEntryBody } from "../../../review/policy-schema.ts";
import { bytesOfBase64 } from "../frame/base64.ts";

export interface TextFile {
  readonly name: string;
  readonly bytes: string | Uint8Array<ArrayBuffer>;
}

export function filesOf(
  { code, version }: Pick<PolicyEntryBody, "code" | "version">,
  { text, signature, publisherSignature, ledger }: AppliedTextBody,
): TextFile[] {
  const stem = `${code}-v${version}`;
  const name = `${stem}.${text.trimStart().startsWith("{") ? "json" : "csv"}`;
  const signed = (suffix: string, base64: string | null): TextFile[] =>
    base64 === null ? [] : [{ name: `${name}${suffix}`, bytes: bytesOfBase64(base64) }];
  return [
    { name, bytes: text },
    ...signed(".p7s", signature),
    ...signed(".publisher.p7s", publisherSignature),
    ...(ledger === null
      ? []
      : [
          { name: `${stem}.tlog-proof`, bytes: ledger.proof },
          { name: `${stem}.leaf`, bytes: ledger.leaf },
        ]),
  ];
}
