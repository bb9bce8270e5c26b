/** A table of officers is taken with one look at each officer who is known, however many rows there are. */
import { expect, it } from "vitest";
import {
  type OfficerEntryId,
  type OfficerId,
  type UserId,
  newId,
} from "../../../services/kernel/ids.ts";
import { parseCalendarDate } from "../../../services/calendar/calendar-date.ts";
import { importOfficers } from "../../../services/officers/import-officers.ts";
import type { Officer } from "../../../services/officers/officer.ts";
import { MemoryOfficerStore } from "../../fakes/officer-store.ts";
import { NOON } from "../../fixtures/evidence.ts";

const ROWS = 300;

it("looks at each known officer a few times, and not again for every row", async () => {
  let looks = 0;
  const known = (no: number): Officer => {
    const officerId = newId<OfficerId>();
    const entry = {
      ...{ id: newId<OfficerEntryId>(), officerId, credentialNo: `N${no}`, name: "n", unit: "u" },
      ...{ powers: [], validFrom: parseCalendarDate("2024-01-01")!, validTo: null, source: "hr" },
      ...{ enteredAt: NOON, enteredBy: "user:x" as const, reason: null },
      get replaces() {
        looks += 1;
        return null;
      },
    };
    return { id: officerId, userId: null, entries: [entry] };
  };
  const officers = new MemoryOfficerStore();
  officers.all = Array.from({ length: ROWS }, (_, at) => known(at));
  // Each renews the credential of another officer, the last one first.
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const no = ROWS - 1 - at;
    return `M${no},n,u,2025-01-01,N${no}`;
  });
  const csv = ["credential_no,name,unit,valid_from,previous_no", ...rows].join("\n");
  const report = await importOfficers({ officers, clock: () => NOON }, newId<UserId>(), {
    ...{ csv, source: "hr", reason: null, dryRun: false },
  });
  expect(report).toMatchObject({ added: ROWS, corrected: 0, faults: [], written: true });
  expect(officers.all).toHaveLength(ROWS);
  expect(officers.all.every(({ entries }) => entries.length === 2)).toBe(true);
  expect(looks).toBeLessThan(10 * ROWS);
});
