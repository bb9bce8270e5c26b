/** The verbs about case files: shown, filled with what is of the case, sealed, and taken away with all that it takes to check them. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { ItemPage } from "../review/api-schema.ts";
import {
  CaseFileBody,
  type CaseFileBodyOut,
  type FileEntryBody,
  type FileOrderRequest,
  SealedDocument,
} from "../review/case-file-schema.ts";
import { HouseDeadlines } from "../review/deadline-schema.ts";
import { SessionPage } from "../review/recording-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { caseCalled } from "./case-called.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { signedFiles } from "./signed-files.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { CASES } from "./texts/cases.ts";
import { writeNew } from "./write-new.ts";

export interface ExportArguments {
  readonly out: string;
  readonly version?: string;
}

const pathOf = (id: string): string => `/api/v1/cases/${id}/file`;

function tell(term: Terminal, file: CaseFileBodyOut): ExitCode {
  term.result(file);
  if (file.entries.length === 0) term.say(CASES.empty);
  for (const { number, kind, title, pages, ...entry } of file.entries) {
    const id = entry.itemId ?? entry.sessionId ?? entry.documentNo ?? "";
    const range = pages === null ? "" : `[${pages.from}-${pages.to}]`;
    term.say(CASES.entry, { number, kind: CASES[kind][term.language], id, title, pages: range });
  }
  for (const { number, sha256, madeAt, madeByName, isEntered } of file.versions) {
    const state = (isEntered ? CASES.entered : CASES.waits)[term.language];
    term.say(CASES.version, { number, sha256, at: madeAt, by: madeByName, state });
  }
  return EXIT.ok;
}

export async function caseShow(api: ApiClient, term: Terminal, wanted: string): Promise<ExitCode> {
  return tell(term, await api.get(pathOf(await caseCalled(api, wanted)), CaseFileBody));
}

/** Ends with 1 where a term is over. */
export async function caseDeadlines(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const found = await api.get("/api/v1/deadlines?limit=500", HouseDeadlines);
  term.result(found);
  const { entries, open, overdue, soon, isWhole } = found;
  for (const { caseNumber, title, document, due, state, why } of entries) {
    const what = `${title[term.language]}${document === null ? "" : ` ${document}`}`;
    const said = { due: due ?? "", state: CASES[state][term.language], number: caseNumber, what };
    term.say(CASES.deadline, { ...said, why: why?.text[term.language] ?? "" });
  }
  term.say(CASES.deadlineCounts, { open, overdue, soon });
  if (!isWhole || entries.length < open) term.say(CASES.deadlinesCut, { shown: entries.length });
  return overdue > 0 ? EXIT.negative : EXIT.ok;
}

/** Puts items and sessions of the case that do not stand in the file yet behind the others. */
export async function caseFill(api: ApiClient, term: Terminal, wanted: string): Promise<ExitCode> {
  const caseId = await caseCalled(api, wanted);
  const path = pathOf(caseId);
  const { revision, entries } = await api.get(path, CaseFileBody);
  const items = await api.all("/api/v1/items", { caseId }, ItemPage);
  const sessions = await api.all("/api/v1/recording-sessions", { caseId }, SessionPage);
  const stands = new Set(entries.flatMap(({ itemId, sessionId }) => [itemId, sessionId]));
  const more = [
    ...items.toReversed().map(({ id }) => ({ kind: "item" as const, itemId: id })),
    ...sessions.toReversed().map(({ id }) => ({ kind: "verdict" as const, sessionId: id })),
  ].filter((one) => !stands.has(one.kind === "item" ? one.itemId : one.sessionId));
  const body = { revision, entries: [...entries.map(asked), ...more] };
  return tell(term, await api.post(`${path}/order`, body, CaseFileBody));
}

type Asked = z.input<typeof FileOrderRequest>["entries"][number];

/** As it is sent back. */
const asked = ({ number: _number, pages: _pages, pageCount, ...entry }: FileEntryBody): Asked =>
  ({ ...entry, pages: pageCount }) as Asked;

export async function caseSeal(
  api: ApiClient,
  term: Terminal,
  wanted: string,
  why: string,
): Promise<ExitCode> {
  const path = pathOf(await caseCalled(api, wanted));
  const { revision } = await api.get(path, CaseFileBody);
  return tell(term, await api.post(`${path}/seal`, { revision, why }, CaseFileBody));
}

/** Files beside one another, as openssl and any tlog software take them. */
export async function caseExport(
  api: ApiClient,
  term: Terminal,
  wanted: string,
  { out, version }: ExportArguments,
): Promise<ExitCode> {
  const path = pathOf(await caseCalled(api, wanted));
  const newest = (await api.get(path, CaseFileBody)).versions.at(0)?.number;
  const number = version ?? newest?.toString();
  if (number === undefined) throw new VerbFailure(EXIT.usage, CASES.noVersion);
  const sealed = await api.get(`${path}/versions/${encodeURIComponent(number)}`, SealedDocument);
  const files: readonly (readonly [string, string | Buffer])[] = [
    ...signedFiles("case-file.json", sealed),
    ["contents.zh-CN.txt", sealed.contents["zh-CN"]],
    ["contents.en.txt", sealed.contents.en],
  ];
  await mkdir(out, { recursive: true });
  for (const [name, bytes] of files) await writeNew(join(out, name), bytes);
  term.result({
    version: sealed.number,
    sha256: sealed.sha256,
    files: files.map(([name]) => name),
  });
  const isWhole = sealed.signature !== null && sealed.ledger !== null;
  term.say(isWhole ? CASES.exported : CASES.exportedEarly, { number: sealed.number, folder: out });
  return isWhole ? EXIT.ok : EXIT.negative;
}
