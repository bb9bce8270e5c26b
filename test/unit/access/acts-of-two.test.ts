/** Every act that takes two people: not by a second account of the same person, not by one made a minute ago, by it after a week. */
import { expect, test, vi } from "vitest";
import type { PersonFacts } from "../../../services/access/same-person.ts";
import type { TwoPeopleDeps } from "../../../services/access/two-people.ts";
import type { CalendarDate } from "../../../services/calendar/calendar-date.ts";
import type { DisposalBatch } from "../../../services/disposal/batch.ts";
import { appraiseBatch, approveBatch } from "../../../services/disposal/decide-batch.ts";
import { type ExportDeps, confirmPaper } from "../../../services/exports/acknowledge.ts";
import type { Export } from "../../../services/exports/export.ts";
import type { HoldDeps } from "../../../services/holds/place-hold.ts";
import { releaseHold } from "../../../services/holds/release-hold.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import {
  type AccessRequestId,
  type CaseId,
  type HoldId,
  type ItemId,
  type LabelId,
  type PackageId,
  newId,
} from "../../../services/kernel/ids.ts";
import { approvePack, proposePack } from "../../../services/policy/decide-pack.ts";
import type { AskDeps } from "../../../services/secrecy/ask-access.ts";
import { refuseRequest } from "../../../services/secrecy/decide-request.ts";
import { type GrantDeps, giveAccess } from "../../../services/secrecy/give-access.ts";
import type { Label } from "../../../services/secrecy/label.ts";
import type { SecrecyStore } from "../../../services/secrecy/secrecy-store.ts";
import { confirmLabel, endLabel } from "../../../services/secrecy/set-label.ts";
import { setClearance } from "../../../services/secrecy/set-people.ts";
import { MemoryActionStore } from "../../fakes/action-store.ts";
import { BLIND_SIGNER, DisposalHouse, PEOPLE } from "../../fixtures/disposal-house.ts";
import { NOON, TODAY } from "../../fixtures/evidence.ts";
import { memoryPolicy, shippedBytes } from "../../fixtures/packs.ts";
import { houseOf } from "../../fixtures/secrecy.ts";

const [ASKER, , OTHER] = PEOPLE;
const WEEK_MS = 7 * 86_400_000;
const UNTIL = "2099-01-01" as CalendarDate;

/** Readied by ASKER; OTHER tries, by what `people` tells then. `written` is called where the act comes to be. */
type Act = (deps: TwoPeopleDeps, written: () => void) => Promise<unknown>;

const labelled = (kind: "set-apart" | "secret", status: Label["status"], written: () => void) => {
  const label: Label = {
    ...{ id: newId<LabelId>(), kind, status, issuedOn: TODAY, until: UNTIL, condition: null },
    ...{ scope: null, basis: "x", reportBy: null, setAt: NOON, setBy: `user:${ASKER}` },
    ...{ ended: null, reviewed: null, version: 0 },
  };
  const secrecy = { labels: async () => [label], put: async () => written() };
  return { id: label.id, secrecy: secrecy as unknown as SecrecyStore };
};
const THING = { type: "item", id: newId<ItemId>() } as const;
const BY = { id: OTHER, isAdmin: true };
const classification = houseOf("province", TODAY);

const ACTS: Readonly<Record<string, Act>> = {
  "a disposal": async ({ people }, written) => {
    const house = new DisposalHouse(BLIND_SIGNER);
    const itemId = await house.addItem();
    const { id } = await house.proposed(itemId);
    house.pass(12 * 86_400_000);
    const items = [{ itemId, decision: "destroy", why: "no use" } as const];
    const { appraisal } = await appraiseBatch(house.peopleDeps(), PEOPLE[1], { id, items });
    // What is told of the accounts is told of NOON; the house has a time of its own.
    const late = Date.parse(house.clock()) - Date.parse(NOON);
    const everyone = async (): Promise<PersonFacts[]> =>
      (await people.everyone()).map(({ doorSet, ...facts }) => ({
        ...facts,
        doorSet: doorSet === null ? null : { ...doorSet, at: plusMs(doorSet.at, late) },
      }));
    const said = { id, sha256: appraisal!.sha256 };
    const batch: DisposalBatch = await approveBatch(
      { ...house.peopleDeps(), people: { everyone } },
      OTHER,
      said,
    );
    if (batch.approvals.length === 1) written();
  },
  "a policy pack": async (deps, written) => {
    const policy = { ...memoryPolicy(new MemoryActionStore()), ...deps };
    const text = shippedBytes("cn-hainan-2019").toString();
    const { id, sha256: digest } = await proposePack(policy, ASKER, text, "first");
    const entry = await approvePack(policy, OTHER, { id, sha256: digest, why: "read" });
    if (entry.decision?.act === "applied") written();
  },
  "the release of a hold": (deps, written) => {
    const get = async () => ({ placedBy: ASKER, released: null, kind: "litigation" });
    const holds = { get, release: async () => written() };
    const all = { ...deps, holds } as unknown as HoldDeps & TwoPeopleDeps;
    return releaseHold(all, OTHER, newId<HoldId>(), "settled");
  },
  "the end of a label": (deps, written) => {
    const { id, secrecy } = labelled("set-apart", "confirmed", written);
    return endLabel({ ...deps, secrecy, classification }, THING, id, "no more", BY);
  },
  "a proposed level": (deps, written) => {
    const { id, secrecy } = labelled("secret", "proposed", written);
    const decided = { basis: "2 号", until: null };
    return confirmLabel({ ...deps, secrecy, classification }, THING, id, decided, BY);
  },
  "a grant": (deps, written) => {
    const all = {
      ...{ ...deps, grants: { give: async () => written() }, today: () => TODAY },
      secrecy: { person: async () => ({ role: "reviewer" }) },
    } as unknown as GrantDeps;
    const scope = { type: "case", caseId: newId<CaseId>() } as const;
    const wish = {
      userId: ASKER,
      scope,
      purpose: "supervision",
      from: TODAY,
      until: UNTIL,
    } as const;
    return giveAccess(all, { ...wish, download: false, reason: "asked" }, OTHER);
  },
  "an access request": (deps, written) => {
    const get = async () => ({ askedBy: ASKER, state: "open", lapsesOn: UNTIL });
    const accessRequests = { get, change: async () => written() };
    const all = { ...deps, accessRequests, today: () => TODAY } as unknown as AskDeps;
    return refuseRequest({ ...all, ...deps }, newId<AccessRequestId>(), "no", OTHER);
  },
  "the receipt of an export": (deps, written) => {
    const digest = sha256("paper");
    const acknowledgement = { kind: "paper", sha256: digest, by: ASKER, confirmed: null };
    const before = { acknowledgement, takenOutAt: NOON } as Export;
    const confirm = async (_: unknown, decide: (one: Export) => unknown) => {
      decide(before);
      written();
    };
    const exports = { confirm } as unknown as ExportDeps["exports"];
    return confirmPaper({ ...deps, exports }, newId<PackageId>(), digest, OTHER);
  },
  "a clearance": (deps, written) => {
    const secrecy = { setClearance: async () => written() } as unknown as SecrecyStore;
    const clearance = { state: null, duties: [], until: null };
    return setClearance({ ...deps, secrecy }, ASKER, clearance, OTHER);
  },
};

const facts = (id: PersonFacts["id"], changes: Partial<PersonFacts> = {}): PersonFacts => ({
  ...{ id, numbers: [], identity: null, doorSet: null, ...changes },
});
const made = (ageMs: number) => ({ doorSet: { by: ASKER, at: plusMs(NOON, -ageMs) } });
const numbers = ["460012"];

test.each(Object.entries(ACTS))("%s takes two people, not two accounts", async (_name, act) => {
  const outcome = async (...people: PersonFacts[]) => {
    const written = vi.fn<() => void>();
    const deps = { people: { everyone: async () => people }, clock: () => NOON };
    const code = await act(deps, written).then(
      () => null,
      (error: unknown) => (error as { code?: string }).code ?? error,
    );
    return [code, written.mock.calls.length];
  };
  const samePerson = ["access/same-person", 0];
  const tooNew = ["access/account-too-new", 0];
  expect(await outcome(facts(ASKER, { numbers }), facts(OTHER, { numbers }))).toEqual(samePerson);
  expect(await outcome(facts(ASKER), facts(OTHER, made(60_000)))).toEqual(tooNew);
  expect(await outcome(facts(ASKER, { doorSet: { by: OTHER, at: NOON } }), facts(OTHER))).toEqual(
    tooNew,
  );
  expect(await outcome(facts(ASKER), facts(OTHER, made(WEEK_MS)))).toEqual([null, 1]);
});
