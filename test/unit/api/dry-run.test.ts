/** The route and the verb of a dry run: who may, line by line to the end, one at a time, and over once the client is gone. */
import { setTimeout as sleep } from "node:timers/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import { apiClient } from "../../../services/command/api-client.ts";
import { policyDryRun } from "../../../services/command/dry-run-verb.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import { terminal } from "../../../services/command/terminal.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import type { SurveyPage } from "../../../services/retention/retention-store.ts";
import { dryRunRoutes } from "../../../services/review/dry-run-routes.ts";
import { DryRunLine } from "../../../services/review/policy-schema.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { packBytes, shippedBytes, shippedPack } from "../../fixtures/packs.ts";
import { CHINA, day } from "../../fixtures/retention.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

const itemId = newId<ItemId>();
const page: SurveyPage = {
  of: 2,
  items: [
    {
      ...{ itemId, position: 1, receivedAt: NOON, recordedAt: NOON, sourceKind: "body_camera" },
      ...{
        activity: "QX-99",
        sessionActivities: [],
        flags: [],
        cases: [],
        conditions: [],
        session: null,
        classifiedOn: [],
        extensions: [],
        reviewed: null,
      },
      before: {
        ...{ number: 1, floor: day("2027-01-01"), open: false, conflict: false, classes: [] },
        ...{ outcomeSha256: sha256("x"), reviewOn: null },
      },
    },
  ],
};
const apart = newId<ItemId>();
let open = 0;
let hold: Promise<void> | null = null;
async function* survey(): AsyncGenerator<SurveyPage> {
  open += 1;
  try {
    yield page;
    await hold;
    yield { ...page, items: page.items.map((each) => ({ ...each, itemId: apart })) };
  } finally {
    open -= 1;
  }
}

let house: House;
beforeAll(async () => {
  const days = zoneDays("Asia/Shanghai");
  house = await openHouse(() =>
    dryRunRoutes({
      ...{ retention: { survey }, days, calendar: async () => CHINA },
      secrecy: { hidden: async () => new Set([apart]) },
    }),
  );
});
afterAll(() => house.close());

const text = shippedBytes("cn-hainan-2019").toString();
const post = (body: object, as: "records" | "officer", init: RequestInit = {}) =>
  house.fetch("/api/v1/policy/dry-runs", as, {
    method: "POST",
    body: JSON.stringify(body),
    ...init,
  });

it("tells line by line how far it is, and last what would become of what, naming nothing that is hidden", async () => {
  expect((await post({ text }, "officer")).status).toBe(403);
  const faulty = packBytes(shippedPack("cn-hainan-2019"), { version: 0 }).toString();
  expect(await (await post({ text: faulty }, "records")).json()).toMatchObject({
    code: "policy/pack-unsound",
  });
  const answer = await post({ text }, "records");
  expect(answer.headers.get("content-type")).toMatch(/^application\/x-ndjson/);
  const lines = (await answer.text()).trimEnd().split("\n");
  const [first, second, last] = lines.map((line) => DryRunLine.parse(JSON.parse(line)));
  expect([first, second]).toEqual([1, 2].map((done) => ({ done, of: 2 })));
  expect(last).toMatchObject({
    report: { items: 2, effects: { "unknown-activity": { count: 2, examples: [itemId] } } },
  });
});

it("runs one at a time, and ends what it reads once the client is gone", async () => {
  let release = (): void => undefined;
  hold = new Promise((done) => (release = done));
  const gone = new AbortController();
  const answer = await post({ text }, "records", { signal: gone.signal });
  expect(answer.status).toBe(200);
  const second = await post({ text }, "records");
  expect([second.status, await second.json()]).toMatchObject([
    503,
    { code: "retention/dry-run-busy" },
  ]);
  gone.abort();
  await sleep(20);
  release();
  hold = null;
  for (let wait = 0; open > 0 && wait < 200; wait += 1) await sleep(10);
  expect(open).toBe(0);
  expect((await post({ text }, "records")).status).toBe(200);
});

it("is told at a terminal in words of its language, and to a program as it stands", async () => {
  const home = join(import.meta.dirname, "../../..");
  const api = apiClient(house.url, house.tokens.records);
  let said = "";
  const out = { write: (words: string) => (said += words) };
  for (const json of [false, true]) {
    const term = terminal({ out, err: out }, { language: "zh-CN", json, interactive: true });
    expect(await policyDryRun(home, api, term, { pack: "cn-hainan-2019" })).toBe(EXIT.ok);
  }
  expect(said).toContain("已试算 1 / 2");
  expect(said).toContain("2 件的执法环节该包没有");
  expect(said).toContain(`例如 ${itemId}`);
  expect(said).toContain('"unknown-activity":{"count":2');
});
