/** Destruction: at which call ever the process dies, it goes on from there; and whatever stands against it wins. */
import { X509Certificate } from "node:crypto";
import { beforeAll, afterAll, describe, expect, it } from "vitest";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { stateOf } from "../../../services/disposal/batch.ts";
import { stopBatch } from "../../../services/disposal/decide-batch.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import type { ManifestSigner } from "../../../services/sealing/signer.ts";
import { FailingCalls } from "../../fakes/failing-calls.ts";
import { DisposalHouse, PEOPLE } from "../../fixtures/disposal-house.ts";
import { day } from "../../fixtures/retention.ts";
import { type Authority, makeAuthority, openManifestSigner } from "../keys/authority.ts";

let authority: Authority;
let signer: ManifestSigner;
beforeAll(async () => {
  authority = await makeAuthority();
  signer = await openManifestSigner(authority.folder, () => "2026-12-10T00:00:00.000Z" as never);
});
afterAll(() => authority.remove());

const ready = async () => {
  const house = new DisposalHouse(signer);
  const items = [await house.addItem(), await house.addItem()] as [ItemId, ItemId];
  const batch = await house.approved(...items);
  house.graceOver();
  return { house, items, batch };
};

it("destroys everything of each item, tells custody and ledger, and certifies it under its signature", async () => {
  const { house, items, batch } = await ready();
  const lines = await house.round();
  expect(lines.map(({ what }) => what)).toEqual(["destroyed", "destroyed", "certified"]);
  for (const id of items) expect(house.left(id)).toBe(0);
  expect(house.forgotten).toEqual(items);
  expect(house.discarded).toEqual(items);
  expect(house.store.told.map(([id, { kind }]) => [id, kind])).toEqual(
    items.flatMap((id) => [
      [id, "disposal-begun"],
      [id, "disposed"],
    ]),
  );
  expect(house.entered.map((leaf) => leaf.split("\n")[0])).toEqual([
    ...["disposal/v1", "tombstone/v1", "tombstone/v1"],
  ]);
  expect(await house.store.tombstone(items[0])).toMatchObject({
    ...{ disposalId: batch.id, goneAt: house.clock() },
  });
  const after = await house.store.get(batch.id);
  expect(stateOf(after, house.clock())).toBe("finished");
  const files = await house.files(batch);
  const text = files.get("certificate.json")!;
  const root = signer.rootCertificatePem;
  const verdict = await cmsVerifier.verify(text, files.get("certificate.json.p7s")!, root);
  expect(verdict.valid).toBe(true);
  const said = JSON.parse(Buffer.from(text).toString()) as Certificate;
  expect(said.items.map(({ item, outcome }) => [item, outcome])).toEqual(
    items.map((id) => [id, "destroyed"]),
  );
  expect(said.files.map(({ name }) => name)).toEqual(
    [...files.keys()].filter((name) => !name.startsWith("certificate.json")).sort(byOrder(said)),
  );
  for (const { name, sha256: digest } of said.files) expect(sha256(files.get(name)!)).toBe(digest);
  for (const language of ["zh-CN", "en"]) {
    const printed = Buffer.from(files.get(`certificate.${language}.txt`)!).toString();
    const fingerprint = sha256(new X509Certificate(root).raw);
    for (const part of [items[0], "Person 2", "R-ROUTINE", fingerprint, "no use"]) {
      expect(printed).toContain(part);
    }
  }
  expect(await house.round()).toEqual([]);
});

interface Certificate {
  readonly items: readonly { readonly item: string; readonly outcome: string }[];
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}
const byOrder = ({ files }: Certificate) => {
  const names = files.map(({ name }) => name);
  return (one: string, other: string) => names.indexOf(one) - names.indexOf(other);
};

describe("a process that dies", () => {
  const calls = async () => {
    const { house } = await ready();
    const counted = new FailingCalls(new Map());
    await house.round(counted);
    return counted.calls.length;
  };

  it.each([["fail"], ["fail-but-persist"]] as const)(
    "at any call (%s) leaves what the next one ends, once",
    async (kind) => {
      const count = await calls();
      expect(count).toBeGreaterThan(30);
      for (let at = 0; at < count; at += 1) {
        const { house, items, batch } = await ready();
        const died = new FailingCalls(new Map([[at, kind]]));
        await house.round(died).catch(() => []);
        // Nothing of an item is gone that was not taken before.
        for (const id of items) {
          if (house.left(id) < 2) expect(await house.store.tombstone(id)).not.toBeNull();
        }
        await house.round();
        const place = `${kind} at ${at}: ${died.calls.at(-1)}`;
        for (const id of items) {
          expect([house.left(id), (await house.store.tombstone(id))?.goneAt], place).toEqual([
            ...[0, house.clock()],
          ]);
        }
        expect(house.store.told, place).toHaveLength(4);
        expect(house.entered, place).toHaveLength(3);
        expect((await house.store.get(batch.id)).finishedAt, place).not.toBeNull();
        const ended = house.actions.all.filter((action) => action.kind === "disposal-finished");
        expect(ended, place).toHaveLength(1);
      }
    },
  );
});

describe("what stands against an item", () => {
  it.each<[string, (house: DisposalHouse, id: ItemId) => unknown, string]>([
    ["a hold", (h, id) => h.store.change(id, { holds: 1, heldAt: h.clock() }), "held held-since"],
    ["a hold released", (h, id) => h.store.change(id, { heldAt: h.clock() }), "held-since"],
    [
      "another decision",
      (h, id) =>
        h.store.change(id, {
          decided: {
            ...h.store.of(id).decided!,
            floor: day("2036-01-01"),
            sha256: sha256("later"),
          },
        }),
      "floor decided-since",
    ],
    ["a finding", (h, id) => h.store.change(id, { findings: ["x"] }), "finding-since"],
  ])("takes it out for good: %s; the other goes on", async (_, turn, against) => {
    const { house, items, batch } = await ready();
    turn(house, items[0]);
    await house.round();
    expect(await house.outcome(batch, 0)).toEqual(["dropped", against]);
    expect(await house.outcome(batch, 1)).toEqual(["destroyed", ""]);
    expect([house.left(items[0]), house.left(items[1])]).toEqual([2, 0]);
  });

  it.each<[string, (house: DisposalHouse, id: ItemId) => unknown, string]>([
    ["a package", (h, id) => h.store.change(id, { isPackaging: true }), "packaging"],
    [
      "facts that changed",
      (h, id) => h.store.change(id, { isUndecided: true }),
      "decision-under-way",
    ],
    ["rules that changed", (h) => (h.decidesOtherwise = true), "decision-under-way"],
    [
      "a hold of the store's own",
      (h, id) => h.objects.rehold(originalKey(id), true),
      "held-in-store",
    ],
    [
      "a lock",
      (h, id) =>
        h.objects.relock(originalKey(id), { mode: "compliance", until: plusMs(h.real, 1e9) }),
      "locked",
    ],
  ])("makes it wait: %s", async (_, turn, against) => {
    const { house, items, batch } = await ready();
    turn(house, items[0]);
    const [first] = await house.round();
    expect(first).toMatchObject({ itemId: items[0], what: "waits", against: [against] });
    expect(await house.store.stalls()).toMatchObject([
      { disposalId: batch.id, code: "disposal/waits", against: [against] },
    ]);
    expect([await house.outcome(batch, 0), house.left(items[0])]).toEqual([[null, ""], 2]);
  });

  it("is a stop, for all that is left", async () => {
    const { house, items, batch } = await ready();
    const stop = { id: batch.id, reason: "a suit" };
    await stopBatch({ disposals: house.store, clock: () => house.clock() }, PEOPLE[0], stop);
    expect(await house.round()).toEqual([]);
    for (const id of items) expect(house.left(id)).toBe(2);
  });

  it("is a clock that runs ahead of the authority's, or of the database's, or no authority", async () => {
    for (const change of [{ aheadMs: 400e8 }, { databaseAheadMs: 200_000 }]) {
      const house = new DisposalHouse(signer);
      const item = await house.addItem();
      await house.approved(item);
      Object.assign(house, change);
      if (change.aheadMs === undefined) house.graceOver();
      const [line] = await house.round();
      expect(line?.error).toMatchObject({ code: "disposal/clocks-differ" });
      expect(house.left(item)).toBe(2);
    }
    const { house, items } = await ready();
    const deps = { ...house.custody(), authorities: [] };
    const { disposalRound } = await import("../../../services/disposal/destroy.ts");
    const [line] = await disposalRound(deps, new AbortController().signal);
    expect(line?.error).toMatchObject({ code: "disposal/no-timestamps" });
    expect(house.left(items[0])).toBe(2);
  });

  it("is a row that says otherwise than what was approved", async () => {
    const { house, items, batch } = await ready();
    for (const change of [
      { list: `${batch.list} ` },
      {
        appraisal: { ...batch.appraisal!, text: batch.appraisal!.text.replace("destroy", "keep") },
      },
      { approvals: batch.approvals.slice(1) },
      { approvals: [batch.approvals[0]!, { ...batch.approvals[1]!, by: PEOPLE[1] }] },
      { items: batch.items.map((item) => ({ ...item, sha256: sha256("other") })) },
      // What the certificate would say, or what is a finding since.
      { items: batch.items.map((item) => ({ ...item, why: "other" })) },
      { items: batch.items.map((item) => ({ ...item, findings: ["x"] })) },
    ]) {
      house.store.tamper({ ...batch, ...change });
      const [line] = await house.round();
      expect(line?.error).toMatchObject({ code: "disposal/record-differs" });
      expect(house.left(items[0])).toBe(2);
    }
  });
});
