/** The panel's check of time stamps: what holds, what is over, what a renewal holds, and what was changed. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { judgeTimestamp } from "../../../infra/keys/timestamp-verifier.ts";
import { freshNonce, timestampRequest } from "../../../infra/keys/timestamp-client.ts";
import type { Anchor } from "../../../services/anchors/anchor-store.ts";
import { renewLogs } from "../../../services/anchors/renew-logs.ts";
import { stampRenewals } from "../../../services/anchors/stamp-renewals.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { utcInstant } from "../../../services/kernel/clock.ts";
import { Sequencer } from "../../../services/ledger/sequencer.ts";
import { verifyItem } from "../../../services/review/verify-item.ts";
import { ledgerInMemory } from "../../fixtures/ledger.ts";
import { asked, yearsAfter } from "../../fixtures/renewals.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { NOON, type OwnAuthority, ownAuthority } from "../../fixtures/timestamps.ts";

const YEAR_MS = 365.25 * 86_400_000;
let house: House;
let court: OwnAuthority;
let archive: OwnAuthority;
let response: Buffer;
let origin: string;
beforeAll(async () => {
  const later = new Date(yearsAfter(utcInstant(NOON), 8));
  [court, archive] = await Promise.all([ownAuthority(), ownAuthority(later)]);
});
afterAll(() => Promise.all([court.remove(), archive.remove()]));
beforeEach(async () => {
  house = await openHouse();
  [origin = ""] = house.ledger.origins();
  const { size, note } = (await house.ledger.head(origin))!;
  await house.anchors.choose(origin, size, null, house.clock());
  const [bytes, rootsPem] = [Buffer.from(note), court.rootCertificatePem];
  const { tokens } = house.stamps;
  await tokens.configure([{ name: "court", rootsPem }], house.clock());
  response = Buffer.from(await court.answer(timestampRequest(bytes, freshNonce())));
  const verdict = judgeTimestamp(bytes, response, rootsPem);
  if (!verdict.valid) throw new Error(verdict.reason);
  await tokens.keep({ origin, size }, "court", { ...verdict, response }, house.clock());
  return () => house.close();
});

const checked = async (deps = house) =>
  (await verifyItem(deps, house.item.id, false)).checks.find(({ name }) => name === "stamp")!;

/** Has the log renewed now, and stamped by the archive. */
async function renew(): Promise<void> {
  const { stamps, clock, anchors, objects } = house;
  const one = asked("archive", archive);
  archive.setClock(new Date(clock()));
  await stamps.tokens.configure([one], clock());
  await stamps.renewals.ask(origin);
  const deps = {
    ...{ ...stamps, anchors, objects, clock, authority: one, ledger: { enter: async () => null } },
    lock: () => ({ mode: "governance" as const, until: yearsAfter(clock(), 1) }),
  };
  const { signal } = new AbortController();
  await renewLogs(deps, signal);
  await stampRenewals(deps, signal);
}

it("tells when the entry existed, under which certificates and until when they hold", async () => {
  expect(await checked()).toMatchObject({
    ...{ verdict: "PASSED", reason: "verification/stamped" },
    facts: {
      ...{ existedAt: utcInstant(NOON), tokens: 1, revocation: "none" },
      authority: expect.stringContaining("O=海口 Test") as string,
    },
    checkYourself: expect.stringContaining("-in court.tsr") as string,
  });
});

it("fails a token of which a byte changed", async () => {
  response[400]! ^= 1;
  expect(await checked()).toMatchObject({
    ...{ verdict: "FAILED", reason: "verification/stamp-invalid" },
    facts: { authority: "court" },
  });
});

/** Puts `changes` into the stamped head, stamped anew, as somebody with the database in his hands could. */
async function forge(changes: Partial<Anchor>): Promise<void> {
  const { anchors, stamps, clock } = house;
  const [anchor] = await anchors.covering(origin, 0, 1);
  const { note, size } = Object.assign(anchor!, changes);
  const bytes = Buffer.from(note);
  const reply = Buffer.from(await court.answer(timestampRequest(bytes, freshNonce())));
  const verdict = judgeTimestamp(bytes, reply, court.rootCertificatePem);
  if (!verdict.valid) throw new Error(verdict.reason);
  await stamps.tokens.keep({ origin, size }, "court", { ...verdict, response: reply }, clock());
}
const invalid = (code: string) => ({
  ...{ verdict: "FAILED", reason: "verification/proof-invalid" },
  facts: { code },
});

it.each([
  ["of another size than its note says", { size: 100 }],
  ["of another root", { rootSha256: sha256("other") }],
  ["without a signature", { note: `haikou/2026\n1\n${"A".repeat(43)}=\n` }],
])("fails where the stamped head is one %s, whoever stamped it", async (_, changes) => {
  await forge(changes);
  expect(await checked()).toMatchObject(invalid("ledger/bad-checkpoint"));
});

it("fails where the stamped head is signed, and of other entries", async () => {
  const other = ledgerInMemory();
  const { head } = await new Sequencer(other.deps).enter("other\n");
  const verifierKey = other.deps.signer.verifierKey.bind(other.deps.signer);
  await forge({ rootSha256: head.rootSha256, note: head.note });
  expect(await checked({ ...house, verifierKey })).toMatchObject(invalid("ledger/entry-differs"));
});

it("is over with its certificates, though they held at the time of the stamp", async () => {
  house.moveClock(11 * YEAR_MS);
  expect(await checked()).toMatchObject({
    ...{ verdict: "INDETERMINATE", reason: "verification/stamp-over" },
    facts: { existedAt: utcInstant(NOON) },
  });
});

it("is held by a renewal from before that, until that one is over too", async () => {
  house.moveClock(9 * YEAR_MS);
  await renew();
  expect((await checked()).reason).toBe("verification/stamped");
  house.moveClock(2 * YEAR_MS);
  expect(await checked()).toMatchObject({
    ...{ verdict: "PASSED", reason: "verification/stamp-renewed" },
    facts: { existedAt: utcInstant(NOON), renewedBy: expect.stringContaining("海口") as string },
  });
  house.moveClock(10 * YEAR_MS);
  expect((await checked()).reason).toBe("verification/stamp-over");
});

it("fails a renewal whose stored list changed", async () => {
  house.moveClock(9 * YEAR_MS);
  await renew();
  house.moveClock(2 * YEAR_MS);
  const [renewal] = await house.stamps.renewals.of(origin);
  const part = renewal!.files.find(({ covers }) => covers !== null)!;
  house.objects.tamper(part.object.key, (bytes) => {
    bytes[3]! ^= 1;
    return bytes;
  });
  expect(await checked()).toMatchObject({
    ...{ verdict: "FAILED", reason: "verification/renewal-invalid" },
  });
});
