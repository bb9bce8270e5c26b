/** A signed receipt is the archive's that two people approved, and no other recipient's under the same roots. */
import { expect, it } from "vitest";
import { namesArchive } from "../../../services/disposal/transfer.ts";
import { acknowledge } from "../../../services/exports/acknowledge.ts";
import type { RecipientSignature } from "../../../services/exports/export.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { ANY_ACTION } from "../../fixtures/actions.ts";
import { ARCHIVE, TO_ARCHIVE, ZONE } from "../../fixtures/disposal.ts";
import { BLIND_SIGNER, DisposalHouse, PEOPLE } from "../../fixtures/disposal-house.ts";

it.each<[boolean, string, string]>([
  [true, "CN=李某,OU=收集科,O=海口市国家档案馆,C=CN", "海口市国家档案馆"],
  [true, "CN=海口市国家档案馆,C=CN", "海口市国家档案馆"],
  [
    true,
    String.raw`CN=Li,O=Archive\, City \+ \"North\" \<x\>\; a\\b,C=CN`,
    'Archive, City + "North" <x>; a\\b',
  ],
  [true, String.raw`CN=x,O=\#1 Archive`, "#1 Archive"],
  [false, "CN=王法官,O=海口市中级人民法院", "海口市国家档案馆"],
  [false, "CN=李某,OU=海口市国家档案馆,O=打印店", "海口市国家档案馆"],
  [false, "CN=李某,O=海口市国家档案馆分馆", "海口市国家档案馆"],
  [false, String.raw`CN=x\,O=海口市国家档案馆`, "海口市国家档案馆"],
  [false, "", ""],
])("%s: %s names %s", (is, subject, organisation) => {
  expect(namesArchive(subject, { ...ARCHIVE, organisation })).toBe(is);
});

it("counts for nothing by another's certificate, and counts by the archive's", async () => {
  const house = new DisposalHouse(BLIND_SIGNER);
  house.rule = TO_ARCHIVE;
  const item = await house.addItem({ archiveTerms: ["P10Y"] });
  const { id } = await house.approvedTransfer(item);
  const { exports } = house.handed;
  const deps = {
    ...{ ...house.handed, clock: () => house.clock(), today: () => ZONE.dayOf(house.clock()) },
    recipients: {
      judge: (_text: Uint8Array, bytes: Uint8Array) => ({
        ...{ valid: true as const, signer: Buffer.from(bytes).toString(), isRootKnown: true },
        ...{ root: "CN=Root", certificateSha256: sha256("certificate"), signedAt: null },
      }),
    },
  };
  house.handed.recipients = deps.recipients;
  const signedBy = async (signer: RecipientSignature["signer"]) => {
    await house.round();
    const packageId = (await house.store.get(id)).packageId!;
    await exports.takeOut(packageId, house.clock(), ANY_ACTION);
    await acknowledge(deps, packageId, { kind: "signed", bytes: Buffer.from(signer) }, PEOPLE[0]);
    return packageId;
  };
  const first = await signedBy("CN=王法官,O=海口市中级人民法院");
  const [line] = await house.round();
  expect(line).toMatchObject({ what: "failed", error: { code: "disposal/receipt-of-another" } });
  expect(line?.error).toMatchObject({ facts: { packageId: first } });
  expect((await house.store.get(id)).receipt).toBeNull();

  const withdrawn = { at: house.clock(), by: PEOPLE[2], reason: "of another" };
  await exports.withdraw(first, withdrawn, () => null);
  await signedBy(`CN=李某,O=${ARCHIVE.organisation}`);
  expect((await house.round()).map(({ what }) => what)).toEqual(["transferred"]);
  expect((await house.store.get(id)).receipt).toMatchObject({ kind: "signed" });
});
