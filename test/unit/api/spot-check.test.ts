/** Spot checks over HTTP: fixed, drawn by the ledger, scored by somebody else, answered, corrected; who may, who sees, and what stays. */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import { apiClient } from "../../../services/command/api-client.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import {
  spotBegin,
  spotExport,
  spotList,
  spotSheets,
  spotShow,
} from "../../../services/command/spot-check-verbs.ts";
import { spotAnswer, spotClose, spotSheet } from "../../../services/command/spot-sheet-verbs.ts";
import { terminal } from "../../../services/command/terminal.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { newId } from "../../../services/kernel/ids.ts";
import { Sequencer } from "../../../services/ledger/sequencer.ts";
import { signDocuments } from "../../../services/casefile/sign-documents.ts";
import type {
  CloseSheetBody,
  SpotCheckDetailBody,
  SpotUnitBody,
} from "../../../services/review/spot-check-schema.ts";
import {
  type SpotCheckRouteDeps,
  spotCheckRoutes,
} from "../../../services/review/spot-check-routes.ts";
import { drawOf } from "../../../services/spotcheck/draw.ts";
import { drawSamples } from "../../../services/spotcheck/draw-samples.ts";
import { parsePopulation } from "../../../services/spotcheck/population-text.ts";
import { parseSheet } from "../../../services/spotcheck/sheet-text.ts";
import { MemoryCasefileStore } from "../../fakes/casefile-store.ts";
import { MemoryLegalReviewStore } from "../../fakes/legal-review-store.ts";
import { MemorySpotCheckStore } from "../../fakes/spot-check-store.ts";
import { shippedBytes } from "../../fixtures/packs.ts";
import { lawOf } from "../../fixtures/law-of.ts";
import { CHINA } from "../../fixtures/retention.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { checkedItem } from "../../fixtures/spot-check.ts";

const law: { text: string | null } = { text: null };
let house: House;
let spotChecks: MemorySpotCheckStore;

beforeEach(async () => {
  law.text = shippedBytes("cn-hainan-2019").toString();
  house = await openHouse((given) => {
    const shared = given as typeof given &
      Omit<SpotCheckRouteDeps, "casefiles" | "legalReviews" | "calendar" | "spotChecks"> &
      Pick<House, "items" | "seals" | "cases">;
    const casefiles = new MemoryCasefileStore(shared);
    const legalReviews = new MemoryLegalReviewStore({ ...shared, casefiles });
    spotChecks = new MemorySpotCheckStore(shared.actions);
    spotChecks.sees = (...asked) => house.secrecy.sees(...asked);
    const policies = { inForce: lawOf(law) };
    const more = { casefiles, legalReviews, spotChecks, policies, calendar: async () => CHINA };
    return spotCheckRoutes({ ...shared, ...more });
  });
  for (const { id, deviceId } of [house.item, house.received]) {
    spotChecks.known.set(id, checkedItem(id, deviceId));
  }
  spotChecks.populations.set("item", [house.item.id, house.received.id]);
  return () => house.close();
});

const post = (path: string, body: object, as: Role = "records") =>
  house.fetch(`/api/v1${path}`, as, { method: "POST", body: JSON.stringify(body) });
const get = async <T>(path: string, as: Role = "records") => {
  const answer = await house.fetch(`/api/v1${path}`, as);
  return [answer.status, (await answer.json()) as T] as const;
};
const outcome = async (answer: Promise<Response>): Promise<number | string> => {
  const got = await answer;
  const { code } = (await got.json()) as { code?: string };
  return code === undefined ? got.status : `${got.status} ${code}`;
};
const ASKED = { subject: "item", sheet: "RECORD", period: "2026-Q4", size: { count: 2 } };
const begin = async (body: object = ASKED) => {
  const answer = await post("/spot-checks", body);
  expect(answer.status).toBe(201);
  return (await answer.json()) as SpotCheckDetailBody;
};
/** What custody does each second. */
const round = async () => {
  const sequencer = new Sequencer({ ...house, agency: "haikou" });
  const signer = { sign: async () => Buffer.from("signature") };
  const signing = { documents: spotChecks, leafType: "spot-check" as const, signer };
  await signDocuments({ ...signing, ledger: sequencer }, 0);
  await sequencer.close();
  return drawSamples({ spotChecks, ledger: house.ledger, clock: house.clock });
};
const FULL = (changes: Record<string, object> = {}): CloseSheetBody["marks"] =>
  [
    ...["TWO-OFFICERS", "CREDENTIALS", "INTEGRITY", "RECORDED", "CONTINUITY", "SHOTS"],
    ...["ELEMENTS", "WRITTEN", "LINKAGE", "HAND-IN-TIME", "CONDUCT"],
  ].map((criterion) => ({ criterion, state: "full" as const, ...changes[criterion] }));
const LOST = { CONDUCT: { state: "lost", lost: 2, reason: "用语不规范" } };
const close = (id: string, unit: string, more: Partial<CloseSheetBody> = {}, as: Role = "legal") =>
  post(`/spot-checks/${id}/units/${unit}/sheets`, { known: 0, marks: FULL(LOST), ...more }, as);

it("is drawn by the first signed head over the frozen population, as anybody can draw it again", async () => {
  const fixed = await begin({ ...ASKED, size: { percent: 50 } });
  const { id } = fixed.check;
  expect(fixed).toMatchObject({
    check: { populationSize: 2, sampleSize: 1, draw: null, dueOn: "2026-12-22" },
    units: [],
  });
  // Nobody has a seed yet, so nobody can know what is drawn.
  expect(fixed.population.ledger).toBeNull();
  expect(await outcome(close(id, house.item.id))).toBe("404 spotcheck/no-such-unit");
  const other = await begin();
  expect(await round()).toEqual([{ checkId: id }, { checkId: other.check.id }]);
  expect(await round()).toEqual([]);
  const [, drawn] = await get<SpotCheckDetailBody>(`/spot-checks/${id}`, "auditor");
  const { text, ledger } = drawn.population;
  const told = parsePopulation(text);
  expect(told.population).toEqual([house.item.id, house.received.id].toSorted());
  const rootBase64 = ledger!.proof.split("\n\n")[1]!.split("\n")[2]!;
  const seed = Buffer.from(rootBase64, "base64").toString("hex");
  expect(drawn.check.draw?.seed).toBe(seed);
  expect(drawn.units.map(({ unit }) => unit)).toEqual(drawOf(sha256Of(seed), told.population, 1));
  expect(house.actions.all.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["spot-check-begun", "spot-check-drawn"]),
  );
  expect((await get<{ entries: unknown[] }>("/spot-checks"))[1].entries).toHaveLength(2);
});
const terminalHere = () => {
  const lines: string[] = [];
  const out = { write: (text: string) => lines.push(text) };
  const options = { language: "en", json: false, interactive: false } as const;
  return { term: terminal({ out, err: out }, options), lines };
};
it("is begun, looked at and taken away at the terminal, with all that it takes to draw it again", async () => {
  const api = apiClient(house.url, house.tokens.admin);
  const { term, lines } = terminalHere();
  const asked = { subject: "item", sheet: "RECORD", period: "2026" };
  expect(await spotBegin(api, term, asked)).toBe(EXIT.usage);
  expect(await spotBegin(api, term, { ...asked, count: "1" })).toBe(EXIT.ok);
  await round();
  expect(await spotList(api, term)).toBe(EXIT.ok);
  expect(await spotSheets(api, term)).toBe(EXIT.ok);
  const [, listed] = await get<{ entries: { id: string }[] }>("/spot-checks");
  const { id } = listed.entries[0]!;
  expect(await spotShow(api, term, id)).toBe(EXIT.ok);
  expect(lines.join("\n")).toContain("waits for a sheet");
  const folder = await mkdtemp(join(tmpdir(), "spot-check-"));
  const [, detail] = await get<SpotCheckDetailBody>(`/spot-checks/${id}`);
  const { unit } = detail.units[0]!;
  const marks = join(folder, "marks.json");
  const shut = (more = {}) => spotClose(api, term, [id, unit], { marks, ...more });
  for (const bad of ["", "{}", '[{"criterion":"CONDUCT","state":"good"}]']) {
    await writeFile(marks, bad);
    await expect(shut()).rejects.toMatchObject({ exitCode: EXIT.usage });
  }
  await writeFile(marks, JSON.stringify(FULL(LOST)));
  expect(await shut()).toBe(EXIT.ok);
  await expect(shut()).rejects.toMatchObject({ code: "spotcheck/changed" });
  expect(await shut({ known: "1", why: "Read again" })).toBe(EXIT.ok);
  expect(await spotSheet(api, term, [id, unit], {})).toBe(EXIT.ok);
  expect(lines.join("")).toMatch(/version 2 98\/100 .*\n {2}SHA-256 [0-9a-f]{64}\n.*lost 2/s);
  await rm(marks);
  expect(await spotExport(api, term, id, folder)).toBe(EXIT.ok);
  expect((await readdir(folder)).toSorted()).toEqual([
    ...["population.json", "population.json.p7s", "population.leaf", "population.salt"],
    ...["population.tlog-proof", "result.csv"],
  ]);
  await rm(folder, { recursive: true });
  expect(await spotBegin(api, term, { ...asked, count: "1" })).toBe(EXIT.ok);
  await round();
  house.moveClock(60 * 86_400_000);
  expect(await spotShow(api, term, id)).toBe(EXIT.ok);
  const [, { entries }] = await get<{ entries: { id: string }[] }>("/spot-checks");
  expect(await spotShow(api, term, entries[0]!.id)).toBe(EXIT.negative);
});
const sha256Of = (text: string) => text as ReturnType<typeof sha256>;

it("closes a sheet with what the house knew, lets whoever was checked answer once, and keeps a correction beside it", async () => {
  const { check } = await begin();
  await round();
  await house.assignments.addAssignment(
    {
      ...{ id: newId(), deviceId: house.device.id, userId: house.userIds.officer, to: null },
      ...{ from: "2026-01-01T00:00:00.000Z" as never, enteredAt: house.clock() },
      ...{ enteredBy: house.userIds.admin, replaces: null, reason: null },
    },
    house.actions.all[0]!,
  );
  const unit = house.item.id;
  const path = `/spot-checks/${check.id}/units/${unit}`;
  const [, open] = await get<SpotUnitBody>(path);
  const known = new Map(open.known.map((one) => [one.point, one.state]));
  expect([known.get("integrity"), known.get("linkage"), known.get("recorded")]).toEqual([
    ...["met", "met", "cannot-be-told"],
  ]);
  expect(open).toMatchObject({ versions: [], answers: [], mayAnswer: false });
  // Not before it is closed, and not whose work it is not.
  expect((await get(`/spot-checks/mine/${check.id}/${unit}`, "officer"))[0]).toBe(404);
  expect((await close(check.id, unit)).status).toBe(201);
  expect(await outcome(close(check.id, unit))).toBe("409 spotcheck/changed");
  const [, mine] = await get<{ entries: { unit: string; isAnswered: boolean }[] }>(
    "/spot-checks/mine",
    "officer",
  );
  expect(mine.entries).toMatchObject([{ unit, isAnswered: false, answerUntil: "2026-12-01" }]);
  expect((await get(`/spot-checks/mine/${check.id}/${unit}`, "reviewer"))[0]).toBe(404);
  const own = `/spot-checks/mine/${check.id}/${unit}`;
  const [, seen] = await get<SpotUnitBody>(own, "officer");
  expect(seen).toMatchObject({ mayAnswer: true, versions: [{ score: 98, of: 100 }] });
  const sheetSha256 = seen.versions[0]!.sha256;
  const said = { sheetSha256, text: "当时风大" };
  const answer = (body: object, as: Role = "officer") => outcome(post(`${own}/answer`, body, as));
  expect(await answer({ ...said, sheetSha256: sha256("other") })).toBe("409 spotcheck/changed");
  expect(await answer(said, "reviewer")).toBe("404 spotcheck/no-such-unit");
  const asOfficer = apiClient(house.url, house.tokens.officer);
  const { sheetSha256: sheet, text } = said;
  const { term } = terminalHere();
  expect(await spotSheet(asOfficer, term, [check.id, unit], { mine: true })).toBe(EXIT.ok);
  expect(await spotAnswer(asOfficer, term, [check.id, unit], { sheet, text })).toBe(EXIT.ok);
  expect(await answer(said)).toBe("409 spotcheck/answered");
  expect(await outcome(close(check.id, unit, { known: 1 }))).toBe("400 spotcheck/no-reason");
  const again = { known: 1, reason: "采纳答复", marks: FULL() };
  expect((await close(check.id, unit, again)).status).toBe(201);
  const [, whole] = await get<SpotUnitBody>(path);
  const came = whole.versions.map(({ version, score, grade }) => `${version} ${score} ${grade}`);
  expect(came).toEqual(["1 98 EXCELLENT", "2 100 EXCELLENT"]);
  expect(parseSheet(whole.versions[1]!.paper.text)).toMatchObject({
    ...{ previousSha256: sheetSha256, reason: "采纳答复" },
  });
  expect(whole.answers).toMatchObject([{ version: 1, text: "当时风大" }]);
  house.moveClock(30 * 86_400_000);
  const late = { sheetSha256: whole.versions[1]!.sha256, text: "迟了" };
  expect(await answer(late)).toBe("409 spotcheck/answer-late");
  const csv = await (await house.fetch(`/api/v1/spot-checks/${check.id}/result.csv`)).text();
  expect(csv.split("\r\n").filter((line) => line.includes("CONDUCT"))).toHaveLength(1);
  expect(csv).toContain(whole.versions[1]!.sha256);
});

it("is checked by nobody who did the work, and by nobody who may not know all of it", async () => {
  const { check } = await begin();
  await round();
  const unit = house.item.id;
  const number = { number: "S-1", activities: ["HN-06"] };
  const opened = await post("/recording-sessions", number, "admin");
  const { id: session } = (await opened.json()) as { id: string };
  await post(`/recording-sessions/${session}/items`, { itemId: unit }, "admin");
  await post(`/recording-sessions/${session}/items`, { itemId: house.received.id }, "admin");
  const label = { kind: "informant", basis: "a document" };
  await post(`/items/${house.received.id}/labels`, label, "admin");
  expect(await outcome(close(check.id, unit))).toBe("403 spotcheck/holds-more");
  await house.assignments.addAssignment(
    {
      ...{ id: newId(), deviceId: house.device.id, userId: house.userIds.legal, to: null },
      ...{ from: "2026-01-01T00:00:00.000Z" as never, enteredAt: house.clock() },
      ...{ enteredBy: house.userIds.admin, replaces: null, reason: null },
    },
    house.actions.all[0]!,
  );
  expect(await outcome(close(check.id, unit))).toBe("403 spotcheck/own-work");
});

it("hides a population from whoever may not know all of it, and draws nobody into what they may not know", async () => {
  const { check } = await begin();
  await round();
  const label = { kind: "informant", basis: "a document" };
  await post(`/items/${house.received.id}/labels`, label, "admin");
  expect((await get(`/spot-checks/${check.id}`))[0]).toBe(404);
  expect((await get<{ entries: unknown[] }>("/spot-checks"))[1].entries).toEqual([]);
  const hidden = `/spot-checks/${check.id}/units/${house.received.id}`;
  expect(await outcome(house.fetch(`/api/v1${hidden}`, "records"))).toBe(
    "404 spotcheck/no-such-unit",
  );
  expect((await get(`/spot-checks/${check.id}/units/${house.item.id}`))[0]).toBe(200);
  const again = await begin();
  expect(again.check).toMatchObject({ populationSize: 1, sampleSize: 1 });
  expect(parsePopulation(again.population.text).population).toEqual([house.item.id]);
});

it("is begun, scored and seen by whom the table names, by a pack that has sheets, and refuses what nobody asked for", async () => {
  for (const as of ["officer", "reviewer", "auditor"] as const) {
    expect((await post("/spot-checks", ASKED, as)).status).toBe(403);
    expect((await close(newId(), newId(), {}, as)).status).toBe(403);
  }
  expect((await get("/spot-checks", "officer"))[0]).toBe(403);
  const refused = async (changes: object) =>
    outcome(post("/spot-checks", { ...ASKED, ...changes }));
  expect(await refused({ sheet: "CASE-FILE" })).toBe("400 spotcheck/no-such-sheet");
  expect(await refused({ period: "2027" })).toBe("400 spotcheck/bad-period");
  expect(await refused({ subject: "session" })).toBe("409 spotcheck/nothing-to-draw");
  for (const size of [{ count: 0 }, { percent: 101 }, { count: 1, percent: 1 }, {}]) {
    expect(await refused({ size })).toBe("400 review/bad-body");
  }
  law.text = shippedBytes("us-oregon-133-741").toString();
  expect(await refused({})).toBe("404 spotcheck/no-rules");
  expect((await get("/spot-checks/sheets"))[1]).toEqual({ rules: null });
});
