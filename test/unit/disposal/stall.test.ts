/** A disposal that was approved and does not go on: told with its reason, and an alarm everywhere once it is more than a wait. */
import { expect, test } from "vitest";
import { disposalDependencies } from "../../../services/api/disposal-health.ts";
import { disposal } from "../../../services/command/doctor-disposal.ts";
import { type Stall, stallOf, stuck } from "../../../services/disposal/stall.ts";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import { type DisposalId, newId } from "../../../services/kernel/ids.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { LATER } from "../../fixtures/disposal.ts";

const HOUR_MS = 3_600_000;
const stall = (code: string, forMs: number, against: Stall["against"] = []): Stall => ({
  ...{ disposalId: newId<DisposalId>(), code, against, since: plusMs(LATER, -forMs) },
});

test("a batch stands still by its own refusal, else by what its items wait for, each once", () => {
  const waits = (...against: Stall["against"]) => ({ what: "waits", against });
  const refusal = new Refusal("unavailable", "disposal/not-gone", "x");
  expect(stallOf([])).toBeNull();
  expect(stallOf([{ what: "destroyed" }, { what: "dropped", against: ["held"] }])).toBeNull();
  expect(stallOf([{ what: "destroyed" }, waits("packaging", "locked"), waits("locked")])).toEqual({
    ...{ code: "disposal/waits", against: ["locked", "packaging"] },
  });
  expect(stallOf([waits("locked"), { what: "failed", error: refusal }])).toEqual({
    ...{ code: "disposal/not-gone", against: [] },
  });
  expect(stallOf([{ what: "failed", error: new Error("a name in it") }])?.code).toBe("internal");
});

const told = async (stalls: readonly Stall[], now: UtcInstant = LATER) => {
  const alarms: string[] = [];
  const looks = { disposalStalls: async () => stalls, clock: () => now };
  for (const { check, name, kind, fix } of disposalDependencies(looks)) {
    await check().catch(() => alarms.push(`${name} ${kind} ${fix.slice(0, 30)}`));
  }
  const { state, finding, facts } = await disposal(async () => stuck(stalls, now));
  return { alarms, doctor: `${state} ${finding}`, batch: facts?.["batch"] };
};

test("what waits a short time is none; what waits longer, or is not what was approved, is an alarm", async () => {
  const short = stall("disposal/waits", HOUR_MS - 1, ["locked"]);
  expect(await told([short])).toMatchObject({ alarms: [], doctor: "ok disposalFine" });
  const long = stall("timestamps/unreachable", HOUR_MS);
  expect(await told([short, long])).toEqual({
    alarms: ["disposal alarm A disposal that was approved d"],
    ...{ doctor: "failed disposalStuck", batch: long.disposalId },
  });
  expect(await told([stall("disposal/receipt-differs", 0), long])).toMatchObject({
    ...{
      alarms: ["disposal alarm A disposal that was approved d"],
      doctor: "failed disposalStuck",
    },
  });
  const differs = stall("disposal/record-differs", 0);
  expect(await told([long, differs])).toEqual({
    alarms: [
      "disposal alarm A batch of disposal is not wha",
      "disposal alarm A disposal that was approved d",
    ],
    ...{ doctor: "failed disposalDiffers", batch: differs.disposalId },
  });
});
