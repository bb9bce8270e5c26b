/** The shipped alerts under Prometheus' own tool: each fires where it must, is silent where it must be, and says so in both languages. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const ALERTS = resolve("infra/observability/alerts.yml");
const DASHBOARD = resolve("infra/observability/dashboard.json");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-alerts-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A sample each minute in Prometheus' own short form. */
type Series = Readonly<Record<string, string>>;
interface Case {
  readonly series: Series;
  /** Minutes after the first sample. */
  readonly at: number;
  readonly fires: boolean;
}

const fires = (series: Series, at = 120): Case => ({ series, at, fires: true });
const silent = (series: Series, at = 120): Case => ({ series, at, fires: false });
const STEADY = "x180";

/** What is measured in a house where all is well. */
const WELL: Series = {
  'holdfast_items{instance="a",stage="sealed"}': `100+1${STEADY}`,
  'holdfast_items{instance="a",stage="quarantined"}': `2+0${STEADY}`,
  holdfast_oldest_unsealed_seconds: `2+0${STEADY}`,
  'holdfast_receipt_latency_seconds_bucket{le="2"}': `0+10${STEADY}`,
  'holdfast_receipt_latency_seconds_bucket{le="60"}': `0+10${STEADY}`,
  'holdfast_receipt_latency_seconds_bucket{le="+Inf"}': `0+10${STEADY}`,
  'holdfast_part{part="ledger",state="alarm"}': `0+0${STEADY}`,
  'holdfast_part{part="media",state="worker"}': `0+0${STEADY}`,
  'holdfast_part{part="search",state="backlog"}': `0+0${STEADY}`,
  holdfast_fixity_failing_objects: `0+0${STEADY}`,
  'holdfast_ledger_stopped{code="ledger/two-roots"}': `0+0${STEADY}`,
  'holdfast_witness_contradicts{witness="court",log="a"}': `0+0${STEADY}`,
  holdfast_wrapping_keys_lost: `0+0${STEADY}`,
  'holdfast_timestamp_behind_seconds{authority="a"}': `0+0${STEADY}`,
  holdfast_store_days_left: `90+0${STEADY}`,
  holdfast_backup_age_seconds: `3600+60${STEADY}`,
  holdfast_backup_sound_age_seconds: `864000+60${STEADY}`,
  holdfast_backup_broken: `0+0${STEADY}`,
  holdfast_hand_ins_overdue: `0+0${STEADY}`,
  'holdfast_step_failed{step="seal"}': `0+0${STEADY}`,
  holdfast_unmeasured_groups: `0+0${STEADY}`,
};

const CASES: Readonly<Record<string, readonly Case[]>> = {
  HoldfastNotMeasured: [fires({}), silent({ holdfast_items: `1+0${STEADY}` })],
  HoldfastUnsealed: [
    fires({ holdfast_oldest_unsealed_seconds: `0+60${STEADY}` }),
    // Of two processes that read the same row the larger one counts.
    fires({
      'holdfast_oldest_unsealed_seconds{instance="a"}': `400+0${STEADY}`,
      'holdfast_oldest_unsealed_seconds{instance="b"}': `0+0${STEADY}`,
    }),
    silent({ holdfast_oldest_unsealed_seconds: `300+0${STEADY}` }),
  ],
  HoldfastReceiptsSlow: [
    fires({
      'holdfast_receipt_latency_seconds_bucket{le="60"}': `0+9${STEADY}`,
      'holdfast_receipt_latency_seconds_bucket{le="300"}': `0+10${STEADY}`,
      'holdfast_receipt_latency_seconds_bucket{le="+Inf"}': `0+10${STEADY}`,
    }),
    // Nothing came: that is no delay.
    silent({ 'holdfast_receipt_latency_seconds_bucket{le="+Inf"}': `5+0${STEADY}` }),
  ],
  HoldfastQuarantine: [
    fires({ 'holdfast_items{instance="a",stage="quarantined"}': `2+0x100 3+0x80` }),
    fires({ 'holdfast_items{instance="a",stage="quarantined"}': `_x100 1+0x80` }),
    silent({ 'holdfast_items{instance="a",stage="quarantined"}': `2+0x20 3+0x160` }),
    silent({ 'holdfast_items{instance="a",stage="quarantined"}': `3+0x100 2+0x80` }),
  ],
  HoldfastAlarm: [fires({ 'holdfast_part{part="ledger",state="alarm"}': `1+0${STEADY}` })],
  HoldfastDown: [
    fires({ 'holdfast_part{part="media",state="worker"}': `1+0${STEADY}` }),
    fires({ 'holdfast_part{part="redis",state="needed"}': `1+0${STEADY}` }),
    silent({ 'holdfast_part{part="media",state="fine"}': `1+0${STEADY}` }),
  ],
  HoldfastBehind: [
    fires({ 'holdfast_part{part="search",state="backlog"}': `1+0${STEADY}` }),
    silent({ 'holdfast_part{part="search",state="backlog"}': `0+0x110 1+0x70` }),
  ],
  HoldfastBytesChanged: [fires({ holdfast_fixity_failing_objects: `0+0x110 1+0x70` })],
  HoldfastLedgerStopped: [
    fires({ 'holdfast_ledger_stopped{code="ledger/two-roots"}': `1+0${STEADY}` }),
  ],
  HoldfastWitnessContradicts: [
    fires({ 'holdfast_witness_contradicts{witness="court",log="a"}': `1+0${STEADY}` }),
  ],
  HoldfastKeysLost: [fires({ holdfast_wrapping_keys_lost: `1+0${STEADY}` })],
  HoldfastTimestampsBehind: [
    fires({ 'holdfast_timestamp_behind_seconds{authority="a"}': `0+60${STEADY}` }),
    silent({ 'holdfast_timestamp_behind_seconds{authority="a"}': `0+60${STEADY}` }, 59),
  ],
  HoldfastStoreFillsUp: [
    fires({ holdfast_store_days_left: `13+0${STEADY}` }),
    silent({ holdfast_store_days_left: `NaN+0${STEADY}` }),
  ],
  HoldfastBackupOld: [
    fires({ holdfast_backup_age_seconds: `Inf+0${STEADY}` }),
    fires({ holdfast_backup_age_seconds: `172801+60${STEADY}` }),
  ],
  HoldfastBackupUnproven: [
    fires({ holdfast_backup_sound_age_seconds: `Inf+0${STEADY}` }),
    fires({ holdfast_backup_broken: `1+0${STEADY}` }),
  ],
  HoldfastHandInsOverdue: [fires({ holdfast_hand_ins_overdue: `4+0${STEADY}` })],
  HoldfastStepFails: [
    fires({ 'holdfast_step_failed{step="seal"}': `1+0${STEADY}` }),
    silent({ 'holdfast_step_failed{step="seal"}': `1+0x60 0+0x60` }),
  ],
  HoldfastUnmeasured: [fires({ holdfast_unmeasured_groups: `3+0${STEADY}` })],
};

const seriesOf = (series: Series) =>
  Object.entries(series).map(([name, values]) => ({ series: name, values }));

/** How many alerts of this name fire, by promtool; their labels are its own matter. */
async function firing(alert: string, { series, at }: Omit<Case, "fires">): Promise<boolean> {
  const asked = {
    expr: `count(ALERTS{alertname="${alert}",alertstate="firing"})`,
    eval_time: `${at}m`,
  };
  const cases = [{ interval: "1m", input_series: seriesOf(series), promql_expr_test: [asked] }];
  const path = join(folder, `${alert}.json`);
  // JSON is YAML, and what promtool reads.
  await writeFile(
    path,
    JSON.stringify({ rule_files: [ALERTS], evaluation_interval: "1m", tests: cases }),
  );
  // It ends with 1 where an expectation does not hold.
  const { stdout, stderr } = spawnSync("promtool", ["test", "rules", path], { encoding: "utf8" });
  const told = stdout + stderr;
  // An empty expectation holds where nothing fires, and is contradicted with the count where something does.
  if (told.includes("SUCCESS")) return false;
  expect(told).toMatch(/got:\s*"?\{\} \d/);
  return true;
}

const alertNames = async (): Promise<string[]> =>
  [...(await readFile(ALERTS, "utf8")).matchAll(/- alert: (\w+)/g)].map(([, name]) => name ?? "");

test("promtool takes the rules, and each has its cases here", async () => {
  const { stdout } = await run("promtool", ["check", "rules", ALERTS]);
  expect(stdout).toContain("SUCCESS");
  expect((await alertNames()).toSorted()).toEqual(Object.keys(CASES).toSorted());
});

test("in a house where all is well none of them fires", async () => {
  for (const alert of Object.keys(CASES)) {
    expect([alert, await firing(alert, { series: WELL, at: 150 })]).toEqual([alert, false]);
  }
});

describe("fires where it must and not before", () => {
  test.each(Object.entries(CASES))("%s", async (alert, cases) => {
    for (const each of cases) expect([each, await firing(alert, each)]).toEqual([each, each.fires]);
  });
});

test("says what is wrong and what to do in English and in Chinese", async () => {
  const text = await readFile(ALERTS, "utf8");
  for (const rule of text.split("- alert: ").slice(1)) {
    for (const name of ["summary", "action"]) {
      const [, english] = new RegExp(`\\b${name}: (.+)`).exec(rule) ?? [];
      const [, chinese] = new RegExp(`\\b${name}_zh: (.+)`).exec(rule) ?? [];
      expect(english).toMatch(/[a-z]{3}/);
      expect(chinese).toMatch(/\p{Script=Han}{2}/u);
    }
    expect(rule).toMatch(/severity: (page|ticket)/);
  }
});

test("promtool takes every expression of the dashboard, and its panels neither overlap nor share a number", async () => {
  const { panels } = JSON.parse(await readFile(DASHBOARD, "utf8")) as { panels: Panel[] };
  const told = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
  expect(told.length).toBeGreaterThan(20);
  const rules = told.map((expr, at) => ({ record: `panel:${at}`, expr }));
  const path = join(folder, "dashboard.json");
  await writeFile(path, JSON.stringify({ groups: [{ name: "dashboard", rules }] }));
  const { stdout } = await run("promtool", ["check", "rules", path]);
  expect(stdout).toContain(`SUCCESS: ${told.length} rules found`);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const [at, one] of panels.entries()) {
    for (const other of panels.slice(at + 1))
      expect([one, other, overlap(one, other)]).toContain(false);
  }
});

interface Panel {
  readonly id: number;
  readonly gridPos: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  readonly targets?: readonly { readonly expr: string }[];
}

const overlap = ({ gridPos: one }: Panel, { gridPos: other }: Panel): boolean =>
  one.x < other.x + other.w &&
  other.x < one.x + one.w &&
  one.y < other.y + other.h &&
  other.y < one.y + one.h;
