/** A dry run tells every way in which a pack would move what is kept, writes nothing, and ends when nobody reads it. */
import { expect, it } from "vitest";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import { utcInstant } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import type { Pack } from "../../../services/policy/pack.ts";
import { decide } from "../../../services/retention/decide.ts";
import { decider } from "../../../services/retention/decider.ts";
import {
  type DryRunReport,
  EFFECTS,
  type Effect,
  dryRun,
} from "../../../services/retention/dry-run.ts";
import type {
  KeptNow,
  StoredFacts,
  SurveyPage,
} from "../../../services/retention/retention-store.ts";
import { CHINA, clip, day, iso, openCase, shippedRules } from "../../fixtures/retention.ts";

const HAINAN = shippedRules("cn-hainan-2019");
const zone = zoneDays("Asia/Shanghai");
let read = 0;
let ended = 0;

/** A clip of 31 January 2025, as the Hainan pack keeps it. */
function stored(changes: Partial<StoredFacts> = {}, now: Partial<KeptNow> | null = {}) {
  const at = utcInstant(new Date("2025-01-31T04:00:00Z"));
  const facts: StoredFacts = {
    ...{ itemId: newId<ItemId>(), position: 1, receivedAt: at, recordedAt: at },
    ...{ sourceKind: "body_camera", activity: null, sessionActivities: [] },
    ...{ flags: [], cases: [], conditions: [], session: null, classifiedOn: [], before: null },
    ...{ extensions: [], reviewed: null },
    ...changes,
  };
  const kept: KeptNow = {
    ...{ number: 1, floor: day("2025-07-31"), open: false, conflict: false },
    ...{ classes: ["R-ROUTINE"], outcomeSha256: sha256("x"), reviewOn: null },
  };
  return { ...facts, before: now === null ? null : { ...kept, ...now } };
}

const surveyOf = (items: readonly StoredFacts[]) => ({
  async *survey(): AsyncGenerator<SurveyPage> {
    try {
      for (const item of items) {
        read += 1;
        yield { of: items.length, items: [item] };
      }
    } finally {
      ended += 1;
    }
  },
});
const over = (items: readonly StoredFacts[], rules = HAINAN) =>
  dryRun({ retention: surveyOf(items), zone, calendar: CHINA }, rules);

async function reportOf(items: readonly StoredFacts[], rules = HAINAN): Promise<DryRunReport> {
  for await (const step of over(items, rules)) if ("report" in step) return step.report;
  throw new Error("no report");
}
async function effectsOn(item: StoredFacts, change?: (pack: Pack) => void): Promise<Effect[]> {
  const { effects } = await reportOf([item], shippedRules("cn-hainan-2019", change));
  return EFFECTS.filter((effect) => effects[effect].count === 1);
}
const routine =
  (change: (its: Pack["classes"][number]) => void) =>
  ({ classes }: Pack): void =>
    classes.filter(({ code }) => code === "R-ROUTINE").forEach(change);

it("the pack that counts already changes nothing", async () => {
  expect(await reportOf([stored(), stored()])).toMatchObject({ items: 2, unchanged: 2 });
});

it.each<[Effect[], (pack: Pack) => void]>([
  [["longer"], routine((its) => (its.floor = { kind: "duration", iso: iso("P2Y") }))],
  [["longer"], routine((its) => (its.floor = { kind: "permanent" }))],
  [["held"], routine((its) => (its.floor = { kind: "duration", iso: iso("P1M") }))],
  [["conflict"], routine((its) => (its.ceiling = { kind: "duration", iso: iso("P2M") }))],
  [
    ["class"],
    ({ classes, defaults }) => {
      routine((its) => classes.push({ ...its, code: "R-OTHER" }))({ classes } as Pack);
      defaults.bySource.body_camera = "R-OTHER";
    },
  ],
])("tells %j", async (effects, change) => {
  expect(await effectsOn(stored(), change)).toEqual(effects);
});

it("tells what would no longer wait for anything, what has an unknown activity, and what is new to packs", async () => {
  const cases = [openCase()];
  const open = { open: true, floor: day("2030-01-31"), classes: ["R-ROUTINE", "R-CASE"] };
  const unlinked = await effectsOn(stored({ cases }, open), ({ promotions }) => {
    promotions.length = 0;
  });
  expect(unlinked).toEqual(["held", "closes", "class"]);
  expect(await effectsOn(stored({ activity: "QX-99" }))).toEqual(["unknown-activity"]);
  expect(await effectsOn(stored({}, { classes: [] }))).toEqual(["class"]);
});

it("counts all, names a handful, and leaves out what nothing is decided of yet", async () => {
  const items = Array.from({ length: 40 }, () => stored({}, { classes: [] }));
  const report = await reportOf([...items, stored({}, null)]);
  expect(report).toMatchObject({ items: 40, unchanged: 0, undecided: 1 });
  const { count, examples } = report.effects.class;
  expect(count).toBe(40);
  expect(examples).toEqual(items.slice(0, 5).map(({ itemId }) => itemId));
});

it("tells how far it is at most a hundred times, and reads no further once nobody listens", async () => {
  const items = Array.from({ length: 1_000 }, () => stored());
  const steps: unknown[] = [];
  for await (const step of over(items)) steps.push(step);
  expect(steps.length).toBeLessThanOrEqual(101);
  expect(steps.at(-2)).toEqual({ done: 1_000, of: 1_000 });
  [read, ended] = [0, 0];
  for await (const step of over(items)) {
    expect(step).toEqual({ done: 10, of: 1_000 });
    break;
  }
  expect([read, ended]).toEqual([10, 1]);
});

it("decides what is alike once, and never one by the facts of another", () => {
  const decideFor = decider(HAINAN, CHINA);
  const [one, other] = [clip(), clip({ itemId: newId<ItemId>() })];
  expect(decideFor(other)).toBe(decideFor(one));
  for (const facts of [
    clip({ promised: "permanent" }),
    clip({ recordedOn: null }),
    clip({ cases: [openCase()] }),
    clip({ cases: [openCase({ closedOn: day("2026-03-01"), outcome: "evidence-used" })] }),
    clip({ flags: [{ flag: "obstruction", on: day("2025-02-01") }] }),
  ]) {
    expect(decideFor(facts).decision).toEqual(decide(facts, HAINAN, CHINA));
  }
});
