/** The verbs about exports. */
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { type Sha256, sha256OfStream } from "../kernel/digest.ts";
import { LANGUAGES, type Text } from "../kernel/language.ts";
import { readBounded } from "../kernel/read-bounded.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { parseWatermark } from "../packages/issued.ts";
import { parsePackageJson } from "../packages/package-json.ts";
import { PACKAGE_JSON } from "../packages/package-layout.ts";
import type { PackageReader } from "../packages/package-reader.ts";
import {
  type AcknowledgementRequestBody,
  Export,
  type ExportBody,
  ExportPage,
  type ExportRequestBody,
} from "../review/export-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { documentAt } from "./holds-verbs.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { EXPORTS, EXPORT_STATE_NAMES } from "./texts/exports.ts";
import { HOLDS } from "./texts/holds.ts";
import { writeNew, writeNewFrom } from "./write-new.ts";

const PATH = "/api/v1/exports";
const MAX_LIST_BYTES = 64 << 20;
const at = (id: string): string => `${PATH}/${encodeURIComponent(id)}`;
export const RECEIPT_FORMATS = ["txt", ...LANGUAGES] as const;

export interface OrderArguments {
  readonly item: readonly string[];
  readonly recipient: ExportRequestBody["recipient"];
  readonly organisation: string;
  readonly person: string;
  readonly basis: string;
  /** Path of the document that it is given out on. */
  readonly document?: string;
  readonly purposeKind: NonNullable<ExportRequestBody["purposeKind"]>;
  readonly why: string;
  readonly due?: string;
}
export interface ReceiptArguments {
  readonly format: (typeof RECEIPT_FORMATS)[number];
  readonly out?: string;
}
export interface AcknowledgeArguments {
  readonly signed?: string;
  readonly paper?: string;
}

/** All of them, newest first. Ends with 1 if one that is shown is overdue. */
export async function exportList(
  api: ApiClient,
  term: Terminal,
  state: string | undefined,
): Promise<ExitCode> {
  const entries = await api.all(PATH, { state }, ExportPage);
  tellAll(term, entries);
  return entries.some(({ course }) => course === "overdue") ? EXIT.negative : EXIT.ok;
}

function tellAll(term: Terminal, entries: readonly ExportBody[]): void {
  term.result({ entries });
  if (entries.length === 0) term.say(EXPORTS.none);
  for (const one of entries) tell(term, one);
}

function tell(term: Terminal, one: ExportBody): void {
  const { language } = term;
  const { id, course, organisation, person, basis, watermark, purpose, requestedAt } = one;
  term.say(EXPORTS.line, {
    ...{ id, organisation, person, basis, watermark, purpose, at: requestedAt },
    ...{ state: EXPORT_STATE_NAMES[course][language], by: one.requestedByName },
  });
  if (one.dueOn !== null) term.say(EXPORTS.due, { day: one.dueOn });
  const { acknowledgement, withdrawn } = one;
  if (acknowledgement?.signature) {
    const { signer, root, isRootKnown } = acknowledgement.signature;
    const known = (isRootKnown ? EXPORTS.known : EXPORTS.unknown)[language];
    term.say(EXPORTS.signedBy, { signer, root, known });
  } else if (acknowledgement !== null && acknowledgement.confirmed === null) {
    const { byName: by, sha256 } = acknowledgement;
    term.say(EXPORTS.unconfirmed, { by, sha256 });
  }
  if (withdrawn !== null) {
    term.say(EXPORTS.withdrawn, {
      by: withdrawn.by === null ? EXPORTS.custody[language] : withdrawn.byName,
      at: withdrawn.at,
      reason: withdrawn.reason,
    });
  }
}

export async function exportOrder(
  api: ApiClient,
  term: Terminal,
  given: OrderArguments,
): Promise<ExitCode> {
  const { item, recipient, organisation, person, basis, document, purposeKind, why, due } = given;
  const body: ExportRequestBody = {
    ...{ itemIds: [...item], recipient, organisation, person, basis, purposeKind, purpose: why },
    basisSha256: document === undefined ? null : await digestOf(document),
    dueOn: due ?? null,
  };
  const made = await api.post(PATH, body, Export);
  term.result(made);
  const { id, watermark } = made;
  term.say(EXPORTS.ordered, { id, watermark, organisation: made.organisation });
  return EXIT.ok;
}

/** What broke off leaves no file that looks like a package. */
export async function exportTake(
  api: ApiClient,
  term: Terminal,
  id: string,
  out = `holdfast-${id}.zip`,
): Promise<ExitCode> {
  // An id of something else takes nothing out, and a file that is there stays.
  await api.get(at(id), Export);
  await writeNewFrom(out, () => api.stream(`/api/v1/packages/${encodeURIComponent(id)}/content`));
  return told(term, out);
}

export async function exportReceipt(
  api: ApiClient,
  term: Terminal,
  id: string,
  { format, out }: ReceiptArguments,
): Promise<ExitCode> {
  const isText = format === "txt";
  const bytes = await api.bytes(
    isText ? `${at(id)}/receipt.txt` : `${at(id)}/receipt.${format}.pdf`,
  );
  const file = out ?? (isText ? `receipt-${id}.txt` : `receipt-${id}.${format}.pdf`);
  await writeNew(file, bytes);
  return told(term, file);
}

function told(term: Terminal, file: string): ExitCode {
  term.result({ file });
  term.say(EXPORTS.saved, { file });
  return EXIT.ok;
}

export async function exportAcknowledge(
  api: ApiClient,
  term: Terminal,
  id: string,
  { signed, paper }: AcknowledgeArguments,
): Promise<ExitCode> {
  const body = { acknowledgement: await acknowledgementOf(signed, paper) };
  const answer = await api.post(
    `${at(id)}/acknowledgement`,
    body satisfies AcknowledgementRequestBody,
    Export,
  );
  return standing(term, answer);
}

async function acknowledgementOf(
  signed: string | undefined,
  paper: string | undefined,
): Promise<AcknowledgementRequestBody["acknowledgement"]> {
  if (signed !== undefined && paper === undefined) {
    const bytes = await readFile(signed).catch(() => noFile(signed));
    return { kind: "signed", base64: bytes.toString("base64") };
  }
  if (paper !== undefined && signed === undefined) {
    return { kind: "paper", ...(await documentAt(paper)) };
  }
  throw new VerbFailure(EXIT.usage, EXPORTS.oneOfTwo);
}

function standing(term: Terminal, answer: ExportBody): ExitCode {
  term.result(answer);
  const state = EXPORT_STATE_NAMES[answer.course][term.language];
  term.say(EXPORTS.entered, { id: answer.id, state });
  tell(term, answer);
  return EXIT.ok;
}

export async function exportConfirm(
  api: ApiClient,
  term: Terminal,
  id: string,
  scan: string,
): Promise<ExitCode> {
  const body = { sha256: await digestOf(scan) };
  return standing(term, await api.post(`${at(id)}/confirmation`, body, Export));
}

export async function exportWithdraw(
  api: ApiClient,
  term: Terminal,
  id: string,
  reason: string,
): Promise<ExitCode> {
  return standing(term, await api.post(`${at(id)}/withdrawal`, { reason }, Export));
}

/** Of the package at this path; null: it is no package; undefined: one for nobody in particular. */
export type ReadWatermark = (path: string) => Promise<string | null | undefined>;

export async function watermarkIn(
  open: (path: string) => Promise<PackageReader>,
  path: string,
): ReturnType<ReadWatermark> {
  let reader: PackageReader | null = null;
  try {
    reader = await open(path);
    const list = await readBounded(await reader.read(PACKAGE_JSON), MAX_LIST_BYTES);
    return list === null ? null : parsePackageJson(list).issued?.watermark;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  } finally {
    await reader?.close();
  }
}

/** Ends with 1 where none is found. */
export async function exportTrace(
  api: ApiClient,
  term: Terminal,
  what: string,
  readWatermark: ReadWatermark,
): Promise<ExitCode> {
  const watermark = parseWatermark(what) ?? (await readWatermark(what));
  if (watermark === undefined) term.say(EXPORTS.notIssued);
  const query = watermark ? { watermark } : { sha256: await digestOf(what, EXPORTS.noWatermark) };
  const entries = watermark === undefined ? [] : await api.all(PATH, query, ExportPage);
  if (watermark) term.say(EXPORTS.byWatermark, { watermark });
  else if (watermark === null) term.say(EXPORTS.byDigest);
  tellAll(term, entries);
  return entries.length === 0 ? EXIT.negative : EXIT.ok;
}

export async function digestOf(path: string, text: Text = HOLDS.noFile): Promise<Sha256> {
  try {
    return (await sha256OfStream(createReadStream(path))).sha256;
  } catch {
    throw new VerbFailure(EXIT.usage, text, { file: path });
  }
}

function noFile(file: string): never {
  throw new VerbFailure(EXIT.usage, HOLDS.noFile, { file });
}
