/** A case of many sessions is judged by one pack, read once. */
import { expect, it } from "vitest";
import { SHIPPED_DAYS } from "../../../services/calendar/shipped-tables.ts";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import { type CaseId, type SessionId, newId } from "../../../services/kernel/ids.ts";
import { packInForce } from "../../../services/policy/in-force.ts";
import { judgeCase } from "../../../services/sessions/judge-session.ts";
import { NO_SESSION_FACTS, type Session } from "../../../services/sessions/session.ts";
import type { SessionStore } from "../../../services/sessions/session-store.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { shippedBytes } from "../../fixtures/packs.ts";

const session = (number: string): Session => ({
  ...{ number, ...NO_SESSION_FACTS, id: newId<SessionId>(), revision: 0 },
  ...{ createdAt: NOON, createdBy: "user:x", activities: ["HN-01"] },
});

it("asks for the pack in force once, and judges every session by it", async () => {
  const sessions = ["S-1", "S-2", "S-3"].map(session);
  let asked = 0;
  const recordingSessions: Pick<SessionStore, "page" | "recordings" | "annotations" | "unplaced"> =
    {
      page: () =>
        Promise.resolve(
          sessions.map((one, at) => ({ session: one, position: at + 1, labels: [] })),
        ),
      recordings: () => Promise.resolve([]),
      annotations: () => Promise.resolve([]),
      unplaced: () => Promise.resolve([]),
    };
  const policies = {
    inForce: () => {
      asked += 1;
      const text = shippedBytes("cn-hainan-2019").toString();
      return Promise.resolve({ entry: {} as never, text });
    },
  };
  const deps = {
    ...{ recordingSessions: recordingSessions as SessionStore, policies, clock: () => NOON },
    ...{ officers: { officers: () => Promise.resolve([]) }, days: zoneDays("Asia/Shanghai") },
    calendar: async () => SHIPPED_DAYS,
  };
  const pack = await packInForce(deps, NOON);
  const judged = await judgeCase(deps, newId<CaseId>(), pack, null);
  expect(judged.sessions.map(({ findings }) => findings.map(({ code }) => code))).toEqual(
    sessions.map(() => ["not-recorded", "too-few-officers"]),
  );
  expect(asked).toBe(1);
});
