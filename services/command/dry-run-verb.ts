/** The verb `policy dry-run`: what a pack would do to all that is kept, with its progress. */
import type { z } from "zod";
import {
  DryRunLine,
  PolicyDetail,
  PolicyList,
  type DryRunReportBody,
} from "../review/policy-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { PACKS, named, packFile } from "./policy-verbs.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { DRY_RUN, EFFECTS } from "./texts/dry-run.ts";

export async function policyDryRun(
  home: string,
  api: ApiClient,
  term: Terminal,
  pack: string,
): Promise<ExitCode> {
  const text = await textOf(home, api, pack);
  tellReport(term, await triedOut(api, term, ["/api/v1/policy/dry-runs", text, DryRunLine]));
  return EXIT.ok;
}

/** The report that a dry run of `text` ends with, after its progress. */
export async function triedOut<Report>(
  api: ApiClient,
  term: Terminal,
  [path, text, schema]: readonly [path: string, text: string, schema: z.ZodType<Line<Report>>],
): Promise<Report> {
  for await (const line of api.lines(path, { text }, schema)) {
    if ("report" in line) {
      term.result(line.report);
      return line.report;
    }
    if (term.interactive) term.tell(DRY_RUN.progress, line);
  }
  throw new VerbFailure(EXIT.unreachable, DRY_RUN.cutOff);
}

type Line<Report> = { done: number; of: number } | { report: Report };

/** Of a proposal by its digest, else of a file, or of a pack that comes with the program. */
async function textOf(home: string, api: ApiClient, pack: string): Promise<string> {
  if (!/^[0-9a-f]{8,64}$/i.test(pack)) return (await packFile(home, pack)).toString("utf8");
  const { id } = named((await api.get(PACKS, PolicyList)).entries, pack);
  return (await api.get(`${PACKS}/${id}`, PolicyDetail)).text;
}

/** What becomes of items, line by line. */
export function tellReport(
  term: Terminal,
  { effects, items, unchanged, undecided }: DryRunReportBody,
): void {
  term.say(DRY_RUN.report, { items, unchanged });
  if (undecided > 0) term.say(DRY_RUN.undecided, { count: undecided });
  for (const [effect, { count, examples }] of Object.entries(effects)) {
    if (count === 0) continue;
    term.say(EFFECTS[effect as keyof typeof EFFECTS], { count });
    term.say(DRY_RUN.examples, { items: examples.join(" ") });
  }
}
