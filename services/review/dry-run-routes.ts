/** Route: what a policy pack would do to everything that is kept, before anybody lets it count. */
import { Readable } from "node:stream";
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import { Refusal } from "../kernel/refusal.ts";
import { requirePack } from "../policy/read-pack.ts";
import {
  type DryRunDeps,
  type DryRunReport,
  type DryRunStep,
  type Effect,
  dryRun,
} from "../retention/dry-run.ts";
import { retentionRules } from "../retention/rules.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import { DryRunRequest } from "./policy-schema.ts";
import { type Route, route } from "./route.ts";

export interface DryRunRouteDeps {
  readonly retention: DryRunDeps["retention"];
  readonly days: ZoneDays;
  readonly calendar: () => Promise<WorkingDays>;
  readonly secrecy: Pick<SecrecyStore, "hidden">;
}

const MEDIA_TYPE = "application/x-ndjson";

/** One at a time in a process: each holds a snapshot of the database while it reads. */
export interface Running {
  now: boolean;
}

export function dryRunRoutes(deps: DryRunRouteDeps): Route[] {
  const running: Running = { now: false };
  return [
    route({
      method: "post",
      path: "/policy/dry-runs",
      tag: "Policy",
      summary:
        "What a pack would do to all that is kept, line by line: {done, of} while it reads, last {report}; nothing is written",
      permission: "policy:change",
      slow: true,
      body: DryRunRequest,
      answer: { status: 200, mediaType: MEDIA_TYPE },
      handle: async ({ body, sight }) => {
        const { pack, sha256 } = requirePack(Buffer.from(body.text));
        const calendar = await deps.calendar();
        const asked = { rules: retentionRules(pack, sha256), calendar, sight };
        return dryRunReply(deps, running, asked, (report) => report);
      },
    }),
  ];
}

interface Asked {
  readonly rules: Parameters<typeof dryRun>[1];
  readonly calendar: WorkingDays;
  readonly sight: Sight | null;
}

/** `shape` makes what is told last of what the items came to. */
export function dryRunReply(
  deps: Pick<DryRunRouteDeps, "retention" | "days" | "secrecy">,
  running: Running,
  { rules, calendar, sight }: Asked,
  shape: (report: DryRunReport) => unknown,
) {
  if (running.now) throw busy();
  running.now = true;
  const steps = dryRun({ ...deps, zone: deps.days, calendar }, rules);
  const bytes = Readable.from(lines(deps, steps, sight, shape), { objectMode: false });
  // Read to its end, broken off, or never begun: the client may be gone by now.
  bytes.once("close", () => (running.now = false));
  return { bytes, headers: { "Content-Type": MEDIA_TYPE } };
}

async function* lines(
  deps: Pick<DryRunRouteDeps, "secrecy">,
  steps: AsyncIterable<DryRunStep>,
  sight: Sight | null,
  shape: (report: DryRunReport) => unknown,
): AsyncGenerator<string> {
  for await (const step of steps) {
    const told =
      "report" in step ? { report: shape(await seenBy(deps, sight, step.report)) } : step;
    yield `${JSON.stringify(told)}\n`;
  }
}

/** Law counts what is hidden too; examples name what the caller may know of. */
async function seenBy(
  { secrecy }: Pick<DryRunRouteDeps, "secrecy">,
  sight: Sight | null,
  report: DryRunReport,
): Promise<DryRunReport> {
  const ids = Object.values(report.effects).flatMap(({ examples }) => examples);
  const hidden = sight === null ? new Set(ids) : await secrecy.hidden(sight, ids);
  const shown = ({ count, examples }: DryRunReport["effects"][Effect]) => ({
    count,
    examples: examples.filter((id) => !hidden.has(id)),
  });
  const { longer, held, extended, closes, conflict, class: moved, ...rest } = report.effects;
  return {
    ...report,
    effects: {
      ...{ longer: shown(longer), held: shown(held), closes: shown(closes) },
      extended: shown(extended),
      ...{ conflict: shown(conflict), class: shown(moved) },
      "unknown-activity": shown(rest["unknown-activity"]),
    },
  };
}

const busy = (): Refusal =>
  new Refusal("unavailable", "retention/dry-run-busy", "another dry run is going on", {
    fix: "Try again when it is done.",
    facts: { retryAfterSeconds: 30 },
  });
