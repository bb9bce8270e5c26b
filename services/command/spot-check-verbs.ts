/** The verbs about spot checks: sheets of the pack, begin, look, and take away what it takes to draw again. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  SpotCheckDetail,
  SpotCheckPage,
  type SpotCheckRequestBody,
  SpotSheets,
} from "../review/spot-check-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { signedFiles } from "./signed-files.ts";
import type { Terminal } from "./terminal.ts";
import { SPOTS } from "./texts/spot-check.ts";
import { writeNew } from "./write-new.ts";

const ROOT = "/api/v1/spot-checks";

export async function spotSheets(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const { rules } = await api.get(`${ROOT}/sheets`, SpotSheets);
  term.result({ rules });
  if (rules === null) term.say(SPOTS.noSheets);
  const { language } = term;
  for (const { code, title, criteria } of rules?.sheets ?? []) {
    term.say(SPOTS.sheet, { code, title: title[language] });
    for (const one of criteria) {
      term.say(SPOTS.criterion, {
        ...{ code: one.code, title: one.title[language], points: one.points },
        fatal: one.fatal ? SPOTS.fatal[language] : "",
        proposal: one.confirmedByAgency ? "" : SPOTS.proposal[language],
      });
    }
  }
  return EXIT.ok;
}

export async function spotList(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const checks = await api.all(ROOT, {}, SpotCheckPage);
  term.result({ checks });
  if (checks.length === 0) term.say(SPOTS.none);
  for (const { id, period, sheet, sampleSize, populationSize, closed, dueOn } of checks) {
    const sizes = { sample: sampleSize, population: populationSize, closed };
    term.say(SPOTS.line, { id, period, sheet, ...sizes, due: dueOn ?? "–" });
  }
  return EXIT.ok;
}

export async function spotShow(api: ApiClient, term: Terminal, id: string): Promise<ExitCode> {
  const detail = await api.get(`${ROOT}/${encodeURIComponent(id)}`, SpotCheckDetail);
  term.result(detail);
  const { check, units } = detail;
  if (check.draw === null) term.say(SPOTS.notDrawn);
  else {
    const { seed, origin, treeSize: size } = check.draw;
    term.say(SPOTS.seed, { seed, origin, size });
  }
  for (const { unit, name, sheet } of units) {
    const waits = SPOTS.waits[term.language];
    const result = sheet === null ? waits : `${sheet.score}/${sheet.of} ${sheet.grade ?? "–"}`;
    term.say(SPOTS.unit, { unit, name, result });
  }
  return check.isOverdue ? EXIT.negative : EXIT.ok;
}

export interface Beginning {
  readonly subject: string;
  readonly sheet: string;
  readonly period: string;
  readonly count?: string;
  readonly percent?: string;
  readonly unit?: string;
  readonly officer?: string;
  readonly activity?: string;
}

export async function spotBegin(
  api: ApiClient,
  term: Terminal,
  { subject, sheet, period, count, percent, ...filter }: Beginning,
): Promise<ExitCode> {
  if ((count === undefined) === (percent === undefined)) {
    term.say(SPOTS.oneSize);
    return EXIT.usage;
  }
  const size = count === undefined ? { percent: Number(percent) } : { count: Number(count) };
  const { unit = null, officer = null, activity = null } = filter;
  const body: SpotCheckRequestBody = {
    ...{ subject: subject as "session", sheet, period, size },
    filter: { unit, officer, activity },
  };
  const detail = await api.post(ROOT, body, SpotCheckDetail);
  term.result(detail);
  const { id, sampleSize: sample, populationSize: population } = detail.check;
  term.say(SPOTS.begun, { id, sample, population });
  return EXIT.ok;
}

/** Files beside one another, as openssl and any tlog software take them. */
export async function spotExport(
  api: ApiClient,
  term: Terminal,
  id: string,
  out: string,
): Promise<ExitCode> {
  const path = `${ROOT}/${encodeURIComponent(id)}`;
  const { population } = await api.get(path, SpotCheckDetail);
  const result = await api.bytes(`${path}/result.csv`);
  const files = [...signedFiles("population.json", population), ["result.csv", result] as const];
  await mkdir(out, { recursive: true });
  for (const [name, bytes] of files) await writeNew(join(out, name), bytes);
  term.result({ files: files.map(([name]) => name) });
  const isWhole = population.signature !== null && population.ledger !== null;
  term.say(isWhole ? SPOTS.exported : SPOTS.exportedEarly, { folder: out });
  return isWhole ? EXIT.ok : EXIT.negative;
}
