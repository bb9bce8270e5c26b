/**
 * Checks a package offline: node services/verifier/main.ts PATH [--root PEM] [--ledger-key VKEY] [--json] [--lang LANG]
 *
 * Exit status: 0 everything holds; 1 something does not; 4 it is whole, but nothing was pinned to trust;
 * 2 wrong usage. It needs no network and no database.
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { cmsVerifier } from "../../infra/keys/cms-verifier.ts";
import { openPackage } from "../../infra/zip/open-package.ts";
import { type Language, type Text, languageOf } from "../kernel/language.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Verdict } from "../packages/finding.ts";
import type { Pins } from "../packages/trust.ts";
import { type PackageReport, verifyPackage } from "../packages/verify-package.ts";
import { VERDICTS, findingLine } from "./finding-text.ts";

const EXIT: Readonly<Record<Verdict, number>> = { PASSED: 0, FAILED: 1, INDETERMINATE: 4 };
const USAGE_EXIT = 2;
const PROGRESS_MS = 1_000;

const USAGE: Text = {
  "zh-CN":
    "用法：verify 路径 [--root 根证书.pem] [--ledger-key 登记簿公钥.vkey] [--json] [--lang zh-CN|en]\n" +
    "路径是数据包 ZIP 或解压后的文件夹。退出码：0 全部通过；1 有失败；4 未指定信任来源；2 用法错误。\n",
  en:
    "usage: verify PATH [--root ROOT.pem] [--ledger-key LEDGER.vkey] [--json] [--lang zh-CN|en]\n" +
    "PATH is a package, a ZIP or a folder. Exit: 0 all holds; 1 something failed; 4 nothing was pinned; 2 usage.\n",
};

interface Options {
  readonly path: string;
  readonly pins: Pins;
  readonly json: boolean;
  readonly language: Language;
}

/** Null for wrong usage. */
async function readOptions(): Promise<Options | null> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      root: { type: "string" },
      "ledger-key": { type: "string" },
      json: { type: "boolean", default: false },
      lang: { type: "string" },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) return null;
  const { root, "ledger-key": ledgerKey, json, lang } = values;
  const pins = {
    rootCertificatePem: root === undefined ? null : await readFile(root, "utf8"),
    // A key may be given as a file or as it is.
    ledgerKeys:
      ledgerKey === undefined || /^\S+\+[0-9a-f]{8}\+\S+$/.test(ledgerKey)
        ? (ledgerKey ?? null)
        : await readFile(ledgerKey, "utf8"),
  };
  return { path, pins, json, language: languageOf(lang ?? preference()) };
}

const preference = (): string | undefined =>
  process.env["LC_ALL"] ?? process.env["LC_MESSAGES"] ?? process.env["LANG"];

function print(report: PackageReport, { json, language }: Options): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return;
  }
  const lines = report.findings.map((finding) => findingLine(finding, language));
  const verdict = VERDICTS[report.verdict][language];
  process.stdout.write(`${lines.join("\n")}\n\n${report.packageId ?? ""} ${verdict}\n`);
}

/** To stderr, at most once a second. */
function progressBar(): (doneBytes: number, totalBytes: number) => void {
  let last = Date.now();
  return (doneBytes, totalBytes) => {
    if (Date.now() - last < PROGRESS_MS) return;
    last = Date.now();
    process.stderr.write(`${Math.floor((100 * doneBytes) / Math.max(totalBytes, 1))} %\n`);
  };
}

/** What stops the verifier before it can judge: said in one line. */
function printRefusal(error: Refusal, { json }: Options): void {
  const { code, message, facts, fix } = error;
  if (json) process.stdout.write(`${JSON.stringify({ verdict: "FAILED", code, facts })}\n`);
  else process.stdout.write(`FAILED ${code}: ${message}${fix === undefined ? "" : `. ${fix}`}\n`);
}

async function main(): Promise<number> {
  const options = await readOptions().catch(() => null);
  if (options === null) {
    process.stderr.write(USAGE[languageOf(preference())]);
    return USAGE_EXIT;
  }
  try {
    const reader = await openPackage(options.path);
    const report = await verifyPackage(cmsVerifier, reader, options.pins, progressBar());
    await reader.close();
    print(report, options);
    return EXIT[report.verdict];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    printRefusal(error, options);
    return error.kind === "missing" ? USAGE_EXIT : EXIT.FAILED;
  }
}

process.exitCode = await main();
