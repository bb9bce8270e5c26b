/** By which rule a batch ends: the stricter of settings and pack, and nothing ends by rows that say less than people read. */
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { DisposalBatch } from "../../../services/disposal/batch.ts";
import { appraiseBatch, approveBatch } from "../../../services/disposal/decide-batch.ts";
import {
  type EndingRule,
  endingRule,
  rolesAwaited,
} from "../../../services/disposal/ending-rule.ts";
import { proposeDisposal } from "../../../services/disposal/propose.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import type { Pack } from "../../../services/policy/pack.ts";
import { TERMS } from "../../fixtures/disposal.ts";
import { DisposalHouse, PEOPLE } from "../../fixtures/disposal-house.ts";
import type { ManifestSigner } from "../../../services/sealing/signer.ts";
import { type Authority, makeAuthority, openManifestSigner } from "../keys/authority.ts";

let authority: Authority;
let signer: ManifestSigner;
beforeAll(async () => {
  authority = await makeAuthority();
  signer = await openManifestSigner(authority.folder, () => "2026-12-10T00:00:00.000Z" as never);
});
afterAll(() => authority.remove());

const pack = JSON.parse(
  await readFile(
    new URL("../../../services/policy/packs/cn-hainan-2019.json", import.meta.url),
    "utf8",
  ),
) as Pack;
const saying = (disposal: Partial<Pack["disposal"]>) => ({
  ...pack,
  disposal: { ...pack.disposal, ...disposal },
});

it("takes of settings and pack what is longer, and the roles that the pack names", () => {
  expect(endingRule(TERMS, null)).toEqual({
    ...{ pack: null, noticeDays: 7, approvals: [], graceHours: 72, mostGraceHours: 8_760 },
  });
  expect(endingRule(TERMS, pack)).toEqual({
    ...{ pack: `${pack.code} ${pack.version}`, noticeDays: 7, approvals: ["records", "legal"] },
    ...{ graceHours: 168, mostGraceHours: 8_760 },
  });
  const short = saying({ noticeDays: 0, graceDays: { default: 1, most: 2 } });
  expect(endingRule(TERMS, short)).toMatchObject({
    ...{ noticeDays: 7, graceHours: 72, mostGraceHours: 72 },
  });
  expect(endingRule(TERMS, saying({ noticeDays: 30 }))).toMatchObject({ noticeDays: 30 });
});

it("awaits a person of each role, two where it names one twice, and any two where it names none", () => {
  expect(rolesAwaited(null, [])).toEqual([null, null]);
  expect(rolesAwaited({ approvals: [] }, ["legal", null])).toEqual([]);
  const both = { approvals: ["records", "legal", "legal"] } as const;
  expect(rolesAwaited(both, ["legal"])).toEqual(["records", "legal"]);
  expect(rolesAwaited(both, ["legal", "admin", null])).toEqual(["records", "legal"]);
  expect(rolesAwaited(both, ["legal", "records", "legal"])).toEqual([]);
});

/** Through every step under the rule of the pack; its grace is over. */
async function ready(rule: EndingRule) {
  const house = new DisposalHouse(signer);
  const itemId = await house.addItem();
  const deps = () => ({ ...house.peopleDeps(), endingRule: async () => rule });
  const proposal = { itemIds: [itemId], reason: "past its term" };
  const { id, noticeUntil } = await proposeDisposal(deps(), PEOPLE[0], proposal);
  house.pass(Date.parse(noticeUntil) - Date.parse(house.real));
  const items = [{ itemId, decision: "destroy", why: "no use" }] as const;
  const { appraisal } = await appraiseBatch(deps(), PEOPLE[1], { id, items });
  for (const [at, role] of (["records", "legal"] as const).entries()) {
    await approveBatch(deps(), PEOPLE[2 + at]!, { id, sha256: appraisal!.sha256, role });
  }
  const batch = await house.store.get(id);
  house.pass(Date.parse(batch.graceUntil!) - Date.parse(house.real) + 1_000);
  return { house, itemId, batch };
}

it("ends what everybody approved whom the rule names, and the certificate tells rule and roles", async () => {
  const { house, itemId, batch } = await ready(endingRule(TERMS, pack));
  const lines = await house.round();
  expect(lines.map(({ what, error }) => [what, error])).toEqual([
    ["destroyed", undefined],
    ["certified", undefined],
  ]);
  expect(house.left(itemId)).toBe(0);
  const files = await house.files(batch);
  const said = JSON.parse(Buffer.from(files.get("certificate.json")!).toString()) as object;
  expect(said).toMatchObject({
    ...{ rule: batch.rule, approved: [{ role: "records" }, { role: "legal" }] },
  });
  const printed = (language: string) =>
    Buffer.from(files.get(`certificate.${language}.txt`)!).toString();
  for (const part of ["notice of 7 working days", "approved, as legal staff", "grace of 168 h"]) {
    expect(printed("en")).toContain(part);
  }
  for (const part of ["公告 7 个工作日", "批准（档案管理人员）", "宽限 168 小时"]) {
    expect(printed("zh-CN")).toContain(part);
  }
});

it("ends nothing where rows were changed to ask for less, or for a shorter grace", async () => {
  const full = endingRule(TERMS, pack);
  const changes: readonly ((batch: DisposalBatch) => Partial<DisposalBatch>)[] = [
    () => ({ rule: { ...full, approvals: [] } }),
    () => ({ rule: null }),
    () => ({ rule: { ...full, graceHours: 1 } }),
    ({ approvals }) => ({ approvals: approvals.map((each) => ({ ...each, role: "admin" })) }),
    ({ approvals }) => ({ graceUntil: plusMs(approvals.at(-1)!.at, 167 * 3_600_000) }),
  ];
  for (const change of changes) {
    const { house, itemId, batch } = await ready(full);
    house.store.tamper({ ...batch, ...change(batch) });
    const [line] = await house.round();
    expect(line).toMatchObject({ what: "failed", error: { code: "disposal/record-differs" } });
    expect(house.left(itemId)).toBe(2);
  }
});
