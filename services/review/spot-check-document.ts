/** The result of a spot check as a table: a line for each drawn unit and criterion. What counts are the closed sheets; each line names its digest. */
import type { Sight } from "../secrecy/sight.ts";
import type { SpotCheckId } from "../kernel/ids.ts";
import { parsePopulation } from "../spotcheck/population-text.ts";
import type { ScoreSheet } from "../policy/spot-check.ts";
import type { Paper } from "../spotcheck/spot-check-store.ts";
import { parseSheet } from "../spotcheck/sheet-text.ts";
import { CSV_START, csvLine } from "../kernel/csv-line.ts";
import { type SpotBodyDeps, noSuchCheck } from "./spot-check-body.ts";

const COLUMNS = [
  ...["spotCheck", "period", "unit", "name", "version", "sheetSha256", "score", "of", "grade"],
  ...["criterion", "titleZh", "titleEn", "points", "fatal", "provisional", "state", "lost"],
  "reason",
];

/** Their texts are in memory together. */
const UNITS_AT_ONCE = 100;

/** @throws Refusal missing "spotcheck/no-such-check". */
export async function spotResultCsv(
  { spotChecks }: Pick<SpotBodyDeps, "spotChecks">,
  id: SpotCheckId,
  sight: Sight | null,
): Promise<string> {
  const check = await spotChecks.find(id, sight);
  const [paper] = check === null ? [] : await spotChecks.papers(id, null, sight);
  if (check === null || paper === undefined) throw noSuchCheck();
  const { sheet, period } = parsePopulation(paper.text);
  const lines: string[] = [];
  const drawn = await spotChecks.drawn(id, null, sight);
  for (let at = 0; at < drawn.length; at += UNITS_AT_ONCE) {
    const units = drawn.slice(at, at + UNITS_AT_ONCE);
    const ids = units.map(({ unit }) => unit);
    const sheets = await spotChecks.newestSheets(id, ids, sight);
    const closed = new Map(sheets.map((one) => [one.unit, one]));
    lines.push(
      ...units.flatMap(({ unit, name }) =>
        linesOf([id, period.name, unit, name], sheet, closed.get(unit)),
      ),
    );
  }
  return [CSV_START, csvLine(COLUMNS), ...lines].join("");
}

function linesOf(
  head: readonly string[],
  { criteria }: ScoreSheet,
  closed: Paper | undefined,
): string[] {
  if (closed === undefined) {
    return [csvLine([...head, ...Array<null>(COLUMNS.length - head.length).fill(null)])];
  }
  const { version, score, of, grade, marks } = parseSheet(closed.text);
  return criteria.map(({ code, title, points, fatal, confirmedByAgency }) => {
    const mark = marks.find(({ criterion }) => criterion === code);
    return csvLine([
      ...[...head, version, closed.sha256, score, of, grade, code, title["zh-CN"], title.en],
      ...[points, fatal ? "yes" : "no", confirmedByAgency ? "no" : "yes"],
      ...(mark === undefined ? [null, null, null] : [mark.state, mark.lost, mark.reason]),
    ]);
  });
}
