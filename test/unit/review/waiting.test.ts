/** What waits for whom: by role and sight, never what takes another person, never what is hidden. */
import { beforeEach, expect, it } from "vitest";
import { type Role, STAFF } from "../../../services/access/permission.ts";
import type { FrozenItem } from "../../../services/disposal/against.ts";
import { type NewBatch, digestOf } from "../../../services/disposal/batch.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import {
  type DisposalId,
  type PolicyId,
  type UserId,
  newId,
} from "../../../services/kernel/ids.ts";
import { signDocuments } from "../../../services/casefile/sign-documents.ts";
import { Sequencer } from "../../../services/ledger/sequencer.ts";
import { enterCredential, setAccount } from "../../../services/officers/enter-officer.ts";
import { evaluateRound } from "../../../services/retention/evaluate.ts";
import { changeSession, openSession } from "../../../services/sessions/keep-session.ts";
import { submitRound } from "../../../services/legalreview/submit-round.ts";
import { legalReviewRoutes } from "../../../services/review/legal-review-routes.ts";
import { SessionPage } from "../../../services/review/recording-schema.ts";
import { spotCheckRoutes } from "../../../services/review/spot-check-routes.ts";
import { drawSamples } from "../../../services/spotcheck/draw-samples.ts";
import { type WaitingDeps, waitingFor } from "../../../services/review/waiting.ts";
import { waitingRoutes } from "../../../services/review/waiting-routes.ts";
import type { WaitingBody } from "../../../services/review/waiting-schema.ts";
import { MemoryAwaitedWords } from "../../fakes/awaited-words.ts";
import { MemoryCaseDuties } from "../../fakes/case-duties.ts";
import { MemoryCasefileStore } from "../../fakes/casefile-store.ts";
import { MemoryLegalReviewStore } from "../../fakes/legal-review-store.ts";
import { MemoryPolicyStore } from "../../fakes/policy-store.ts";
import { MemoryPublicityStore } from "../../fakes/publicity-store.ts";
import { MemorySpotCheckStore } from "../../fakes/spot-check-store.ts";
import { ANY_ACTION } from "../../fixtures/actions.ts";
import { dueFacts } from "../../fixtures/disposal.ts";
import { NOON, TODAY } from "../../fixtures/evidence.ts";
import { shippedBytes } from "../../fixtures/packs.ts";
import { placedHold } from "../../fixtures/placed-hold.ts";
import { lawOf } from "../../fixtures/law-of.ts";
import { ZONE } from "../../fixtures/disposal.ts";
import { WAITING } from "../../fixtures/kept-rules.ts";
import { CHINA } from "../../fixtures/retention.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { checkedItem } from "../../fixtures/spot-check.ts";

let house: House;
let deps: WaitingDeps &
  Parameters<typeof legalReviewRoutes>[0] &
  Parameters<typeof spotCheckRoutes>[0];
let packs: MemoryPolicyStore;
let spotChecks: MemorySpotCheckStore;

beforeEach(async () => {
  house = await openHouse((given) => {
    const shared = given as typeof given &
      typeof deps &
      Pick<House, "items" | "seals" | "cases" | "retention">;
    const casefiles = new MemoryCasefileStore(shared);
    const legalReviews = new MemoryLegalReviewStore({ ...shared, casefiles });
    const publicity = new MemoryPublicityStore(shared.actions);
    const caseDuties = new MemoryCaseDuties({ ...shared, legalReviews, publicity });
    const awaitedWords = new MemoryAwaitedWords(shared.items, shared.retention);
    for (const store of [casefiles, legalReviews, caseDuties, awaitedWords])
      store.sees = (...asked) => house.secrecy.sees(...asked);
    packs = new MemoryPolicyStore(shared.actions);
    spotChecks = new MemorySpotCheckStore(shared.actions);
    spotChecks.sees = (...asked) => house.secrecy.sees(...asked);
    const inForce = lawOf({ text: shippedBytes("cn-hainan-2019").toString() });
    deps = {
      ...{
        ...shared,
        casefiles,
        legalReviews,
        caseDuties,
        calendar: async () => CHINA,
      },
      policies: { inForce, entries: () => packs.entries() },
      dayTables: new MemoryPolicyStore(shared.actions),
      ...{ spotChecks, awaitedWords },
    };
    return [...waitingRoutes(deps), ...legalReviewRoutes(deps), ...spotCheckRoutes(deps)];
  });
  return () => house.close();
});

const frozen = (): FrozenItem => {
  const { decided } = dueFacts();
  if (decided === null) throw new Error("a due item was decided");
  return {
    ...{ itemId: house.item.id, sha256: sha256("x"), sizeBytes: 1, receivedAt: NOON },
    ...{ manifestSha256: sha256("m"), decided, findings: [], caseCommitments: [] },
  };
};
const of = async (role: Role): Promise<readonly WaitingBody[]> => {
  const answer = await house.fetch("/api/v1/me/waiting", role);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { entries: WaitingBody[] }).entries;
};
const kindsOf = async (role: Role) => (await of(role)).map(({ kind }) => kind);
const whom = async (kind: WaitingBody["kind"]): Promise<readonly Role[]> => {
  const told: Role[] = [];
  for (const role of STAFF) if ((await kindsOf(role)).includes(kind)) told.push(role);
  return told;
};
const post = (path: string, body: object, as: Role = "admin") =>
  house.fetch(`/api/v1${path}`, as, { method: "POST", body: JSON.stringify(body) });
const tell = (facts: object) => post(`/cases/${house.file.id}/changes`, { revision: 0, facts });
const MAJOR = { majorDecision: true, majorReasons: ["item 1"] };
const makerOf = (role: Role) => ({ id: house.userIds[role], name: role });

it("is nothing in a house where nothing does, for every role", async () => {
  for (const role of STAFF) expect(await of(role)).toEqual([]);
});

it("tells of a case that needs a review to whoever may submit it, then to a legal person who did not handle it", async () => {
  await tell(MAJOR);
  expect(await whom("legal-missing")).toEqual(["admin", "reviewer", "records"]);
  expect((await of("records"))[0]).toEqual({
    ...{ kind: "legal-missing", count: 1, isWhole: true, overdue: 0 },
    first: { to: `/cases/${house.file.id}`, name: house.file.number, due: null },
  });
  await submitRound(deps, makerOf("admin"), house.file.id, "statement", null);
  expect(await whom("legal-missing")).toEqual([]);
  // The administrator submitted it.
  expect(await whom("legal-opinions")).toEqual(["legal"]);
  const [waiting] = await of("legal");
  expect(waiting).toMatchObject({ count: 1, overdue: 0, first: { due: "2026-12-08" } });
  house.moveClock(30 * 86_400_000);
  expect((await of("legal"))[0]).toMatchObject({ count: 1, overdue: 1 });
  const handles = [{ userId: house.userIds.legal, until: null }];
  await house.secrecy.setPeople(house.file.id, handles, () => ANY_ACTION);
  expect(await whom("legal-opinions")).toEqual([]);
});

it("counts nothing of a case that is hidden from whoever asks", async () => {
  await tell({ ...MAJOR, decidedOn: "2026-11-02", actionKind: "penalty" });
  expect(await kindsOf("reviewer")).toEqual(["legal-missing", "publicity"]);
  await post(`/cases/${house.file.id}/labels`, { kind: "informant", basis: "a document" });
  expect(await kindsOf("reviewer")).toEqual([]);
  expect(JSON.stringify(await of("reviewer"))).not.toContain(house.file.number);
});

it("offers the approval of a pack to another person than who proposed it", async () => {
  await packs.propose(
    {
      ...{ id: newId<PolicyId>(), code: "p", version: 2, validFrom: TODAY, sha256: sha256("p") },
      ...{ proposedBy: house.userIds.records, proposedAt: NOON, why: "new" },
      publisher: null,
    },
    { text: "p", signature: null },
    ANY_ACTION,
  );
  expect(await whom("policy-packs")).toEqual(["admin", "legal"]);
  expect((await of("legal"))[0]).toMatchObject({ first: { to: "/policy", name: "p 2" } });
});

it("offers a batch to appraise once its notice is over, and to approve to whoever had no say in it", async () => {
  const id = newId<DisposalId>();
  const batch: NewBatch = {
    ...{ id, reason: "past its term", proposedBy: house.userIds.records, proposedAt: NOON },
    ...{ noticeOn: TODAY, noticeUntil: NOON, list: "l", listSha256: digestOf("l") },
    ...{ items: [frozen()], transfer: null, rule: null },
  };
  await house.disposals.propose(batch, ANY_ACTION);
  expect(await whom("disposal-appraise")).toEqual(["admin", "records", "legal"]);
  const appraisal = { by: house.userIds.legal, at: NOON, text: "a", sha256: digestOf("a") };
  await house.disposals.act(id, () => ({
    act: {
      ...{ kind: "appraised", appraisal },
      items: [{ itemId: house.item.id, decision: "destroy", why: "over" }],
    },
    action: ANY_ACTION,
  }));
  expect(await whom("disposal-appraise")).toEqual([]);
  expect(await whom("disposal-approve")).toEqual(["admin"]);
  const approval = { by: house.userIds.admin, at: NOON, sha256: digestOf("a"), role: null };
  await house.disposals.act(id, () => ({
    act: { kind: "approved", approval, graceUntil: null },
    action: ANY_ACTION,
  }));
  expect(await whom("disposal-approve")).toEqual([]);
});

it("tells of requests without a word of what was asked, and not to whoever asked", async () => {
  const body = {
    ...{ about: "the fire in Wenhua Street", purpose: "supervision" },
    ...{ download: false, authority: "order 7", until: "2027-01-01" },
  };
  const asked = await post("/access/requests", body, "records");
  expect(asked.status).toBe(201);
  expect(await whom("access-requests")).toEqual(["admin"]);
  expect(JSON.stringify(await of("admin"))).not.toContain("Wenhua");
});

it("tells of holds a week before their review, and of those that are overdue", async () => {
  await placedHold(house);
  expect(await whom("hold-reviews")).toEqual([]);
  house.moveClock(59 * 86_400_000);
  const [due] = await of("records");
  expect(due).toMatchObject({ kind: "hold-reviews", overdue: 0, first: { name: "17" } });
  house.moveClock(10 * 86_400_000);
  expect((await of("legal"))[0]).toMatchObject({ kind: "hold-reviews", overdue: 1 });
});

it("offers the sheet of a drawn unit to whoever may score it and did none of the work", async () => {
  const { item, received, file } = house;
  spotChecks.known.set(item.id, checkedItem(item.id, item.deviceId, [file.id]));
  spotChecks.known.set(received.id, checkedItem(received.id, received.deviceId));
  spotChecks.populations.set("item", [item.id, received.id]);
  const asked = { subject: "item", sheet: "RECORD", period: "2026-Q4", size: { count: 2 } };
  expect((await post("/spot-checks", asked)).status).toBe(201);
  expect(await whom("score-sheets")).toEqual([]);
  const ledger = new Sequencer({ ...house, agency: "haikou" });
  const signer = { sign: async () => Buffer.from("signature") };
  const signing = { documents: spotChecks, leafType: "spot-check" as const, signer };
  await signDocuments({ ...signing, ledger }, 0);
  await ledger.close();
  await drawSamples({ spotChecks, ledger: house.ledger, clock: house.clock });
  const scorers = await whom("score-sheets");
  expect(scorers).toContain("legal");
  const sheets = async () => (await of("legal")).find(({ kind }) => kind === "score-sheets");
  expect(await sheets()).toMatchObject({ count: 2, isWhole: true });
  // Set to the case of the one, and not of the other.
  const people = [{ userId: house.userIds.legal, until: null }];
  await house.secrecy.setPeople(file.id, people, () => ANY_ACTION);
  const left = await sheets();
  expect(left).toMatchObject({ count: 1, isWhole: true });
  expect(left?.first.to).toContain(received.id);
  spotChecks.known.delete(received.id);
  expect(await sheets()).toBeUndefined();
});

const DAY_MS = 86_400_000;

it("tells of items that only a word keeps past their last day, to whoever may give it", async () => {
  const basis = { rules: WAITING, calendar: CHINA, zone: ZONE, houseFloor: "P6M" };
  const evaluating = { retention: house.retention, clock: house.clock, basis: async () => basis };
  await evaluateRound(evaluating, new AbortController().signal);
  expect(await whom("awaited-words")).toEqual([]);
  house.moveClock(190 * DAY_MS);
  expect(await whom("awaited-words")).toEqual(["admin", "records", "legal"]);
  const words = async () => (await of("records")).find(({ kind }) => kind === "awaited-words");
  const all = await words();
  expect(all).toMatchObject({ isWhole: true, overdue: 0, first: { due: null } });
  const { id } = house.item;
  await post(`/items/${id}/labels`, { kind: "informant", basis: "a document" });
  expect((await words())?.count ?? 0).toBe(all!.count - 1);
  expect(JSON.stringify((await words()) ?? {})).not.toContain(id);
});

it("tells of a session of which nothing was handed in by its day, to who looks after sessions and to who was in it", async () => {
  const by = house.userIds.admin;
  const credential = { credentialNo: "琼A0012", name: "李明", unit: "一大队", powers: ["penalty"] };
  const { id: officerId } = await enterCredential(house, by, null, {
    ...{ ...credential, validFrom: TODAY, validTo: null, source: "user:x" },
    ...{ replaces: null, reason: null },
  });
  const times = { startedAt: plusMs(NOON, -3_600_000), stoppedAt: plusMs(NOON, -1_000) };
  const told = { number: "S-7", officerIds: [officerId], ...times };
  const { id, revision } = await openSession(house, by, told);
  await openSession(house, by, { ...times, number: "S-8", officerIds: [] });
  // Within 24 hours, by the pack.
  house.moveClock(DAY_MS - 3_000);
  expect(await whom("hand-ins")).toEqual([]);
  house.moveClock(3_000);
  expect(await whom("hand-ins")).toEqual(["admin", "reviewer", "records"]);
  await setAccount(house, by, officerId, house.userIds.officer);
  expect(await whom("hand-ins")).toEqual(["admin", "officer", "reviewer", "records"]);
  const own = async () => (await of("officer")).find(({ kind }) => kind === "hand-ins");
  expect(await own()).toEqual({
    ...{ kind: "hand-ins", count: 1, isWhole: true, overdue: 0 },
    first: { to: `/recording-sessions/${id}`, name: "S-7", due: "2026-11-25" },
  });
  const all = async () => (await of("reviewer")).find(({ kind }) => kind === "hand-ins");
  expect(await all()).toMatchObject({ count: 2 });
  house.law.text = shippedBytes("cn-hainan-2019").toString();
  const listed = async (role: Role) => {
    const answer = await house.fetch("/api/v1/recording-sessions?handIn=late", role);
    return SessionPage.parse(await answer.json()).entries.map(({ number }) => number);
  };
  expect([await listed("officer"), await listed("records")]).toEqual([["S-7"], ["S-8", "S-7"]]);
  house.moveClock(DAY_MS);
  expect(await all()).toMatchObject({ count: 2, overdue: 2 });
  await post(`/recording-sessions/${id}/labels`, { kind: "informant", basis: "a document" });
  expect([await own(), (await all())?.count]).toEqual([undefined, 1]);
  expect(JSON.stringify(await all())).not.toContain("S-7");
  const changes = { notRecorded: "the camera was broken" };
  await changeSession(house, by, id, revision, { changes, reason: null });
  expect((await of("admin")).find(({ kind }) => kind === "hand-ins")).toMatchObject({ count: 1 });
});

it("looks at so many of a kind and says where there may be more", async () => {
  const sight = await house.secrecy.sight({ id: newId<UserId>(), role: "records" }, TODAY);
  const one = { ...house.file, position: 1, flags: [], decidedOn: null };
  const many = Array.from({ length: 50 }, () => ({ ...one, ...MAJOR, actionKind: null }));
  const caseDuties = { unreviewed: async () => many, unpublished: async () => [] };
  const busy = { ...deps, caseDuties };
  const [missing] = await waitingFor(busy, sight);
  expect(missing).toMatchObject({ kind: "legal-missing", count: 50, isWhole: false });
});
