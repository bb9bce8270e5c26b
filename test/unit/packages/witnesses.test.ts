/** Packages whose proofs witnesses vouch for: which checkpoint they stand under, and what the verifier says of each lack and lie. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outsideProof } from "../../../services/anchors/outside-proof.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { parseNote } from "../../../services/ledger/note.ts";
import { parseProof } from "../../../services/ledger/tlog-proof.ts";
import type { Pins } from "../../../services/packages/trust.ts";
import { verifyPackage } from "../../../services/packages/verify-package.ts";
import { MemoryPackage } from "../../fakes/package-reader.ts";
import { type World, filesOf, makeWorld } from "../../fixtures/small-package.ts";
import { policyOf, vouch } from "../../fixtures/vouching.ts";
import { cosignerCalled, logOf } from "../../fixtures/witnessed-log.ts";

const LOG = "haikou/2026";
const [court, auditor, stranger] = ["court.a", "auditor.b", "stranger.c"].map(cosignerCalled) as [
  ReturnType<typeof cosignerCalled>,
  ReturnType<typeof cosignerCalled>,
  ReturnType<typeof cosignerCalled>,
];
const POLICY = policyOf(1, court, auditor);
let world: World;
let item: ItemId;
let files: Map<string, Buffer>;
let proofPath: string;

const packageOf = async (...ids: ItemId[]) => {
  const { id, failure } = await world.prepare(...ids);
  expect(failure).toBeNull();
  return filesOf(world.deps, await world.deps.packages.contents(id));
};

beforeAll(async () => {
  world = await makeWorld();
  item = await world.sealedItem(Buffer.from("clip"), { copy: Buffer.from("copy") });
  await vouch(world, LOG, POLICY, court);
  files = await packageOf(item);
  proofPath = `proofs/${item}/manifest.tlog-proof`;
});
afterAll(() => world.close());

/** Verdict of the level, and of each finding about witnesses, or about whom to trust for them. */
async function witnessLevel(given: ReadonlyMap<string, Buffer>, policy: string | null) {
  const pins: Pins = { ...world.pins, witnessPolicy: policy };
  const report = await verifyPackage(world.deps, new MemoryPackage(given), pins);
  const findings = report.findings.filter(
    ({ check, file }) => check === "witness" || (check === "trust" && file === "proofs/policy.txt"),
  );
  return {
    level: report.levels.find(({ level }) => level === "L4")!.verdict,
    said: [...new Set(findings.map(({ verdict, reason }) => `${verdict} ${reason.slice(9)}`))],
    ledger: report.findings.filter(({ check }) => check === "ledger").map(({ verdict }) => verdict),
  };
}
/** With `change` made to the text of the original's proof. */
const withProof = (change: (text: string) => string) =>
  new Map(files).set(proofPath, Buffer.from(change(files.get(proofPath)!.toString())));

describe("a package whose checkpoint is witnessed", () => {
  it("carries the lines, the witnesses' keys and the policy, without addresses", () => {
    const note = parseNote(parseProof(files.get(proofPath)!.toString())!.note)!;
    expect(note.signatures.map(({ name }) => name)).toEqual([LOG, "court.a"]);
    expect(files.get("proofs/witnesses.vkey")!.toString()).toBe(`${court.vkey}\n${auditor.vkey}\n`);
    const policy = files.get("proofs/policy.txt")!.toString();
    expect(policy).toContain(`log ${world.pins.ledgerKeys}\nwitness court ${court.vkey}\n`);
    expect(policy).toContain("group outside 1 court auditor\nquorum outside\n");
  });

  it("passes under a policy that was pinned, and stays open under its own", async () => {
    expect(await witnessLevel(files, POLICY)).toMatchObject({
      level: "PASSED",
      said: ["PASSED witnessed", "PASSED witness-policy-pinned"],
    });
    expect(await witnessLevel(files, null)).toMatchObject({
      level: "INDETERMINATE",
      said: ["PASSED witnessed", "INDETERMINATE witness-policy-not-pinned"],
    });
  });

  it.each([
    ["more witnesses than there are lines", policyOf(2, court, auditor), "FAILED quorum-not-met"],
    ["others", policyOf(1, stranger), "FAILED quorum-not-met"],
    ["another log", `log ${logOf(1, "sanya/2026").vkey}\n${POLICY}`, "FAILED log-not-in-policy"],
    ["another key of the log", `log ${logOf(1).vkey}\n${POLICY}`, "FAILED log-not-in-policy"],
    ["nobody", "quorum none\n", "INDETERMINATE no-witness"],
  ])("does not pass where %s are asked for", async (_, policy, said) => {
    const found = await witnessLevel(files, policy);
    expect(found.level).toBe(said.split(" ")[0]);
    expect(found.said).toContain(said);
    expect(found.ledger).toEqual(["PASSED", "PASSED"]);
  });

  it("fails where a line is wrong, and misses one that was taken out", async () => {
    const line = /— court\.a (\S+)/;
    const flipped = withProof((text) =>
      text.replace(line, (_, base64: string) => {
        const bytes = Buffer.from(base64, "base64");
        bytes[20]! ^= 1;
        return `— court.a ${bytes.toString("base64")}`;
      }),
    );
    expect((await witnessLevel(flipped, POLICY)).said).toContain("FAILED cosignature-invalid");
    expect((await witnessLevel(flipped, null)).level).toBe("FAILED");
    const without = withProof((text) => text.replace(/— court\.a \S+\n/, ""));
    expect((await witnessLevel(without, POLICY)).said).toContain("FAILED quorum-not-met");
    expect((await witnessLevel(without, null)).said).toContain("INDETERMINATE quorum-not-met");
    const garbled = withProof((text) => text.replace("— court.a", "- court.a"));
    expect((await witnessLevel(garbled, POLICY)).said).toContain("FAILED proof-invalid");
  });

  it("fails with a policy of its own that is none", async () => {
    const changed = new Map(files).set("proofs/policy.txt", Buffer.from("quorum\n"));
    expect((await witnessLevel(changed, null)).said).toEqual(["FAILED bad-witness-policy"]);
    expect((await witnessLevel(changed, POLICY)).said).toContain("PASSED witnessed");
  });

  it("says nothing of witnesses where there are none", async () => {
    const none = await makeWorld();
    const id = await none.sealedItem(Buffer.from("clip"));
    const { id: packageId } = await none.prepare(id);
    const plain = await filesOf(none.deps, await none.deps.packages.contents(packageId));
    await none.close();
    expect([...plain.keys()].filter((path) => /policy|witness/.test(path))).toEqual([]);
    const report = await verifyPackage(none.deps, new MemoryPackage(plain), none.pins);
    expect(report.levels.find(({ level }) => level === "L4")).toMatchObject({
      ...{ verdict: "INDETERMINATE", reason: "packages/no-witness" },
    });
  });
});

describe("the checkpoint that a proof goes out under", () => {
  const under = (files_: ReadonlyMap<string, Buffer>, id: ItemId) =>
    parseProof(files_.get(`proofs/${id}/manifest.tlog-proof`)!.toString())!.note.split("\n")[1];

  it("is the earliest that meets the policy, else the earliest that anybody cosigned, else the first", async () => {
    const second = await world.sealedItem(Buffer.from("second"));
    const two = policyOf(2, court, auditor);
    expect(under(await packageOf(second), second)).toBe("3");
    await vouch(world, LOG, two, court);
    expect(under(await packageOf(second), second)).toBe("3");
    await world.sealedItem(Buffer.from("third"));
    await vouch(world, LOG, two, auditor, court);
    await world.sealedItem(Buffer.from("fourth"));
    await vouch(world, LOG, two, auditor, court);
    const proven = await packageOf(second);
    expect(under(proven, second)).toBe("4");
    expect(await witnessLevel(proven, two)).toMatchObject({ level: "PASSED" });
    // Under the older anchor there was one line of the two.
    world.deps.vouching.policy = null;
    expect(under(await packageOf(second), second)).toBe("3");
  });

  it("is none where the tiles do not lead to it", async () => {
    const { vouching } = world.deps;
    const entered = { origin: LOG, index: 0, leaf: "another leaf\n" };
    await expect(outsideProof(vouching, entered)).rejects.toMatchObject({
      code: "ledger/entry-differs",
    });
    expect(await outsideProof(vouching, { ...entered, index: 99 })).toBeNull();
  });
});
