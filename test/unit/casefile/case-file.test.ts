/** A case file: ordered, sealed as exact text with digests, signed and told to the ledger once, whenever the round is cut off. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { documentLeaf, documentOf } from "../../../services/casefile/case-document.ts";
import { contentsText } from "../../../services/casefile/contents-text.ts";
import { type Entry, placesOf } from "../../../services/casefile/entry.ts";
import { fileText, parseFileText } from "../../../services/casefile/file-text.ts";
import { actionOf, orderEntries, shownOrder } from "../../../services/casefile/order-entries.ts";
import { sealFile } from "../../../services/casefile/seal-file.ts";
import { signDocuments } from "../../../services/casefile/sign-documents.ts";
import type { Role } from "../../../services/access/permission.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import {
  type CaseDocumentId,
  type CaseId,
  type SessionId,
  newId,
} from "../../../services/kernel/ids.ts";
import { parseLeaf } from "../../../services/ledger/leaf.ts";
import type { Sight } from "../../../services/secrecy/sight.ts";
import { caseDocumentRound } from "../../../workers/custody/document-round.ts";
import { MemoryCasefileStore } from "../../fakes/casefile-store.ts";
import { TODAY } from "../../fixtures/evidence.ts";
import { shippedBytes } from "../../fixtures/packs.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { type Authority, makeAuthority, openManifestSigner } from "../keys/authority.ts";

const leafType = "case-file";
let house: House;
let authority: Authority;
let caseId: CaseId;
let sessionId: SessionId;
let casefiles: MemoryCasefileStore;
const deps = () => ({ ...house, casefiles });

const post = async (path: string, body: object) => {
  const init = { method: "POST", body: JSON.stringify(body) };
  const answer = await house.fetch(`/api/v1${path}`, "admin", init);
  expect(answer.ok, path).toBe(true);
  return answer.status === 204 ? { id: "" } : ((await answer.json()) as { id: string });
};
const sight = (role: Role): Promise<Sight> =>
  house.secrecy.sight({ id: house.userIds[role], role }, TODAY);
const maker = () => ({ id: house.userIds.records, name: "李 办案" });

const record: Entry = {
  ...{ kind: "record", record: "decision", documentNo: "处-1", sha256: sha256("decision") },
  ...{ title: "决定书\n第 9 行", pages: 4 },
};
const item = (): Entry => ({ kind: "item", itemId: house.item.id, title: "现场", pages: null });
const verdict = (): Entry => ({ kind: "verdict", sessionId, title: "", pages: 2 });
const order = async (entries: readonly Entry[], role: Role = "admin") => {
  const seen = await sight(role);
  const { revision } = await shownOrder(deps(), caseId, seen);
  return orderEntries(deps(), house.userIds[role], caseId, { revision, entries }, seen);
};
const seal = async (role: Role = "admin", revision?: number) => {
  const seen = await sight(role);
  const now = revision ?? (await shownOrder(deps(), caseId, seen)).revision;
  return sealFile(deps(), maker(), caseId, { revision: now, why: "办结归档" }, seen);
};
const versions = async () =>
  Promise.all(
    (await casefiles.heads(caseId, null)).map(
      async ({ number }) => (await casefiles.document(caseId, number, null))!,
    ),
  );

beforeAll(async () => {
  authority = await makeAuthority();
});
afterAll(() => authority.remove());
beforeEach(async () => {
  house = await openHouse();
  caseId = house.file.id;
  const { evidence: items, cases, seals, actions } = house;
  casefiles = new MemoryCasefileStore({ items, cases, seals, actions });
  casefiles.sees = house.secrecy.sees;
  const session = { number: "S-1", caseId, activities: ["HN-01"] };
  sessionId = (await post("/recording-sessions", session)).id as SessionId;
  await post(`/cases/${caseId}/items`, { itemId: house.item.id });
  return () => house.close();
});

it("is refused in words past what is read back, by number and by length", () => {
  const entry = {
    ...{ kind: "record", record: "transcript", documentNo: "1", sha256: sha256("a") },
    ...{ number: 1, title: "x", pages: null },
  } as const;
  const file = (entries: readonly unknown[]) =>
    ({
      ...{ type: "holdfast/case-file/v1", case: { id: newId<CaseId>(), number: "1" }, version: 1 },
      ...{ previousSha256: null, sealedAt: "2026-11-24T12:00:00.000Z", why: "w" },
      ...{ sealedBy: { id: newId(), name: "n" }, entries },
    }) as unknown as Parameters<typeof fileText>[0];
  const tooMuch = expect.objectContaining({
    kind: "invalid",
    code: "casefile/too-much",
  }) as unknown;
  expect(() => fileText(file(Array(1_001).fill(entry)))).toThrow(tooMuch);
  const finding = { code: "c", weight: "note", facts: { a: "长".repeat(500) } };
  const judgement = { rules: null, findings: Array(5_000).fill(finding) as unknown[] };
  const verdict = {
    ...{ kind: "verdict", number: 1, title: "x", pages: null, session: newId<SessionId>() },
    ...{ sessionNumber: "1", verdict: "open", sha256: sha256("a"), judgement },
  };
  expect(() => fileText(file([verdict, verdict]))).toThrow(tooMuch);
});

it("numbers entries and pages through, as a file on paper is", () => {
  const pages = [3, null, 2, 1].map((count) => ({ pages: count }));
  expect(placesOf(pages)).toEqual([
    { number: 1, pages: { from: 1, to: 3 } },
    { number: 2, pages: null },
    { number: 3, pages: { from: 4, to: 5 } },
    { number: 4, pages: { from: 6, to: 6 } },
  ]);
});

describe("an order", () => {
  it("takes what is of the case, each once, over the revision that was looked at", async () => {
    await order([record, item(), verdict()]);
    const old = orderEntries(
      deps(),
      house.userIds.admin,
      caseId,
      { revision: 0, entries: [] },
      null,
    );
    await expect(old).rejects.toMatchObject({ code: "casefile/changed" });
    await expect(order([item(), item()])).rejects.toMatchObject({ code: "casefile/entry-twice" });
    const strange: Entry = { ...item(), kind: "item", itemId: house.received.id };
    await expect(order([strange])).rejects.toMatchObject({ code: "casefile/not-of-this-case" });
    const told = house.actions.all.filter(({ kind }) => kind === "case-file-ordered");
    expect(told).toMatchObject([{ subject: `case:${caseId}`, after: { revision: 1, entries: 3 } }]);
    expect(JSON.stringify(told)).not.toContain("现场");
  });

  it("keeps what somebody may not know of, and lets nobody seal what they do not see", async () => {
    await order([item(), record]);
    await post(`/items/${house.item.id}/labels`, { kind: "informant", basis: "a document" });
    const seen = await shownOrder(deps(), caseId, await sight("reviewer"));
    expect(seen.entries).toEqual([record]);
    await order([record, verdict()], "reviewer");
    const all = await shownOrder(deps(), caseId, null);
    expect(all.entries.map(({ kind }) => kind)).toEqual(["record", "verdict", "item"]);
    await expect(seal("reviewer")).rejects.toMatchObject({ code: "casefile/names-more" });
    await sealFile(deps(), maker(), caseId, { revision: 2, why: "by the house" }, null);
    expect(await casefiles.heads(caseId, await sight("reviewer"))).toEqual([]);
    expect(await casefiles.document(caseId, 1, await sight("reviewer"))).toBeNull();
  });

  it("keeps its walls around an item that left the case", async () => {
    await order([item(), record]);
    await post(`/items/${house.item.id}/labels`, { kind: "informant", basis: "a document" });
    house.cases.links.get(caseId)!.delete(house.item.id);
    expect((await shownOrder(deps(), caseId, await sight("reviewer"))).entries).toEqual([record]);
    await order([record], "reviewer");
    expect((await shownOrder(deps(), caseId, null)).entries).toEqual([record, item()]);
  });

  it("seals no verdict by somebody from whom a recording of the session is hidden: it would call that one missing", async () => {
    await order([record, verdict()]);
    await post(`/recording-sessions/${sessionId}/items`, { itemId: house.item.id });
    await post(`/items/${house.item.id}/labels`, { kind: "informant", basis: "a document" });
    await expect(seal("reviewer")).rejects.toMatchObject({ code: "casefile/names-more" });
    expect(await versions()).toEqual([]);
    await sealFile(deps(), maker(), caseId, { revision: 1, why: "by the house" }, null);
    expect(await versions()).toHaveLength(1);
  });

  it("seals no verdict on a session that became one of another case", async () => {
    await order([record, verdict()]);
    const other = (await post("/cases", { number: "C-OTHER", title: "另案" })).id as CaseId;
    const changes = { revision: 0, facts: { caseId: other } };
    await post(`/recording-sessions/${sessionId}/changes`, changes);
    await expect(seal()).rejects.toMatchObject({
      ...{ code: "casefile/not-of-this-case", facts: { number: 2 } },
    });
    house.secrecy.bundles.set(sessionId, [house.received.id]);
    await post(`/items/${house.received.id}/labels`, { kind: "informant", basis: "a document" });
    const seen = await shownOrder(deps(), caseId, await sight("reviewer"));
    expect(seen.entries).toEqual([record]);
  });
});

describe("a sealed version", () => {
  it("is exact text with digests, names the version before, and is never made twice of the same", async () => {
    await expect(seal()).rejects.toMatchObject({ code: "casefile/empty" });
    await order([record, item(), verdict()]);
    const [first, second] = await Promise.allSettled([seal("admin", 1), seal("admin", 1)]);
    expect([first, second].map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(seal()).rejects.toMatchObject({ code: "casefile/unchanged" });
    await order([item(), record]);
    expect(await seal()).toEqual({ version: 2 });
    const [newer, older] = await versions();
    const [file, before] = [parseFileText(newer!.text), parseFileText(older!.text)];
    expect(file).toMatchObject({ version: 2, previousSha256: older!.sha256, sealedBy: maker() });
    expect(before.entries).toMatchObject([
      { number: 1, pages: { from: 1, to: 4 }, title: "决定书 第 9 行", sha256: sha256("decision") },
      { number: 2, pages: null, item: house.item.id, sha256: house.item.original.sha256 },
      { number: 3, pages: { from: 5, to: 6 }, sessionNumber: "S-1", verdict: "open" },
    ]);
    expect(older!.sha256).toBe(sha256(Buffer.from(older!.text)));
    const texts = contentsText(before, older!.sha256);
    expect(texts["zh-CN"]).toContain("1. 决定书 处-1 · 决定书 第 9 行 [页 1-4]");
    expect(texts.en).toContain("3. verdict on completeness S-1: open [pages 5-6]");
    expect(() => parseFileText(older!.text.replace('"version":1', '"version":1.5'))).toThrow(
      "malformed",
    );
  });

  it("names the rules that its verdicts were judged by, whatever is put in force meanwhile", async () => {
    await order([verdict()]);
    const [entry, text] = [
      { code: "cn", version: 3, sha256: sha256("pack") },
      shippedBytes("cn-hainan-2019"),
    ];
    const answers = [{ entry: entry as never, text: text.toString() }];
    const policies = { inForce: async () => answers.pop() ?? null };
    const version = { revision: 1, why: "办结归档" };
    await sealFile({ ...deps(), policies }, maker(), caseId, version, null);
    const [sealed] = parseFileText((await versions())[0]!.text).entries;
    expect(sealed).toMatchObject({ kind: "verdict", judgement: { rules: entry } });
    expect(JSON.stringify(sealed)).toContain("too-few-officers");
  });

  it("waits for items that are not sealed, and for those that left the case", async () => {
    await post(`/cases/${caseId}/items`, { itemId: house.received.id });
    const open: Entry = { kind: "item", itemId: house.received.id, title: "", pages: null };
    await order([open]);
    await expect(seal()).rejects.toMatchObject({ code: "casefile/item-not-sealed" });
    house.cases.links.get(caseId)!.delete(house.received.id);
    await expect(seal()).rejects.toMatchObject({ code: "casefile/not-of-this-case" });
    expect(await versions()).toEqual([]);
  });

  it("is signed and entered once, by a commitment alone, wherever the round is cut off", async () => {
    await order([record]);
    await seal();
    const signer = await openManifestSigner(authority.folder, house.clock);
    const leaves = new Set<string>();
    const ledger = { enter: async (leaf: string) => void leaves.add(leaf) };
    const cut = { due: () => casefiles.due(9, 0) };
    const once = casefiles.signOnce.bind(casefiles);
    const lost = async () => Promise.reject(new Error("cut"));
    const rounds = [
      { ...cut, signOnce: lost, entered: lost },
      // The signature stands, and nobody heard.
      {
        ...cut,
        signOnce: async (...say: Parameters<typeof once>) => (await once(...say), lost()),
        entered: lost,
      },
      { ...cut, signOnce: once, entered: lost },
      { ...cut, signOnce: once, entered: casefiles.entered.bind(casefiles) },
    ];
    for (const [at, round] of rounds.entries()) {
      const [told] = await signDocuments({ documents: round, leafType, signer, ledger }, 0);
      expect(told!.error === undefined).toBe(at === 3);
    }
    expect(await signDocuments({ documents: casefiles, leafType, signer, ledger }, 0)).toEqual([]);
    const [document] = await versions();
    expect([...leaves]).toEqual([documentLeaf(document!, leafType)]);
    expect(parseLeaf([...leaves][0]!)).toMatchObject({ type: "case-file" });
    expect([...leaves][0]).not.toContain(document!.sha256);
    const bytes = Buffer.from(document!.text);
    const judged = await cmsVerifier.verify(bytes, document!.signature!, signer.rootCertificatePem);
    expect(judged.valid).toBe(true);
  });

  it("is signed though many older ones cannot be, and those are tried again", async () => {
    const made = Array.from({ length: 20 }, (_, at) =>
      documentOf({
        ...{ id: newId<CaseDocumentId>(), caseId, number: at + 1, text: `${at}\n` },
        ...{ itemIds: [], madeAt: house.clock(), madeBy: house.userIds.admin },
      }),
    );
    const act = { caseId, at: house.clock(), by: house.userIds.admin };
    for (const one of made)
      await casefiles.keep(one, actionOf("case-file-sealed", act, {}, null), null);
    const failing = new Set(made.slice(0, -1).map((one) => documentLeaf(one, leafType)));
    const leaves: string[] = [];
    const enter = async (leaf: string) => {
      if (failing.has(leaf)) throw new Error("refused");
      leaves.push(leaf);
    };
    const signer = { sign: async () => Buffer.from("signature") };
    const log = { info: () => undefined, warn: () => undefined };
    const round = caseDocumentRound(
      { documents: casefiles, leafType, signer, ledger: { enter } },
      log,
    );
    for (let at = 0; at < 3; at += 1) await round();
    expect(leaves).toEqual([documentLeaf(made.at(-1)!, leafType)]);
    failing.clear();
    for (let at = 0; at < 3; at += 1) await round();
    expect(leaves).toHaveLength(20);
  });
});
