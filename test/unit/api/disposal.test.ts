/** Disposal over the API, as its people use it: seen by whom the table names, decided by four, and refused in words. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import type { VerificationBody } from "../../../services/review/api-schema.ts";
import type {
  DisposalBody,
  DisposalDetailBody,
  DuePageBody,
} from "../../../services/review/disposal-schema.ts";
import type { DisposalId } from "../../../services/kernel/ids.ts";
import { disposalRoutes } from "../../../services/review/disposal-routes.ts";
import type { MemoryDisposalStore } from "../../fakes/disposal-store.ts";
import { ANY_ACTION } from "../../fixtures/actions.ts";
import { type EndingRule, endingRule } from "../../../services/disposal/ending-rule.ts";
import { TERMS, disposalDeps, dueFacts, stampedAt } from "../../fixtures/disposal.ts";
import { type House, PASSWORD, openHouse } from "../../fixtures/review-house.ts";

let house: House;
let disposals: MemoryDisposalStore;
const HOUSE = endingRule(TERMS, null);
let ending: EndingRule = HOUSE;
let states: ReturnType<typeof stampedAt>[] | null = null;
beforeAll(async () => {
  house = await openHouse(({ reviews, clock, ...shared }) => {
    disposals = shared.disposals;
    disposals.databaseClock = clock;
    const deps = disposalDeps(clock);
    const tokens = { states: async () => states ?? [stampedAt(clock())] };
    return disposalRoutes({
      ...{ ...deps, disposals, reviews, tokens },
      endingRule: async () => ending,
    });
  });
});
afterAll(() => house.close());

const post = async (path: string, body: unknown, as: Role) => {
  const init = { method: "POST", body: JSON.stringify(body) };
  const answer = await house.fetch(`/api/v1/disposal/batches${path}`, as, init);
  return { status: answer.status, body: (await answer.json()) as DisposalBody & { code: string } };
};
const get = async <T>(path: string, as: Role = "auditor") =>
  (await (await house.fetch(`/api/v1/disposal${path}`, as)).json()) as T;
const WHY = { reason: "past its term" };

test("what may end is listed with what stands against the rest, in both languages", async () => {
  const free = dueFacts({ itemId: house.item.id });
  disposals.set(free);
  const held = dueFacts({ position: 2, holds: 1, findings: ["fixity/object-missing"] });
  disposals.set(held);
  expect((await house.fetch("/api/v1/disposal/due", "officer")).status).toBe(403);
  const page = await get<DuePageBody>("/due?limit=1");
  expect(page).toMatchObject({ blocked: null });
  expect(page.entries).toMatchObject([{ itemId: free.itemId, against: [] }]);
  expect(page.entries[0]?.filename).not.toBe("");
  const rest = await get<DuePageBody>(`/due?cursor=${page.nextCursor}`);
  expect(rest.entries).toMatchObject([
    {
      findings: ["fixity/object-missing"],
      against: [{ code: "held", waits: false, text: { en: "a hold lies on it" } }],
    },
  ]);
  const refused = await post("", { ...WHY, itemIds: [held.itemId] }, "records");
  expect([refused.status, refused.body.code]).toEqual([409, "disposal/not-eligible"]);
  expect(JSON.stringify(refused.body)).toContain("held");
});

test("without a time from outside nothing is proposed, and the list says so", async () => {
  for (const [given, code] of [
    [[], "disposal/no-timestamps"],
    [[stampedAt(null)], "disposal/stamps-behind"],
    [[stampedAt("2026-11-22T00:00:00.000Z" as never)], "disposal/stamps-behind"],
    [[stampedAt("2026-12-22T00:00:00.000Z" as never)], "disposal/clocks-differ"],
  ] as const) {
    states = [...given];
    const answer = await post("", { ...WHY, itemIds: [house.item.id] }, "records");
    expect([answer.status, answer.body.code]).toEqual([503, code]);
    const { blocked } = await get<DuePageBody>("/due");
    expect(blocked).toMatchObject({ code, fix: expect.stringMatching(/\w/) as string });
  }
  states = null;
});

test("a batch goes from notice to grace by four people, and shows each step", async () => {
  const itemIds = [house.item.id];
  expect((await post("", { ...WHY, itemIds }, "legal")).status).toBe(403);
  const proposed = await post("", { ...WHY, itemIds }, "records");
  expect(proposed.status).toBe(201);
  const { id, noticeOn } = proposed.body;
  // Working days from Tuesday 24 November 2026.
  expect([noticeOn, proposed.body.state]).toEqual(["2026-12-03", "notice"]);
  const said = { items: [{ itemId: house.item.id, decision: "destroy", why: "of no use" }] };
  expect((await post(`/${id}/appraisal`, said, "legal")).body.code).toBe("disposal/notice-runs");
  house.moveClock(10 * 86_400_000);
  const { appraisal } = (await post(`/${id}/appraisal`, said, "legal")).body;
  const read = { sha256: appraisal!.sha256 };
  expect((await post(`/${id}/approval`, read, "admin")).body.code).toBe("access/confirm-again");
  for (const role of ["admin", "records", "legal"] as const) {
    const body = JSON.stringify({ password: PASSWORD });
    const confirm = await house.fetch("/api/v1/session/confirm", role, { method: "POST", body });
    expect(confirm.status).toBeLessThan(300);
  }
  expect((await post(`/${id}/approval`, read, "reviewer")).status).toBe(403);
  expect((await post(`/${id}/approval`, read, "legal")).body.code).toBe("access/same-person");
  expect((await post(`/${id}/approval`, read, "records")).body.code).toBe("access/same-person");
  const first = await post(`/${id}/approval`, read, "admin");
  expect(first.body).toMatchObject({ state: "approval", approvals: [{ stands: true }] });
  const detail = await get<DisposalDetailBody>(`/batches/${id}`);
  expect(detail).toMatchObject({
    ...{ reason: WHY.reason, proposed: { byName: "The records" } },
    counts: { items: 1, waiting: 1, destroyed: 0 },
    items: [
      {
        ...{ decision: "destroy", why: "of no use", outcome: null, against: [] },
        filename: expect.stringMatching(/./) as string,
      },
    ],
  });
  expect(detail.appraisalText).toContain(house.item.id);
  disposals.change(house.item.id, { holds: 1, heldAt: house.clock() });
  const held = await get<DisposalDetailBody>(`/batches/${id}`);
  expect(held.items[0]?.against.map(({ code }) => code)).toEqual(["held", "held-since"]);
  const stop = await post(`/${id}/stop`, { reason: "a suit was filed" }, "reviewer");
  expect(stop.body).toMatchObject({ state: "stopped", stopped: { byName: "The reviewer" } });
  const over = await get<{ entries: DisposalBody[] }>(
    `/batches?state=over&itemId=${house.item.id}`,
  );
  expect(over.entries.map((batch) => batch.id)).toEqual([id]);
  expect((await get<{ entries: unknown[] }>("/batches?state=running")).entries).toEqual([]);
});

test("under a pack it takes a person of each role, and the grace can be prolonged as far as that says", async () => {
  const itemId = house.item.id;
  disposals.set(dueFacts({ itemId }));
  ending = { ...HOUSE, pack: "p 1", approvals: ["legal", "admin"], mostGraceHours: 24 * 30 };
  expect((await get<DuePageBody>("/due")).endsBy).toEqual(ending);
  const { body: proposed } = await post("", { ...WHY, itemIds: [itemId] }, "records");
  ending = HOUSE;
  const { id } = proposed;
  expect(proposed).toMatchObject({ awaits: ["legal", "admin"], rule: { pack: "p 1" } });
  house.moveClock(14 * 86_400_000);
  const said = { items: [{ itemId, decision: "destroy", why: "of no use" }] };
  const { appraisal } = (await post(`/${id}/appraisal`, said, "records")).body;
  for (const role of ["admin", "records", "legal"] as const) {
    const body = JSON.stringify({ password: PASSWORD });
    await house.fetch("/api/v1/session/confirm", role, { method: "POST", body });
  }
  const approve = (as: Role) => post(`/${id}/approval`, { sha256: appraisal!.sha256 }, as);
  const first = await approve("admin");
  expect(first.body).toMatchObject({
    ...{ state: "approval", awaits: ["legal"], approvals: [{ role: "admin", stands: true }] },
  });
  const { body } = await approve("legal");
  expect(body).toMatchObject({ state: "grace", awaits: [] });
  const until = (days: number) => {
    const day = new Date(Date.parse(house.clock()) + days * 86_400_000).toISOString().slice(0, 10);
    return post(`/${id}/grace`, { until: day, reason: "a letter is awaited" }, "reviewer");
  };
  expect((await until(31)).body.code).toBe("disposal/other-grace");
  expect((await post(`/${id}/grace`, { until: "soon", reason: "why" }, "reviewer")).status).toBe(
    400,
  );
  const longer = await until(20);
  expect([longer.status, longer.body.graceUntil! > body.graceUntil!]).toEqual([200, true]);
  await post(`/${id}/stop`, { reason: "a suit was filed" }, "reviewer");
});

test("an approval that no other joined within a day has lapsed: it is told, and counts for nothing", async () => {
  const itemId = house.item.id;
  disposals.set(dueFacts({ itemId }));
  const { id } = (await post("", { ...WHY, itemIds: [itemId] }, "records")).body;
  house.moveClock(14 * 86_400_000);
  const said = { items: [{ itemId, decision: "destroy", why: "of no use" }] };
  const { appraisal } = (await post(`/${id}/appraisal`, said, "records")).body;
  const approve = async (as: Role) => {
    const body = JSON.stringify({ password: PASSWORD });
    await house.fetch("/api/v1/session/confirm", as, { method: "POST", body });
    return (await post(`/${id}/approval`, { sha256: appraisal!.sha256 }, as)).body;
  };
  const shown = async () => {
    const { state, approvals, awaits } = await get<DisposalDetailBody>(`/batches/${id}`);
    return [state, awaits.length, approvals.map(({ byName, stands }) => [byName, stands])];
  };
  await approve("admin");
  house.moveClock(86_400_000 - 1);
  expect(await shown()).toEqual(["approval", 1, [["The admin", true]]]);
  house.moveClock(1);
  expect(await shown()).toEqual(["approval", 2, [["The admin", false]]]);
  // The second one comes too late for the first, and is itself one alone.
  expect(await approve("legal")).toMatchObject({ state: "approval", graceUntil: null });
  const lapsed = [
    ["The admin", false],
    ["The legal", true],
  ];
  expect(await shown()).toEqual(["approval", 1, lapsed]);
  expect((await approve("admin")).state).toBe("grace");
  expect(await shown()).toEqual(["grace", 0, [...lapsed, ["The admin", true]]]);
  await post(`/${id}/stop`, { reason: "a suit was filed" }, "reviewer");
});

test("an approval of one batch is none of another: it names the text that it is about", async () => {
  const appraised = [];
  for (const position of [21, 22]) {
    const { itemId } = dueFacts();
    disposals.set(dueFacts({ itemId, position }));
    const { id } = (await post("", { ...WHY, itemIds: [itemId] }, "records")).body;
    appraised.push({ id, itemId });
  }
  house.moveClock(14 * 86_400_000);
  const texts = [];
  for (const { id, itemId } of appraised) {
    const said = { items: [{ itemId, decision: "destroy", why: "of no use" }] };
    texts.push((await post(`/${id}/appraisal`, said, "records")).body.appraisal!.sha256);
  }
  const body = JSON.stringify({ password: PASSWORD });
  await house.fetch("/api/v1/session/confirm", "admin", { method: "POST", body });
  const { id } = appraised[0]!;
  const replayed = await post(`/${id}/approval`, { sha256: texts[1] }, "admin");
  expect([replayed.status, replayed.body.code]).toEqual([409, "disposal/other-text"]);
  expect((await get<DisposalDetailBody>(`/batches/${id}`)).approvals).toEqual([]);
  expect((await post(`/${id}/approval`, { sha256: texts[0] }, "admin")).status).toBe(200);
  for (const each of appraised) {
    await post(`/${each.id}/stop`, { reason: "a suit was filed" }, "reviewer");
  }
});

test("what ended keeps its record and proofs, gives nothing out, and names its certificate", async () => {
  const itemId = house.item.id;
  const bytes = Buffer.from("certified");
  disposals.set(dueFacts({ itemId }));
  const { body } = await post("", { ...WHY, itemIds: [itemId] }, "records");
  const TAKE = { kind: "take", happening: { kind: "disposal-begun", data: {} } } as const;
  const id = body.id as DisposalId;
  await disposals.take(id, itemId, house.clock(), () => TAKE);
  await disposals.gone(itemId, house.clock(), { kind: "disposed", data: {} });
  const files = [{ name: "certificate.en.txt", mediaType: "text/plain", bytes }];
  await disposals.finish(id, house.clock(), files, ANY_ACTION);
  house.evidence.add({ ...(await house.evidence.get(itemId)), stage: "disposed" });

  const item = await house.fetch(`/api/v1/items/${itemId}`, "officer");
  expect(await item.json()).toMatchObject({
    ...{ stage: "disposed", lockedUntil: null },
    disposal: { disposalId: body.id, goneAt: house.clock() },
  });
  const purpose = "?purpose=evidence";
  for (const path of [`original${purpose}`, `derivatives/viewing${purpose}`]) {
    const answer = await house.fetch(`/api/v1/items/${itemId}/${path}`, "admin");
    expect([path, answer.status, await codeIn(answer)]).toEqual([path, 410, "review/disposed"]);
  }
  const asked = { method: "POST", body: JSON.stringify({ itemIds: [itemId], purpose: "a court" }) };
  const wanted = await house.fetch("/api/v1/packages", "admin", asked);
  expect([wanted.status, await codeIn(wanted)]).toEqual([410, "review/disposed"]);
  const verified = await house.fetch(`/api/v1/items/${itemId}/verification?bytes=read`, "auditor");
  const { checks } = (await verified.json()) as VerificationBody;
  const verdicts = Object.fromEntries(checks.map(({ name, verdict }) => [name, verdict]));
  expect(verdicts).toMatchObject({
    ...{ bytes: "INDETERMINATE", lock: "INDETERMINATE", copies: "INDETERMINATE" },
    ...{ signature: "PASSED", ledger: "PASSED", custody: "PASSED" },
  });
  expect((await house.fetch(`/api/v1/items/${itemId}/custody`, "auditor")).status).toBe(200);

  const detail = await get<DisposalDetailBody>(`/batches/${body.id}`);
  expect(detail).toMatchObject({
    ...{ state: "finished", counts: { destroyed: 1 }, items: [{ outcome: "destroyed" }] },
    certificate: [{ name: "certificate.en.txt", sizeBytes: bytes.byteLength }],
  });
  const at = `/api/v1/disposal/batches/${body.id}/certificate`;
  const file = await house.fetch(`${at}/certificate.en.txt`, "auditor");
  expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
  expect(await codeIn(await house.fetch(`${at}/list.json`, "auditor"))).toBe(
    "disposal/no-such-file",
  );
  expect((await house.fetch(`${at}/certificate.en.txt`, "officer")).status).toBe(403);
});

const codeIn = async (answer: Response) => ((await answer.json()) as { code: string }).code;
