/** What doctor and /readyz say of live recordings: the gravest first, each with its cure, and none of it keeps the service from serving. */
import { expect, it } from "vitest";
import { liveDependencies } from "../../../services/api/live-health.ts";
import { live } from "../../../services/command/doctor-live.ts";
import { LIVE_FINDINGS } from "../../../services/command/texts/doctor-live.ts";
import type { LiveStanding } from "../../../services/live/standing.ts";

const WELL: LiveStanding = { lateHeads: 0, silent: 0, closing: 0 };
const ALL: LiveStanding = { lateHeads: 2, silent: 1, closing: 3 };

it.each([
  [WELL, "ok", "liveFine"],
  [ALL, "failed", "liveSilent"],
  [{ ...ALL, silent: 0 }, "failed", "liveHeadsLate"],
  [{ ...WELL, closing: 3 }, "warning", "liveClosing"],
] as const)("doctor finds in %j: %s", async (found, state, finding) => {
  expect(await live({ liveStanding: async () => found })).toMatchObject({ state, finding });
  const { cure } = LIVE_FINDINGS[finding];
  expect(cure === null).toBe(state === "ok");
});

it("says that nothing is known where the database is away", async () => {
  const away = () => Promise.reject(new Error("away"));
  expect(await live({ liveStanding: away })).toMatchObject({ finding: "postgresDown" });
});

it("a silent camera is an alarm, what waits is behind, and neither makes the service unready", async () => {
  const names = async (found: LiveStanding) => {
    const all = liveDependencies({ liveStanding: async () => found });
    const bad = await Promise.all(
      all.map(({ check }) =>
        check().then(
          () => false,
          () => true,
        ),
      ),
    );
    return all.filter((_, place) => bad[place]).map(({ name, kind }) => [name, kind]);
  };
  expect(await names(WELL)).toEqual([]);
  expect(await names(ALL)).toEqual([
    ["live-silent", "alarm"],
    ["live-heads", "backlog"],
    ["live-closing", "backlog"],
  ]);
  expect(await names({ ...WELL, lateHeads: 1 })).toEqual([["live-heads", "backlog"]]);
});
