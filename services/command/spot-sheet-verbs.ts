/** The verbs about one score sheet: look at it, close it with the marks of a file, answer it. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { STATE_WORDS } from "../legalreview/point-words.ts";
import { CloseSheetRequest, SpotUnit, type SpotUnitBody } from "../review/spot-check-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { SHEETS } from "./texts/spot-sheet.ts";

export interface Closing {
  /** A file of JSON: a list of marks, as the API takes them. */
  readonly marks: string;
  readonly remark?: string;
  /** The newest version that was read, as it was typed; not given: there was none. */
  readonly known?: string;
  readonly why?: string;
}

export interface Answering {
  /** SHA-256 of the closed sheet that was read. */
  readonly sheet: string;
  readonly text: string;
}

export interface Looking {
  /** Whether it is about the caller's own work. */
  readonly mine?: boolean;
}

type UnitOf = readonly [check: string, unit: string];

const ROOT = "/api/v1/spot-checks";
const checkerPath = ([check, unit]: UnitOf): string =>
  `${ROOT}/${encodeURIComponent(check)}/units/${encodeURIComponent(unit)}`;
const ownPath = ([check, unit]: UnitOf): string =>
  `${ROOT}/mine/${encodeURIComponent(check)}/${encodeURIComponent(unit)}`;

export async function spotSheet(
  api: ApiClient,
  term: Terminal,
  of: UnitOf,
  { mine = false }: Looking,
): Promise<ExitCode> {
  const unit = await api.get(mine ? ownPath(of) : checkerPath(of), SpotUnit);
  term.result(unit);
  const { language } = term;
  for (const { code, title, points, point } of unit.sheet.criteria) {
    const known = unit.known.find((one) => one.point === point);
    const state = known === undefined ? "–" : STATE_WORDS[known.state][language];
    term.say(SHEETS.criterion, { code, title: title[language], points, state });
    for (const { text } of known?.reasons ?? []) {
      term.say(SHEETS.reason, { text: text[language] });
    }
  }
  tellVersions(term, unit);
  return EXIT.ok;
}

function tellVersions(term: Terminal, { versions, answers }: SpotUnitBody): void {
  if (versions.length === 0) term.say(SHEETS.none);
  for (const { version, score, of, grade, madeByName: who, sha256, marks } of versions) {
    term.say(SHEETS.version, { version, score, of, grade: grade ?? "–", who, sha256 });
    for (const { criterion: code, state, lost, reason } of marks) {
      if (state === "lost") term.say(SHEETS.lost, { code, lost, reason });
    }
  }
  for (const { version, madeByName: who, text } of answers) {
    term.say(SHEETS.answerLine, { version, who, text });
  }
}

export async function spotClose(
  api: ApiClient,
  term: Terminal,
  of: UnitOf,
  { marks: file, remark = "", known = "0", why }: Closing,
): Promise<ExitCode> {
  const body = { known: Number(known), marks: await marksIn(file), remark, reason: why ?? null };
  const closed = await api.post(`${checkerPath(of)}/sheets`, body, SpotUnit);
  term.result(closed);
  tellVersions(term, { ...closed, versions: closed.versions.slice(-1), answers: [] });
  return EXIT.ok;
}

async function marksIn(file: string): Promise<z.input<typeof CloseSheetRequest>["marks"]> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new VerbFailure(EXIT.usage, SHEETS.noFile, { file });
  });
  const found = Marks.safeParse(text);
  if (found.success) return found.data;
  const where = found.error.issues[0]?.path.join(".") ?? "";
  throw new VerbFailure(EXIT.usage, SHEETS.badMarks, { file, where: where === "" ? "-" : where });
}

const Marks = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue("no JSON");
      return z.NEVER;
    }
  })
  .pipe(CloseSheetRequest.shape.marks);

export async function spotAnswer(
  api: ApiClient,
  term: Terminal,
  of: UnitOf,
  { sheet, text }: Answering,
): Promise<ExitCode> {
  const body = { sheetSha256: sheet, text };
  const answered = await api.post(`${ownPath(of)}/answer`, body, SpotUnit);
  term.result(answered);
  term.say(SHEETS.answered);
  return EXIT.ok;
}
