/** The key that signed: told of, revoked before or after, stolen. The order of the ledger decides, never a time that is said. */
import { expect, test } from "vitest";
import { renewSigner } from "../../../infra/keys/certificate-authority.ts";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { timestampVerifier } from "../../../infra/keys/timestamp-verifier.ts";
import { utcInstant } from "../../../services/kernel/clock.ts";
import { verifyPackage } from "../../../services/packages/verify-package.ts";
import { MemoryPackage } from "../../fakes/package-reader.ts";
import { secondKeyCases } from "../../fixtures/second-key-cases.ts";
import { laterCases } from "../../fixtures/later-end-cases.ts";
import { keyCases, tellOfKey } from "../../fixtures/signing-key-cases.ts";
import { makeWorld, packageOf } from "../../fixtures/small-package.ts";
import { openManifestSigner } from "../keys/authority.ts";

const clock = () => utcInstant(new Date());
const judges = { signatures: cmsVerifier, timestamps: timestampVerifier, clock };

test("each package is judged by what the ledger told of its key, and in which order", async () => {
  const cases = await keyCases();
  for (const { name, files, pins, verdict, reason, levels } of cases) {
    const report = await verifyPackage(judges, new MemoryPackage(files), pins);
    const found = report.findings.filter(({ check }) => check === "signing-key");
    const of = (subject: string) => found.filter(({ file }) => file?.includes(subject) === true);
    expect({
      name,
      found: of("/manifest.json").map((each) => [each.verdict, each.reason]),
    }).toEqual({
      ...{ name, found: [[verdict, reason]] },
    });
    const came = report.levels.map((level) => level.verdict[0]).join("");
    expect({ name, levels: came }).toEqual({ name, levels });
    // A copy of the item was signed by the same key.
    if (levels === "PPPIIII" && [...files.keys()].some((path) => path.includes("/viewing."))) {
      expect(of("/viewing.manifest.json").map((each) => each.reason)).toEqual([reason]);
    }
  }
  const sum = async (wanted: string) => {
    const { files, pins } = cases.find(({ name }) => name === wanted)!;
    return (await verifyPackage(judges, new MemoryPackage(files), pins)).verdict;
  };
  expect(await sum("told later")).toBe("PASSED");
  expect(await sum("revoked later")).toBe("PASSED");
  expect(await sum("stolen when it was signed")).toBe("INDETERMINATE");
  expect(await sum("revoked before")).toBe("FAILED");
});

test("the SM2 key of second signatures is judged the same way, and left open it is beside the level", async () => {
  for (const { name, files, pins, verdict, reason, levels } of await secondKeyCases()) {
    const report = await verifyPackage(judges, new MemoryPackage(files), pins);
    const found = report.findings.filter(
      ({ check, file }) => check === "second-signature" && file?.includes("/manifest.json"),
    );
    const said = found.at(-1)!;
    expect([name, said.verdict, said.reason]).toEqual([name, verdict, reason]);
    const came = report.levels.map((level) => level.verdict[0]).join("");
    expect([name, came]).toEqual([name, levels]);
  }
});

test("a later list of revocations is judged for what it proves, and shows nothing where it is none", async () => {
  for (const { name, files, pins, verdict, reason, levels, list, second } of await laterCases()) {
    const report = await verifyPackage(judges, new MemoryPackage(files), pins);
    const of = (wanted: string) =>
      report.findings.filter(
        ({ check, file }) => check === wanted && file?.endsWith("/manifest.json"),
      );
    const ofList = report.findings.filter(
      ({ check, file }) => file === null && ["signing-key", "ledger"].includes(check),
    );
    expect({
      ...{ name, key: of("signing-key").map((each) => [each.verdict, each.reason]) },
      list: ofList.map((each) => each.reason),
      levels: report.levels.map((level) => level.verdict[0]).join(""),
    }).toEqual({ name, key: [[verdict, reason]], list: list === null ? [] : [list], levels });
    if (second !== undefined) {
      const said = report.findings.filter(({ check }) => check === "second-signature").at(-1);
      expect([name, said?.reason]).toEqual([name, second]);
    }
  }
});

test("what the ledger tells of the key that signed the list comes along, whatever else it signed", async () => {
  const world = await makeWorld();
  const item = await world.sealedItem(Buffer.from("signed by the key before"));
  await renewSigner(world.deps.folder, new Date(world.deps.clock()));
  world.deps.signer = await openManifestSigner(world.deps.folder, world.deps.clock);
  const listKey = async () => {
    const files = new MemoryPackage(await packageOf(world, item));
    const { findings } = await verifyPackage(judges, files, world.pins);
    return findings.find(
      ({ check, file }) => check === "signing-key" && file === "metadata/package.json.p7s",
    );
  };
  expect(await listKey()).toMatchObject({
    ...{ verdict: "INDETERMINATE", reason: "packages/key-not-told" },
  });
  await tellOfKey(world);
  expect(await listKey()).toMatchObject({ verdict: "PASSED", reason: "packages/key-told" });
  await world.close();
});
