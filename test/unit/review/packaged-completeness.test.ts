/** What a package tells of completeness: verdicts with reasons, no word of other recordings, and nothing that its asker may not know of. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { type CaseId, type ItemId, type PolicyId, newId } from "../../../services/kernel/ids.ts";
import { parseStrictJson } from "../../../services/kernel/strict-json.ts";
import type { RoundFact } from "../../../services/legalreview/legal-review-store.ts";
import { verifyPackage } from "../../../services/packages/verify-package.ts";
import { completenessTeller } from "../../../services/review/packaged-completeness.ts";
import { MemoryPackage } from "../../fakes/package-reader.ts";
import { receivedItem } from "../../fixtures/evidence.ts";
import { shippedBytes } from "../../fixtures/packs.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { makeWorld, packageOf } from "../../fixtures/small-package.ts";

const PACK = shippedBytes("cn-hainan-2019");
let house: House;
let outside: ItemId;
let rounds: ReadonlyMap<CaseId, readonly RoundFact[]> = new Map();
const hiddenNumber = "S-hidden";

const post = async (path: string, body: object) => {
  const init = { method: "POST", body: JSON.stringify(body) };
  const answer = await house.fetch(`/api/v1${path}`, "admin", init);
  expect(answer.ok, path).toBe(true);
  return answer.status === 204 ? { id: "" } : ((await answer.json()) as { id: string });
};
const entry = { id: newId<PolicyId>(), code: "cn-hainan-2019", version: 1, sha256: sha256(PACK) };
const told = (as: Role, ...itemIds: ItemId[]) => {
  // Taken back while the package is made: what is told was judged by the pack that is named.
  const answers = [{ entry: entry as never, text: PACK.toString() }];
  const policies = { inForce: async () => answers.pop() ?? null };
  const requestedBy = `user:${house.userIds[as]}` as const;
  return completenessTeller({
    ...house,
    policies,
    legalReviews: { facts: async () => rounds },
  }).tell({ itemIds, requestedBy });
};

beforeAll(async () => {
  house = await openHouse();
  const caseId = house.file.id;
  const other = receivedItem({ deviceId: house.device.id });
  house.reviews.add(other);
  outside = other.id;
  const number = "S-1\n伪造行: complete";
  const session = await post("/recording-sessions", { number, caseId, activities: ["HN-01"] });
  const hiddenCase = await post("/cases", { number: hiddenNumber, title: "t" });
  const hidden = { number: "S-9", caseId: hiddenCase.id, activities: ["HN-01"] };
  const { id: hiddenId } = await post("/recording-sessions", hidden);
  for (const itemId of [house.item.id, outside]) {
    await post(`/recording-sessions/${session.id}/items`, { itemId });
    await post(`/cases/${caseId}/items`, { itemId });
  }
  await post(`/recording-sessions/${hiddenId}/items`, { itemId: house.quarantined.id });
  await post(`/cases/${hiddenCase.id}/items`, { itemId: house.quarantined.id });
  const label = { kind: "informant", basis: "a document" };
  await post(`/cases/${hiddenCase.id}/labels`, label);
  house.secrecy.bundles.set(hiddenId, [hiddenCase.id]);
});
afterAll(() => house.close());

it("tells the verdict, its reasons in both languages, and by which pack; of other recordings and sessions counts alone", async () => {
  const { json, text, sentence } = (await told("reviewer", house.item.id, house.received.id))!;
  expect(json).not.toContain(outside);
  expect(parseStrictJson(Buffer.from(json))).toMatchObject({
    type: "holdfast/completeness/v1",
    pack: { code: "cn-hainan-2019", version: 1, sha256: sha256(PACK) },
    sessions: [{ verdict: "incomplete", items: [house.item.id], recordings: 2 }],
    cases: [{ number: house.file.number, sessions: { incomplete: 1, open: 0, complete: 0 } }],
    unplaced: [house.received.id],
  });
  expect(json).toContain('"code":"too-few-officers"');
  expect(json).toContain('"itemId":"-"');
  expect(text["zh-CN"]).toContain("执法人员 0 人，应不少于 2 人");
  expect(text.en).toContain("0 officers, and there must be 2");
  // A number is one line, whatever somebody wrote in it.
  expect(text["zh-CN"]).toContain("录制活动 S-1 伪造行: complete：不完整（本包 1 段，共 2 段）");
  expect(sentence["zh-CN"]).toContain("不完整 1");
  expect(sentence.en).toContain("incomplete 1");
});

it("says nothing of what its asker may not know of, and nothing where there is nothing to say", async () => {
  expect(await told("reviewer", house.quarantined.id)).toBeNull();
  expect(await told("reviewer", house.received.id)).toBeNull();
  await house.secrecy.setClearance(
    house.userIds.admin,
    { state: null, duties: ["informant"], until: null },
    () => ({ kind: "clearance-set" }) as never,
  );
  expect((await told("admin", house.quarantined.id))!.json).toContain(hiddenNumber);
});

it("goes into the package as a file of its signed list, with a sentence in the certificate: changed or gone, it fails", async () => {
  const world = await makeWorld();
  const said = (await told("reviewer", house.item.id))!;
  world.deps.completeness = { tell: async () => said };
  const files = await packageOf(world, await world.sealedItem(Buffer.from("recording")));
  const verdict = async (changed: ReadonlyMap<string, Buffer>) =>
    (await verifyPackage(world.deps, new MemoryPackage(changed), world.pins)).verdict;
  expect(await verdict(files)).toBe("PASSED");
  const path = "metadata/completeness.json";
  expect(files.get(path)!.toString()).toBe(said.json);
  expect(files.get("metadata/completeness.en.txt")!.toString()).toBe(said.text.en);
  for (const language of ["zh-CN", "en"] as const) {
    const certificate = files.get(`certificate/certificate.${language}.txt`)!.toString();
    expect(certificate).toContain(said.sentence[language]);
  }
  const better = Buffer.from(said.json.replaceAll('"incomplete"', '"complete"'));
  expect(await verdict(new Map([...files, [path, better]]))).toBe("FAILED");
  expect(await verdict(new Map([...files].filter(([name]) => name !== path)))).toBe("FAILED");
  await world.close();
});

it("tells of a major decision that it was made without an agreed legal review, or before it, and of no other", async () => {
  const of = async (as: Role = "reviewer") => (await told(as, house.item.id))!;
  expect((await of()).json).not.toContain("legalReview");
  const major = { majorDecision: true, majorReasons: ["item 1 of the catalogue"] };
  const decided = { ...major, decidedOn: "2026-11-10" };
  await post(`/cases/${house.file.id}/changes`, { revision: 0, facts: decided });
  const { json, text, sentence } = await of();
  expect(json).toContain('"legalReview":"decided-without"');
  expect(text["zh-CN"]).toContain("；未经法制审核同意即作出决定");
  expect(text.en).toContain("; decided without an agreed legal review");
  expect(sentence["zh-CN"]).toContain("其中 1 个案件在作出决定前未经法制审核同意");
  expect(sentence.en).toContain("1 decided before an agreed legal review");
  const opinion = (at: string) => ({ verdict: "agree" as const, at: at as UtcInstant });
  const agreed = (at: string) =>
    new Map([[house.file.id, [{ round: 1, dueOn: null, opinion: opinion(at) }]]]);
  rounds = agreed("2026-11-12T04:00:00.000Z");
  expect((await of()).json).toContain('"legalReview":"agreed-after-decision"');
  expect((await of()).text.en).toContain("agreed only after the decision was made");
  rounds = agreed("2026-11-09T04:00:00.000Z");
  expect((await of()).json).not.toContain("legalReview");
  // Hidden from whoever packs: nothing is told of its case.
  rounds = new Map();
  await post(`/cases/${house.file.id}/labels`, { kind: "minor", basis: "a document" });
  expect(JSON.stringify((await told("reviewer", house.item.id)) ?? "")).not.toContain(
    "legalReview",
  );
});
