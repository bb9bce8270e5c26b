/** Legal review over HTTP: submitted, judged by somebody else, returned, submitted again, agreed; who may, who sees, and what stays. */
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { recipientSignatures } from "../../../infra/keys/recipient-signature.ts";
import type { Role } from "../../../services/access/permission.ts";
import { apiClient } from "../../../services/command/api-client.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import {
  reviewExport,
  reviewShow,
  reviewSubmit,
  reviewWaiting,
} from "../../../services/command/legal-review-verbs.ts";
import { terminal } from "../../../services/command/terminal.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { CaseId } from "../../../services/kernel/ids.ts";
import { parseLeaf } from "../../../services/ledger/leaf.ts";
import { parseOpinion } from "../../../services/legalreview/opinion-text.ts";
import { submitRound } from "../../../services/legalreview/submit-round.ts";
import { parseSubmission, submissionText } from "../../../services/legalreview/submission-text.ts";
import { signDocuments } from "../../../services/casefile/sign-documents.ts";
import type {
  CaseReviewBodyOut,
  OpinionRequestBody,
  ReviewRoundBody,
} from "../../../services/review/legal-review-schema.ts";
import {
  type LegalReviewRouteDeps,
  legalReviewRoutes,
} from "../../../services/review/legal-review-routes.ts";
import { MemoryCasefileStore } from "../../fakes/casefile-store.ts";
import { MemoryLegalReviewStore } from "../../fakes/legal-review-store.ts";
import { TODAY } from "../../fixtures/evidence.ts";
import { shippedBytes } from "../../fixtures/packs.ts";
import { lawOf } from "../../fixtures/law-of.ts";
import { CHINA } from "../../fixtures/retention.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
let deps: LegalReviewRouteDeps;
let legalReviews: MemoryLegalReviewStore;
let caseId: CaseId;

beforeEach(async () => {
  house = await openHouse((given) => {
    const shared = given as typeof given &
      Omit<LegalReviewRouteDeps, "casefiles" | "legalReviews" | "calendar"> &
      Pick<House, "items" | "seals" | "cases">;
    const casefiles = new MemoryCasefileStore(shared);
    legalReviews = new MemoryLegalReviewStore({ ...shared, casefiles });
    deps = {
      ...{ ...shared, casefiles, legalReviews, calendar: async () => CHINA },
      ...{ isUnitSignatureRequired: false, unitSignatures: recipientSignatures("") },
      policies: { inForce: lawOf({ text: shippedBytes("cn-hainan-2019").toString() }) },
    };
    casefiles.sees = (...asked) => house.secrecy.sees(...asked);
    legalReviews.sees = (...asked) => house.secrecy.sees(...asked);
    return legalReviewRoutes(deps);
  });
  caseId = house.file.id;
  await post(`/cases/${caseId}/items`, { itemId: house.item.id });
  const facts = { majorDecision: true, majorReasons: ["目录清单第 1 项"] };
  expect((await post(`/cases/${caseId}/changes`, { revision: 0, facts })).status).toBe(200);
  return () => house.close();
});

const post = (path: string, body: object, as: Role = "admin") =>
  house.fetch(`/api/v1${path}`, as, { method: "POST", body: JSON.stringify(body) });
const review = (path = "") => `/cases/${caseId}/legal-review${path}`;
const get = async <T>(path: string, as: Role = "admin") => {
  const answer = await house.fetch(`/api/v1${review(path)}`, as);
  return [answer.status, (await answer.json()) as T] as const;
};
const outcome = async (answer: Promise<Response>): Promise<number | string> => {
  const got = await answer;
  const { code } = (await got.json()) as { code?: string };
  return code === undefined ? got.status : `${got.status} ${code}`;
};
const submit = (as: Role = "records", statement = "送审") =>
  outcome(post(review("/rounds"), { statement }, as));
const opinion = async (
  round: number,
  said: Partial<OpinionRequestBody>,
  as: Role = "legal",
): Promise<number | string> => {
  const document = await legalReviews.document(caseId, round, "submission", null);
  const body = { submissionSha256: document?.sha256 ?? sha256("none"), text: "意见", ...said };
  return outcome(post(review(`/rounds/${round}/opinion`), body, as));
};
const PROBLEM = { point: "sessions-told", mark: "problem", text: "未归入录制活动" } as const;

it("goes round: what had problems comes back over a new snapshot that tells what changed, until it is agreed", async () => {
  expect((await get<CaseReviewBodyOut>(""))[1]).toMatchObject({
    ...{ isNeeded: true, state: "missing", finding: null, rounds: [] },
    grounds: [{ code: "MAJOR" }],
  });
  expect(await submit()).toBe(201);
  expect(await submit()).toBe("409 legalreview/round-open");
  expect((await get<CaseReviewBodyOut>("", "officer"))[1]).toMatchObject({
    ...{ state: "waiting", dueOn: "2026-12-08" },
    rounds: [{ round: 1, opinion: null, submission: { madeByName: "The records" } }],
  });
  expect(await opinion(1, { verdict: "problems", marks: [PROBLEM] })).toBe(201);
  expect(await opinion(1, { verdict: "agree" })).toBe("409 legalreview/given-already");
  expect((await get<CaseReviewBodyOut>(""))[1].state).toBe("returned");
  const session = { number: "S-1", caseId, activities: ["HN-06"] };
  const { id } = (await (await post("/recording-sessions", session)).json()) as { id: string };
  await post(`/recording-sessions/${id}/items`, { itemId: house.item.id });
  expect(await submit("reviewer", "已归入")).toBe(201);
  const [, second] = await get<ReviewRoundBody>("/rounds/2");
  expect(second.changes).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ part: "session", act: "added", subject: "S-1" }),
      { part: "point", act: "changed", subject: "sessions-told", before: "not-met", after: "met" },
    ]),
  );
  const [, first] = await get<ReviewRoundBody>("/rounds/1");
  expect(first).toMatchObject({ changes: null, said: { text: "意见", marks: [PROBLEM] } });
  const told = parseSubmission(second.submitted.text);
  expect(told).toMatchObject({ round: 2, previousSha256: first.submission.sha256 });
  expect(sha256(Buffer.from(second.submitted.text))).toBe(second.submission.sha256);
  expect(parseOpinion(first.said!.given.text).submissionSha256).toBe(first.submission.sha256);
  const written = { no: "法审-1", sha256: sha256("opinion") };
  expect(await opinion(2, { verdict: "agree", document: written })).toBe(201);
  expect(await submit()).toBe("409 legalreview/unchanged");
  expect((await get<CaseReviewBodyOut>(""))[1].state).toBe("agreed");
  const kinds = house.actions.all.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind.startsWith("legal-"))).toHaveLength(4);
});

it("refuses as too much what one round cannot hold", async () => {
  await submit();
  const [, first] = await get<ReviewRoundBody>("/rounds/1");
  const frozen = parseSubmission(first.submitted.text);
  const digest = sha256("a record");
  const record: (typeof frozen)["records"][number] = {
    ...{ item: house.item.id, record: "transcript", documentNo: "号".repeat(500) },
    ...{ sha256: digest, relation: "supports", segments: 0 },
  };
  // More of them than a round holds; as many as it holds, but more bytes than are read back.
  for (const length of [5_001, 5_000]) {
    const records = Array.from({ length }, () => record);
    expect(() => submissionText({ ...frozen, records })).toThrow(
      expect.objectContaining({ code: "legalreview/too-much", kind: "invalid" }),
    );
  }
  expect(parseSubmission(submissionText({ ...frozen, records: [record] })).records).toHaveLength(1);
});

it("is submitted and judged by whom the table names, and never judged by whoever handled the case", async () => {
  for (const role of ["officer", "auditor", "legal"] as const) {
    expect(await submit(role)).toBe("403 access/not-permitted");
  }
  expect(await submit("admin")).toBe(201);
  for (const role of ["records", "reviewer", "officer", "auditor"] as const) {
    expect(await opinion(1, { verdict: "agree" }, role)).toBe("403 access/not-permitted");
  }
  expect(await opinion(1, { verdict: "agree" }, "admin")).toBe("403 legalreview/handled-it");
  const people = [{ userId: house.userIds.legal, until: null }];
  await house.secrecy.setPeople(caseId, people, () => house.actions.all[0]!);
  expect(await opinion(1, { verdict: "agree" })).toBe("403 legalreview/handled-it");
  await house.secrecy.setPeople(caseId, [], () => house.actions.all[0]!);
  expect(await opinion(1, { verdict: "agree", marks: [PROBLEM] })).toBe(
    "400 legalreview/marks-contradict",
  );
  const other = { verdict: "agree", submissionSha256: sha256("what was not read") } as const;
  expect(await opinion(1, other)).toBe("404 legalreview/no-such-round");
  expect(await opinion(2, { verdict: "agree" })).toBe("404 legalreview/no-such-round");
  expect(await opinion(1, { verdict: "agree" })).toBe(201);
});

it("does not let an officer of one of its sessions judge it, by the account that the register names", async () => {
  const entered = {
    ...{ credentialNo: "琼-1", name: "王", unit: "u", validFrom: "2024-01-01" },
  };
  const { id: officerId } = (await (await post("/officers", entered)).json()) as { id: string };
  await post(`/officers/${officerId}/account`, { userId: house.userIds.legal });
  const session = { number: "S-1", caseId, activities: [], officerIds: [officerId] };
  expect((await post("/recording-sessions", session)).status).toBe(201);
  house.officers.all = house.officers.all.map((one) => ({ ...one, userId: house.userIds.legal }));
  expect(await submit()).toBe(201);
  expect(await opinion(1, { verdict: "agree" })).toBe("403 legalreview/handled-it");
});

it("is submitted by nobody from whom anything of the case is hidden, and shown to nobody from whom it is", async () => {
  await post(`/items/${house.item.id}/labels`, { kind: "informant", basis: "a document" });
  expect(await submit("reviewer")).toBe("403 legalreview/names-more");
  const [, mine] = await get<{ points: { reasons: { itemId: string }[] }[] }>(
    "/report",
    "reviewer",
  );
  expect(JSON.stringify(mine)).not.toContain(house.item.id);
  await submitRound(deps, { id: house.userIds.records, name: "李" }, caseId, "by the house", null);
  const [, seen] = await get<CaseReviewBodyOut>("", "reviewer");
  // That the case is under review tells of no item.
  expect(seen).toMatchObject({ state: "waiting", rounds: [] });
  for (const path of ["/rounds/1", "/rounds/1/report.json", "/rounds/9"]) {
    expect(await get(path, "reviewer")).toMatchObject([404, { code: "legalreview/no-such-round" }]);
  }
  expect(await opinion(1, { verdict: "agree" })).toBe("404 legalreview/no-such-round");
  const waiting = await house.fetch("/api/v1/legal-reviews/waiting", "legal");
  expect(await waiting.json()).toEqual({ entries: [], nextCursor: null });
});

it("tells which rounds wait, leaves as JSON, CSV and PDF, and is signed and told to the ledger without a word of the case", async () => {
  legalReviews.known.set(house.item.id, {
    audit: { objects: 1, audited: 1, open: ["fixity/differs"] },
  });
  await submit("records", "=1+1\n送审");
  const list = async () => (await house.fetch("/api/v1/legal-reviews/waiting", "legal")).json();
  expect(await list()).toMatchObject({
    entries: [{ caseId, round: 1, dueOn: "2026-12-08", isOverdue: false }],
  });
  house.moveClock(15 * 86_400_000);
  expect(await list()).toMatchObject({ entries: [{ isOverdue: true }] });
  expect((await get<CaseReviewBodyOut>(""))[1].state).toBe("overdue");
  await opinion(1, { verdict: "problems", marks: [PROBLEM] });
  const file = async (format: string) => {
    const answer = await house.fetch(`/api/v1${review(`/rounds/1/report.${format}`)}`, "auditor");
    expect(answer.status, format).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };
  const json = JSON.parse((await file("json")).toString()) as {
    points: unknown[];
    opinion: object;
  };
  expect(json.opinion).toMatchObject({ verdict: "problems", marks: [PROBLEM] });
  expect(json).not.toHaveProperty("score");
  const csv = (await file("csv")).toString();
  expect(csv).toContain("fixity/differs");
  expect(csv).toContain(PROBLEM.text);
  expect((await file("pdf")).subarray(0, 5).toString()).toBe("%PDF-");

  const folder = await mkdtemp(join(tmpdir(), "holdfast-review-"));
  let said = "";
  const out = { write: (text: string) => (said += text).length > 0 };
  const term = terminal({ out, err: out }, { language: "zh-CN", json: false, interactive: false });
  const api = apiClient(house.url, house.tokens.admin);
  const { number } = house.file;
  // Not signed yet: told, and taken away all the same.
  expect(await reviewExport(api, term, [number, "1"], folder)).toBe(EXIT.negative);
  expect((await readdir(folder)).toSorted()).toEqual([
    ...["opinion.json", "report.csv", "report.json", "report.pdf", "submission.json"],
  ]);
  const taken = await readFile(join(folder, "submission.json"));
  expect(sha256(taken)).toBe((await legalReviews.document(caseId, 1, "submission", null))!.sha256);
  await rm(folder, { recursive: true });
  expect(await reviewWaiting(api, term)).toBe(EXIT.ok);
  expect(await reviewSubmit(api, term, number, "再次送审")).toBe(EXIT.ok);
  house.moveClock(30 * 86_400_000);
  expect(await reviewWaiting(api, term)).toBe(EXIT.negative);
  expect(await reviewShow(api, term, number)).toBe(EXIT.ok);
  const told = ["审核：审核意见逾期\n", "意见：存在问题，退回处理\n"];
  for (const words of ["第 2 轮", "[不符合]", "fixity/differs", "逾期", ...told]) {
    expect(said).toContain(words);
  }

  const leaves: string[] = [];
  const deps = {
    ...{ documents: legalReviews, leafType: "legal-review" as const },
    signer: { sign: async () => Buffer.from("signature") },
    ledger: { enter: async (leaf: string) => leaves.push(leaf) },
  };
  expect(await signDocuments(deps, 0)).toHaveLength(3);
  expect(await signDocuments(deps, 0)).toEqual([]);
  expect(leaves.map((leaf) => parseLeaf(leaf)?.type)).toEqual(Array(3).fill("legal-review"));
  expect(leaves.join("")).not.toContain(caseId);
});

it("finds a decision without an agreed round, and blocks none", async () => {
  const facts = { decidedOn: TODAY };
  expect((await post(`/cases/${caseId}/changes`, { revision: 1, facts })).status).toBe(200);
  expect((await get<CaseReviewBodyOut>("", "auditor"))[1]).toMatchObject({
    ...{ state: "missing", finding: "decided-without" },
  });
});

it("refuses what nobody asked for before anything is read", async () => {
  for (const body of [
    {},
    { statement: "x".repeat(4_001) },
    { statement: "long enough", extra: 1 },
  ]) {
    expect(await outcome(post(review("/rounds"), body, "records"))).toBe("400 review/bad-body");
  }
  for (const body of [
    { verdict: "maybe" },
    { verdict: "agree", submissionSha256: "0" },
    { verdict: "agree", marks: [{ point: "x", mark: "fine" }] },
  ]) {
    expect(await opinion(1, body as Partial<OpinionRequestBody>)).toBe("400 review/bad-body");
  }
});
