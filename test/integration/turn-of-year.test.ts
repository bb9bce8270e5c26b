/** The turn of the year: the next log begins under the same key, and a package of both years is judged as one of either. */
import { renewSigner } from "../../infra/keys/certificate-authority.ts";
import { expect, it } from "vitest";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import { RECIPE_SCRIPT } from "../../services/packages/package-layout.ts";
import { verifyPackage } from "../../services/packages/verify-package.ts";
import { MemoryPackage } from "../fakes/package-reader.ts";
import { renewAt, yearsAfter } from "../fixtures/renewals.ts";
import { tellOfEnd, tellOfKey } from "../fixtures/signing-key-cases.ts";
import { type World, makeWorld, packageOf } from "../fixtures/small-package.ts";
import { ownAuthority, stamp } from "../fixtures/timestamps.ts";
import { lettersOf, levelsIn, scriptOutput, trustedBy } from "../fixtures/verify-script.ts";
import { policyOf, vouch } from "../fixtures/vouching.ts";
import { cosignerCalled } from "../fixtures/witnessed-log.ts";
import { openManifestSigner } from "../unit/keys/authority.ts";

const [OLD, NEW] = ["haikou/2024", "haikou/2025"];
const EVE = utcInstant(new Date("2024-12-31T23:58:00.000Z"));
const court = cosignerCalled("court.a");
const POLICY = policyOf(1, court);

/** Lets the world's clock go on until it is the new year. */
function celebrate({ deps }: World): void {
  while (deps.clock() < "2025-01-01") continue;
}

const judged = (
  world: World,
  files: Map<string, Buffer>,
  timestampRoots: string,
  at?: UtcInstant,
) =>
  verifyPackage(
    { ...world.deps, clock: () => at ?? world.deps.clock() },
    new MemoryPackage(files),
    {
      ...{ ...world.pins, witnessPolicy: POLICY, timestampRoots },
    },
  );

it("leaves proofs, stamps, witnesses, keys and renewals of both years good under the key of one", async () => {
  const tsa = await ownAuthority(new Date(EVE));
  const world = await makeWorld(EVE);
  await tellOfKey(world);
  const one = await world.sealedItem(Buffer.from("of the old year"));
  await vouch(world, OLD, POLICY, court);
  await stamp(world, OLD, { tsa });
  celebrate(world);
  const two = await world.sealedItem(Buffer.from("of the new year"));
  await tellOfEnd(world, "superseded");
  const late = await world.sealedItem(Buffer.from("by the key that was replaced"));
  await renewSigner(world.deps.folder, new Date(world.deps.clock()));
  world.deps.signer = await openManifestSigner(world.deps.folder, world.deps.clock);
  await vouch(world, NEW, POLICY, court);
  tsa.setClock(new Date("2025-01-01T00:10:00.000Z"));
  await stamp(world, NEW, { tsa });

  const files = await packageOf(world, one, two);
  const keys = files.get("proofs/ledger.vkey")!.toString().trim().split("\n");
  expect(keys.map((key) => key.split("+")[0])).toEqual([OLD, NEW]);
  expect(world.pins.ledgerKeys).toBe(keys[0]);
  const report = await judged(world, files, tsa.rootCertificatePem);
  expect(report.findings.filter(({ verdict }) => verdict === "FAILED")).toEqual([]);
  expect(lettersOf(report.levels)).toBe("PPPPPII");
  const places = report.findings.filter(({ check }) => check === "ledger");
  expect(places.map(({ facts }) => facts["origin"]).sort()).toEqual([OLD, NEW]);
  const script = files.get(RECIPE_SCRIPT)!;
  const trusted = { ...trustedBy(world.pins), timestampRoot: tsa.rootCertificatePem };
  expect(levelsIn(await scriptOutput(files, script, trusted))).toBe("PPPPIII");

  // The end of a key, told in the new year, comes after the old one's entries and before what follows it.
  const after = await packageOf(world, one, late);
  const { findings } = await judged(world, after, tsa.rootCertificatePem);
  const reasonOf = (item: string) =>
    findings.find(({ check, file }) => check === "signing-key" && file?.includes(item))?.reason;
  expect([reasonOf(one), reasonOf(late)]).toEqual([
    ...["packages/signed-before-revocation", "packages/signed-after-revocation"],
  ]);
  expect(levelsIn(await scriptOutput(after, script, trusted))).toBe("PFPPIII");

  // Both years are over and renewed; the entry of it is in the log of the day.
  const renewedAt = yearsAfter(EVE, 9);
  const archive = await ownAuthority(new Date(renewedAt));
  const renewals = await renewAt(world, renewedAt, { archive });
  expect(renewals.map(({ origin }) => origin).sort()).toEqual([OLD, NEW]);
  const held = await packageOf(world, one, two);
  const roots = tsa.rootCertificatePem + archive.rootCertificatePem;
  const later = await judged(world, held, roots, yearsAfter(EVE, 12));
  expect(later.findings.filter(({ verdict }) => verdict === "FAILED")).toEqual([]);
  expect(lettersOf(later.levels)).toBe("PPPPPII");
  await Promise.all([world.close(), tsa.remove(), archive.remove()]);
}, 90_000);
