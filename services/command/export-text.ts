/** What counts here, taken away: the exact text of a pack or a table of days with its signatures and its proof, and how openssl checks them. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { AppliedTextBody, PolicyEntryBody } from "../review/policy-schema.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { signedFiles } from "./signed-files.ts";
import type { Terminal } from "./terminal.ts";
import { POLICY } from "./texts/policy.ts";
import { writeNew } from "./write-new.ts";

export async function exportText(
  term: Terminal,
  detail: AppliedTextBody & { readonly entry: PolicyEntryBody },
  out: string,
): Promise<ExitCode> {
  const { entry, text, signature, publisherSignature, ledger } = detail;
  const stem = `${entry.code}-v${entry.version}`;
  const file = `${stem}.${text.trimStart().startsWith("{") ? "json" : "csv"}`;
  const files = [
    ...signedFiles(file, detail),
    ...(publisherSignature === null
      ? []
      : [[`${file}.publisher.p7s`, Buffer.from(publisherSignature, "base64")] as const]),
  ];
  await mkdir(out, { recursive: true });
  for (const [name, bytes] of files) await writeNew(join(out, name), bytes);
  term.result({ files: files.map(([name]) => name) });
  const told = { name: `${entry.code} v${entry.version}`, folder: out, file };
  const isWhole = signature !== null && ledger !== null;
  term.say(isWhole ? POLICY.exported : POLICY.exportedEarly, told);
  if (publisherSignature !== null) term.say(POLICY.exportedPublisher, told);
  return isWhole ? EXIT.ok : EXIT.negative;
}
