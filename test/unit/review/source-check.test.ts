/** The panel on signatures inside the recording: what was said at reception, and nothing that was put in its place. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { checkSource } from "../../../services/source/check-source.ts";
import { verifyItem } from "../../../services/review/verify-item.ts";
import { ONVIF_ROOT, sourceFile, onvifFile } from "../../fixtures/onvif-recordings.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

/** Whether the ledger holds what was said, as its writer sees to a moment later. */
async function lookAt(bytes: Buffer, isEntered = true): Promise<void> {
  const { clock, sources, item } = house;
  const deps = { sources: sources, clock, sourceRoots: [ONVIF_ROOT], validators: [] };
  const actor = "process:media" as const;
  const received = { ...item, receivedAt: "2027-01-01T12:00:00.000Z" as UtcInstant };
  await checkSource({ ...deps, actor }, received, sourceFile(bytes), new AbortController().signal);
  if (isEntered) house.ledger.locate = async () => ({ origin: "haikou/2026", index: 1 });
}

async function said(): Promise<{ verdict: string; reason: string; facts: unknown }> {
  const { checks } = await verifyItem(house, house.item.id, false);
  const { verdict, reason, facts } = checks.find(({ name }) => name === "source")!;
  return { verdict, reason: reason.split("/")[1]!, facts };
}

test.each([
  ["a film that a camera signed", onvifFile("to-the-end.mp4"), "PASSED", "source-valid"],
  ["a film that nobody signed", Buffer.from("plain"), "INDETERMINATE", "source-unsigned"],
  [
    "a film with a mark alone",
    onvifFile("to-the-end.mp4").subarray(0, 9_000),
    "INDETERMINATE",
    "source-not-verifiable",
  ],
])("tells of %s what was found", async (_what, bytes, verdict, reason) => {
  expect(await said()).toMatchObject({ reason: "source-not-looked-at" });
  await lookAt(bytes);
  expect(await said()).toMatchObject({ verdict, reason });
});

test("tells of a film that lacks what its device always signs with, whatever else is in it", async () => {
  const { sources } = house;
  sources.expectedKind = async () => "c2pa";
  await lookAt(onvifFile("to-the-end.mp4"));
  expect(await said()).toMatchObject({
    ...{ verdict: "INDETERMINATE", reason: "source-always-signs" },
    facts: { expectedKind: "c2pa" },
  });
});

test("does not take a verdict that is not the one on record", async () => {
  await lookAt(Buffer.from("plain"));
  const { sources, item } = house;
  const kept = await sources.verdict(item.id);
  const changed = kept!.statement.replace('"takenAt":"2', '"takenAt":"1');
  house.sources.verdict = async () => ({ ...kept!, statement: changed });
  expect(await said()).toMatchObject({ verdict: "FAILED", reason: "source-differs" });
  house.sources.verdict = async () => ({ ...kept!, statement: "{}\n" });
  expect(await said()).toMatchObject({ verdict: "FAILED", reason: "source-differs" });
});

test("takes no verdict as shown that the ledger does not hold, nor one that custody got later", async () => {
  await lookAt(onvifFile("to-the-end.mp4"), false);
  expect(await said()).toMatchObject({ verdict: "INDETERMINATE", reason: "source-not-in-ledger" });
  const { sources, item, items, clock } = house;
  const kept = await sources.verdict(item.id);
  const statement = kept!.statement.replace('"takenAt":"2', '"takenAt":"1');
  const statementSha256 = sha256(statement);
  await items.record(item.id, {
    ...{ at: clock(), actor: "process:media" as const },
    happening: { kind: "source-checked", data: { verdictSha256: statementSha256 } },
  });
  house.sources.verdict = async () => ({ ...kept!, statement, statementSha256 });
  expect(await said()).toMatchObject({ verdict: "FAILED", reason: "source-differs" });
});
