/** Levels: each stands alone, says why it is open, and is spoilt by exactly the checks that are its own. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeviceId, type ItemId, newId } from "../../../services/kernel/ids.ts";
import { PACKAGE_CHECKS, about, overall } from "../../../services/packages/finding.ts";
import { levelsOf } from "../../../services/packages/levels.ts";
import { LEDGER_KEY, ROOT_CERTIFICATE } from "../../../services/packages/package-layout.ts";
import { verifyPackage } from "../../../services/packages/verify-package.ts";
import { LEVEL_MEANINGS } from "../../../services/packages/level-meaning.ts";
import { levelLines } from "../../../services/verifier/level-text.ts";
import { CHECKS, reasonText } from "../../../services/verifier/finding-text.ts";
import { MemoryPackage } from "../../fakes/package-reader.ts";
import { type World, filesOf, makeWorld } from "../../fixtures/small-package.ts";

let world: World;
const device = newId<DeviceId>();
let items: ItemId[];

beforeAll(async () => {
  world = await makeWorld();
  items = [];
  for (const name of ["first", "second", "third"]) {
    items.push(await world.sealedItem(Buffer.from(name), { deviceId: device }));
  }
});
afterAll(() => world.close());

async function packed(...itemIds: ItemId[]): Promise<Map<string, Buffer>> {
  const { id } = await world.prepare(...itemIds);
  return filesOf(world.deps, await world.deps.packages.contents(id));
}
const report = (files: ReadonlyMap<string, Buffer>, pins: Parameters<typeof verifyPackage>[2]) =>
  verifyPackage(world.deps, new MemoryPackage(files), pins);
const verdicts = ({ levels }: Awaited<ReturnType<typeof report>>): string =>
  levels.map(({ verdict }) => verdict[0]).join("");

describe("levels of a package", () => {
  it("of neighbours under pinned keys pass but for what nobody else vouched for", async () => {
    const whole = await report(await packed(...items), world.pins);
    expect(verdicts(whole)).toBe("PPPIIPI");
    expect(whole.verdict).toBe("PASSED");
    expect(whole.levels.slice(3).map(({ reason }) => reason)).toEqual([
      "packages/no-timestamp",
      "packages/no-witness",
      "packages/level-holds",
      "packages/origin-not-known",
    ]);
  });

  it("say that neighbours are elsewhere, and the sum does not suffer", async () => {
    const gap = await report(await packed(items[0]!, items[2]!), world.pins);
    expect(gap.levels[5]).toMatchObject({
      verdict: "INDETERMINATE",
      reason: "packages/device-neighbours-elsewhere",
    });
    expect(gap.findings.find(({ check }) => check === "device-chain")?.facts).toMatchObject({
      items: 2,
      first: "1",
      last: "3",
      missing: "1",
    });
    expect(gap.verdict).toBe("PASSED");
  });

  it("without pins leave open what rests on a key, and nothing else", async () => {
    const none = { rootCertificatePem: null, ledgerKeys: null };
    const open = await report(await packed(...items), none);
    expect(verdicts(open)).toBe("PIIIIPI");
    expect(open.levels[1]).toMatchObject({ file: ROOT_CERTIFICATE });
    expect(open.levels[2]).toMatchObject({ file: LEDGER_KEY });
  });

  it.each([
    ["data/original/ITEM/", "FPPIIPI"],
    ["metadata/ITEM/manifest.json.p7s", "FFPIIPI"],
    ["proofs/ITEM/manifest.tlog-proof", "FPFIIPI"],
    ["metadata/ITEM/custody.jsonl", "FPPIIFI"],
  ])("fail each for itself: %s", async (prefix, expected) => {
    const files = await packed(...items);
    const at = prefix.replace("ITEM", items[1]!);
    const path = [...files.keys()].find((name) => name.startsWith(at))!;
    const bytes = files.get(path)!;
    const last = bytes.byteLength - 5;
    expect(
      verdicts(
        await report(files.set(path, bytes.with(last, bytes[last]! ^ 1) as Buffer), world.pins),
      ),
    ).toBe(expected);
  });

  it("fail as incomplete when the custody chain was cut off before it left the house", async () => {
    const files = await packed(items[0]!);
    const path = `metadata/${items[0]}/custody.jsonl`;
    const lines = files.get(path)!.toString().trimEnd().split("\n");
    files.set(
      path,
      Buffer.from(
        lines
          .slice(0, 2)
          .map((line) => `${line}\n`)
          .join(""),
      ),
    );
    const cut = await report(files, world.pins);
    expect(cut.findings).toContainEqual(about("custody", path).failed("packages/custody-cut-off"));
    expect(cut.levels[5]!.verdict).toBe("FAILED");
  });

  it("fail as incomplete when an item stands under the number of another", async () => {
    const other = await makeWorld();
    const stranger = await other.sealedItem(Buffer.from("second, made up"), { deviceId: device });
    const forged = await filesOf(
      other.deps,
      await other.deps.packages.contents((await other.prepare(stranger)).id),
    );
    const files = await packed(items[0]!, items[1]!);
    const path = `metadata/${items[1]}/manifest.json`;
    const text = forged.get(`metadata/${stranger}/manifest.json`)!.toString();
    files.set(path, Buffer.from(text.replaceAll(stranger, items[1]!)));
    const chain = async () =>
      (await report(files, world.pins)).findings.find(({ check }) => check === "device-chain");
    expect(await chain()).toMatchObject({ reason: "packages/device-sequence-twice" });
    files.set(
      path,
      Buffer.from(
        text
          .replaceAll(stranger, items[1]!)
          .replace('"sequence":"1"', '"sequence":"2"')
          .replace('"previousManifestSha256":null', `"previousManifestSha256":"${"0".repeat(64)}"`),
      ),
    );
    expect(await chain()).toMatchObject({ reason: "packages/device-chain-broken" });
    await other.close();
  });

  it("of nothing hold nothing, and a trusted key alone holds nothing either", () => {
    expect(levelsOf([]).every(({ verdict }) => verdict === "INDETERMINATE")).toBe(true);
    const trusted = [about("trust", ROOT_CERTIFICATE).passed("packages/root-pinned")];
    expect(levelsOf(trusted)[1]).toMatchObject({ reason: "packages/nothing-checked" });
    expect(overall(trusted)).toBe("PASSED");
  });

  it("have words for everything, in both languages, with a command and what is not proven", async () => {
    const { levels, findings } = await report(await packed(items[0]!), world.pins);
    for (const language of ["zh-CN", "en"] as const) {
      for (const level of levels) expect(levelLines(level, language)).toHaveLength(3);
      for (const { reason } of findings) expect(reasonText(reason, language)).not.toBe(reason);
      expect(PACKAGE_CHECKS.map((check) => CHECKS[check][language])).not.toContain(undefined);
    }
    expect(Object.keys(LEVEL_MEANINGS)).toEqual(levels.map(({ level }) => level));
  });
});
