/** Keeping longer and looking again, as staff at two terminals do it on the whole API in memory. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import { type ApiClient, apiClient } from "../../../services/command/api-client.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import {
  type ExtendArguments,
  retentionEnding,
  retentionExtend,
  retentionExtensions,
  retentionReview,
  retentionReviews,
} from "../../../services/command/extension-verbs.ts";
import { evaluateRound } from "../../../services/retention/evaluate.ts";
import { ZONE } from "../../fixtures/disposal.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { GIVES, GIVES_RULES } from "../../fixtures/kept-rules.ts";
import { CHINA } from "../../fixtures/retention.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { twoTerminals } from "../../fixtures/two-terminals.ts";

let house: House;
let folder: string;
let file: string;
const { english, chinese, machine, hear } = twoTerminals();
const as = (role: Role): ApiClient => apiClient(house.url, house.tokens[role]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-extend-"));
  file = join(folder, "request.pdf");
  await writeFile(file, "%PDF-1.7 please keep it");
  house = await openHouse();
  house.law.text = GIVES;
  await decide();
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

const decide = () =>
  evaluateRound(
    {
      ...{ retention: house.retention, clock: () => NOON },
      basis: async () => ({
        rules: GIVES_RULES,
        ...{ calendar: CHINA, zone: ZONE, houseFloor: "P6M" },
      }),
    },
    new AbortController().signal,
  );
const asked = (changes: Partial<ExtendArguments> = {}): ExtendArguments => ({
  ...{ by: "subject", term: "P180D", why: "she needs it", document: "申请 7", file, ...changes },
});

it("keeps an item longer for its subject, counts that, and tells who may ask again", async () => {
  const { id } = house.item;
  const [first] = await hear(() => retentionExtensions(as("officer"), english, id));
  expect(first).toBe(EXIT.ok);
  for (const half of [{ file: undefined }, { file: join(folder, "none") }]) {
    const wish = { ...asked(), ...half } as ExtendArguments;
    await expect(retentionExtend(as("records"), english, id, wish)).rejects.toMatchObject({
      exitCode: EXIT.usage,
    });
  }
  await expect(retentionExtend(as("reviewer"), english, id, asked())).rejects.toMatchObject({
    code: "access/not-permitted",
  });
  await expect(
    retentionExtend(as("records"), english, id, { by: "subject", term: "P1M", why: "no paper" }),
  ).rejects.toMatchObject({ code: "retention/no-document" });
  for (const term of ["6 months", "P0D", "P1Y2"]) {
    await expect(
      retentionExtend(as("records"), english, id, asked({ term })),
      term,
    ).rejects.toMatchObject({ code: "review/bad-body" });
  }
  const [code, text] = await hear(() => retentionExtend(as("legal"), english, id, asked()));
  expect([code, text]).toEqual([EXIT.ok, `${id}: extension 1, until 2027-11-20\n`]);
  await decide();
  const [, told] = await hear(() => retentionExtensions(as("officer"), chinese, id));
  expect(told).toContain("当事人第 1 次延长 P180D：保存至 2027-11-20（she needs it；申请 7；");
  expect(told).toContain("当事人每次最长 P180D，共 2 次，还可申请 1 次");
  expect(told).toContain("本单位每次最长 P6M，次数不限");
  const answer = await house.fetch(`/api/v1/items/${id}`, "officer");
  const { retention } = (await answer.json()) as { retention: { reasons: unknown; floor: string } };
  expect(retention.floor).toBe("2027-11-20");
  expect(JSON.stringify(retention.reasons)).toContain(
    "extension 1 that its subject asked for, given 2026-11-24, for 180 days: until 2027-11-20.",
  );
});

it("takes a case by its number, a session by its id, and what is not there for nothing", async () => {
  const { number } = house.file;
  const own = asked({ by: "agency", term: "P1M", case: true });
  await expect(retentionExtend(as("records"), english, number, own)).rejects.toMatchObject({
    code: expect.stringMatching(/^retention\//) as string,
  });
  for (const [thing, how] of [
    ["00000000-0000-4000-8000-000000000000", { session: true }],
    ["00000000-0000-4000-8000-000000000000", {}],
  ] as const) {
    const lost = retentionExtend(as("records"), english, thing, asked(how));
    await expect(lost).rejects.toMatchObject({ code: expect.stringMatching(/no-such/) as string });
  }
});

it("lists what ends soon and what is to be looked at, and a look is on record", async () => {
  const { id } = house.item;
  const [none, quiet] = await hear(() => retentionEnding(as("auditor"), english, {}));
  expect([none, quiet]).toEqual([EXIT.ok, "Nothing ends soon.\n"]);
  const [, soon] = await hear(() => retentionEnding(as("auditor"), english, { within: "400" }));
  expect(soon).toContain(`2027-11-20  ${id}`);
  const [, extended] = await hear(() =>
    retentionEnding(as("auditor"), machine, { within: "400", extended: true }),
  );
  expect(JSON.parse(extended)).toMatchObject({
    entries: [{ itemId: id, extensions: [{ by: "subject", document: "申请 7" }] }],
  });
  const [, due] = await hear(() => retentionReviews(as("auditor"), english, { within: "200" }));
  expect(due).toContain(`2027-05-24  ${id}`);
  await expect(
    retentionReview(as("reviewer"), english, [id], { why: "needed" }),
  ).rejects.toMatchObject({ code: "access/not-permitted" });
  const looked = { why: "a suit is likely", next: "2027-01-31" };
  const [, said] = await hear(() => retentionReview(as("records"), english, [id], looked));
  expect(said).toBe("1 still needed, on record\n");
  await decide();
  const [, after] = await hear(() => retentionReviews(as("auditor"), machine, { within: "200" }));
  expect(JSON.parse(after)).toMatchObject({
    entries: [{ itemId: id, dueOn: "2027-01-31", isOverdue: false, mayEnd: false }],
  });
  for (const path of ["ending", "reviews"]) {
    for (const wrong of ["?within=-1", "?cursor=x", "?limit=0"]) {
      const answer = await house.fetch(`/api/v1/retention/${path}${wrong}`, "auditor");
      expect(answer.status, wrong).toBe(400);
    }
    expect((await house.fetch(`/api/v1/retention/${path}`, "officer")).status).toBe(403);
  }
});
