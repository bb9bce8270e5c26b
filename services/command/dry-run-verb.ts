/** The verb `policy dry-run`: what a pack would do to all that is kept, with its progress. */
import type { z } from "zod";
import {
  DryRunLine,
  PackCheck,
  PolicyDetail,
  PolicyList,
  type DryRunReportBody,
  type PolicyEntryBody,
} from "../review/policy-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { signatureBody } from "./check-publisher.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { PACKS, named, packFile, tellPublisher } from "./policy-verbs.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { DRY_RUN, EFFECTS } from "./texts/dry-run.ts";

export async function policyDryRun(
  home: string,
  api: ApiClient,
  term: Terminal,
  given: Given,
): Promise<ExitCode> {
  const { text, publisher } = await textOf(home, api, given);
  tellPublisher(term, publisher);
  const run = ["/api/v1/policy/dry-runs", text, DryRunLine] as const;
  tellReport(term, await triedOut(api, term, run, { publisher }));
  return EXIT.ok;
}

interface Given {
  readonly pack: string;
  /** A file: the publisher's signature. */
  readonly signature?: string | undefined;
}

/** The report that a dry run of `text` ends with, after its progress; `also` goes with the result. */
export async function triedOut<Report extends object>(
  api: ApiClient,
  term: Terminal,
  [path, text, schema]: readonly [path: string, text: string, schema: z.ZodType<Line<Report>>],
  also: object = {},
): Promise<Report> {
  for await (const line of api.lines(path, { text }, schema)) {
    if ("report" in line) {
      term.result({ ...line.report, ...also });
      return line.report;
    }
    if (term.interactive) term.tell(DRY_RUN.progress, line);
  }
  throw new VerbFailure(EXIT.unreachable, DRY_RUN.cutOff);
}

type Line<Report> = { done: number; of: number } | { report: Report };

/** Of a proposal by its digest, else of a file, or of a pack that comes with the program; and who signed it. */
async function textOf(
  home: string,
  api: ApiClient,
  { pack, signature }: Given,
): Promise<{ readonly text: string; readonly publisher: PolicyEntryBody["publisher"] }> {
  if (!/^[0-9a-f]{8,64}$/i.test(pack)) {
    const text = (await packFile(home, pack)).toString("utf8");
    if (signature === undefined) return { text, publisher: null };
    const body = { text, ...(await signatureBody(signature)) };
    const { publisher } = await api.post("/api/v1/policy/checks", body, PackCheck);
    return { text, publisher };
  }
  const { id } = named((await api.get(PACKS, PolicyList)).entries, pack);
  const { text, entry } = await api.get(`${PACKS}/${id}`, PolicyDetail);
  return { text, publisher: entry.publisher };
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
