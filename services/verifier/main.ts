/**
 * Checks a package, or a receipt, offline:
 * node services/verifier/main.ts PATH [--original FILE] [--qr TEXT] [--root PEM] [--ledger-key VKEY] [--json] [--lang LANG]
 *
 * Exit status: 0 everything holds; 1 something does not; 4 it is whole, but nothing was pinned to trust, or there was no file to compare;
 * 2 wrong usage. It needs no network and no database.
 */
import { type ReadStream, createReadStream, existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { isMainThread, workerData } from "node:worker_threads";
import { cmsVerifier } from "../../infra/keys/cms-verifier.ts";
import { timestampVerifier } from "../../infra/keys/timestamp-verifier.ts";
import { openPackage } from "../../infra/zip/open-package.ts";
import { utcInstant } from "../kernel/clock.ts";
import { sha256OfStream } from "../kernel/digest.ts";
import { type Language, type Text, languageOf } from "../kernel/language.ts";
import { Refusal } from "../kernel/refusal.ts";
import { parsePolicy } from "../ledger/policy.ts";
import type { Verdict } from "../packages/finding.ts";
import type { Pins } from "../packages/trust.ts";
import { type PackageReport, verifyPackage } from "../packages/verify-package.ts";
import {
  type BatchReport,
  MAX_BATCH_BYTES,
  checkBatchReceipt,
  parseBatchFile,
} from "./check-batch.ts";
import { type ReceiptReport, checkReceipt } from "./check-receipt.ts";
import { openDigestThreads, serveDigests } from "./digest-threads.ts";
import { filesAt } from "./files-at.ts";
import { VERDICTS, findingLine } from "./finding-text.ts";
import { issuedText } from "./issued-text.ts";
import { levelLines } from "./level-text.ts";

const EXIT: Readonly<Record<Verdict, number>> = { PASSED: 0, FAILED: 1, INDETERMINATE: 4 };
const JUDGES = {
  signatures: cmsVerifier,
  timestamps: timestampVerifier,
  clock: () => utcInstant(new Date()),
};
const USAGE_EXIT = 2;
const PROGRESS_MS = 1_000;

const USAGE: Text = {
  "zh-CN":
    "用法：verify 路径 [--original 原始文件或文件夹] [--qr 二维码文字] [--root 根证书.pem] [--gm-root 国密根证书.pem] [--ledger-key 账本公钥.vkey] [--witness-policy 见证策略.txt] [--tsa-root 时间戳根证书.pem] [--revocations 吊销清单] [--json] [--lang zh-CN|en]\n" +
    "路径是数据包 ZIP、解压后的文件夹，或回执 JSON（可用 --original 与文件比对；批次回执可比对整个文件夹和二维码）。退出码：0 全部通过；1 有失败；4 未指定信任来源，或没有可比对的文件；2 用法错误。\n",
  en:
    "usage: verify PATH [--original FILE|FOLDER] [--qr TEXT] [--root ROOT.pem] [--gm-root SM2-ROOT.pem] [--ledger-key LEDGER.vkey] [--witness-policy POLICY.txt] [--tsa-root ROOT.pem] [--revocations LIST] [--json] [--lang zh-CN|en]\n" +
    "PATH is a package (ZIP or folder), or a receipt (JSON), held against FILE if given; a batch receipt also against a whole FOLDER, and the text of a dock's code. Exit: 0 all holds; 1 something failed; 4 nothing was pinned, or no file to compare; 2 usage.\n",
};

interface Options {
  readonly path: string;
  /** The file that a receipt is held against, or a folder for a batch receipt; null: none. */
  readonly original: string | null;
  /** The text of a code from a dock's wall; null: none. */
  readonly code: string | null;
  readonly pins: Pins;
  readonly json: boolean;
  readonly language: Language;
}

/** Null for wrong usage. */
async function readOptions(): Promise<Options | null> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      original: { type: "string" },
      qr: { type: "string" },
      root: { type: "string" },
      "gm-root": { type: "string" },
      "ledger-key": { type: "string" },
      "witness-policy": { type: "string" },
      "tsa-root": { type: "string" },
      revocations: { type: "string" },
      json: { type: "boolean", default: false },
      lang: { type: "string" },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) return null;
  const { original = null, qr: code = null, root, "ledger-key": ledgerKey, json, lang } = values;
  const { "witness-policy": policy, "tsa-root": tsaRoot, "gm-root": gmRoot, revocations } = values;
  const witnessPolicy = await textAt(policy);
  // A policy that cannot be read is wrong usage, and no word about the package.
  if (witnessPolicy !== null) parsePolicy(witnessPolicy);
  const pins = {
    witnessPolicy,
    timestampRoots: await textAt(tsaRoot),
    rootCertificatePem: await textAt(root),
    secondRootPem: await textAt(gmRoot),
    revocations: await textAt(revocations),
    // A key may be given as a file or as it is.
    ledgerKeys:
      ledgerKey === undefined || /^\S+\+[0-9a-f]{8}\+\S+$/.test(ledgerKey)
        ? (ledgerKey ?? null)
        : await readFile(ledgerKey, "utf8"),
  };
  return { path, original, code, pins, json, language: languageOf(lang ?? preference()) };
}

const textAt = async (path: string | undefined): Promise<string | null> =>
  path === undefined ? null : readFile(path, "utf8");

const preference = (): string | undefined =>
  process.env["LC_ALL"] ?? process.env["LC_MESSAGES"] ?? process.env["LANG"];

/** `subject`: what was checked, in one word. */
function print(
  report: PackageReport | ReceiptReport | BatchReport,
  subject: string,
  { json, language }: Options,
): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return;
  }
  const lines = report.findings.map((finding) => findingLine(finding, language));
  if ("levels" in report) {
    lines.push("", ...report.levels.flatMap((level) => levelLines(level, language)));
  }
  if ("issued" in report && report.issued !== null) {
    lines.push("", issuedText(report.issued, language));
  }
  const verdict = VERDICTS[report.verdict][language];
  process.stdout.write(`${lines.join("\n")}\n\n${subject} ${verdict}\n`);
}

/** A receipt is a file of JSON; a package is a folder or begins as ZIP files do. */
async function isReceipt(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile() !== true) return false;
  for await (const byte of createReadStream(path, { end: 0 }) as AsyncIterable<Buffer>) {
    return byte[0] === 0x7b;
  }
  return false;
}

/** What `take` makes of the file's bytes. @throws Refusal missing "packages/no-such-file". */
async function ofFile<T>(
  path: string,
  take: (bytes: ReadStream) => Promise<T>,
  lastByte = Infinity,
): Promise<T> {
  try {
    return await take(createReadStream(path, { end: lastByte }));
  } catch (cause) {
    throw new Refusal("missing", "packages/no-such-file", "the file cannot be read", { cause });
  }
}

async function verifyOne(options: Options): Promise<Verdict> {
  const { path, pins, original, code } = options;
  // Only a receipt is held against a file: whatever else is given with one is no receipt, and told so.
  if (original !== null || code !== null || (await isReceipt(path))) {
    const bytes = await ofFile(path, buffer, MAX_BATCH_BYTES);
    const batch = parseBatchFile(bytes);
    if (batch !== null) {
      const files = original === null ? null : await filesAt(original);
      const judged = { files, code };
      const report = await checkBatchReceipt({ signatures: cmsVerifier }, batch, pins, judged);
      print(report, report.statement?.batchId ?? "", options);
      return report.verdict;
    }
    const file = original === null ? null : await ofFile(original, sha256OfStream);
    const report = await checkReceipt({ signatures: cmsVerifier }, bytes, pins, file, code);
    print(report, report.statement?.filename ?? "", options);
    return report.verdict;
  }
  const reader = await openPackage(path);
  const threads = await openDigestThreads(path, reader, threadEntry());
  try {
    const report = await verifyPackage(JUDGES, reader, pins, progressBar(), threads ?? undefined);
    print(report, report.packageId ?? "", options);
    return report.verdict;
  } finally {
    // A thread that is left would keep the process.
    await threads?.close();
    await reader.close();
  }
}

/** Where the verifier was built into one file, that one serves its threads too. */
function threadEntry(): URL {
  const entry = new URL("digest-thread/main.ts", import.meta.url);
  return existsSync(entry) ? entry : new URL(import.meta.url);
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
    return EXIT[await verifyOne(options)];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    printRefusal(error, options);
    return error.kind === "missing" ? USAGE_EXIT : EXIT.FAILED;
  }
}

if (isMainThread) process.exitCode = await main();
else serveDigests(await openPackage(workerData as string));
