/** What waits for each role, asked of every store on PostgreSQL as the API asks them. */
import { expect, it } from "vitest";
import { createStores } from "../../infra/postgres/stores.ts";
import type { Connection } from "../../infra/postgres/connection.ts";
import { ROLES } from "../../services/access/permission.ts";
import { zoneDays } from "../../services/calendar/zone-days.ts";
import { waitingFor } from "../../services/review/waiting.ts";
import { caseOfTwo } from "../fixtures/case-rows.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";
import { CHINA } from "../fixtures/retention.ts";
import { houseOf } from "../fixtures/secrecy.ts";

it("is asked by every role and is nothing where nothing waits", async () => {
  const { db, by } = await caseOfTwo();
  const deps = {
    ...createStores({ db } as Connection),
    ...{ clock: () => NOON, days: zoneDays("Asia/Shanghai"), calendar: async () => CHINA },
    ...{
      classification: houseOf("county", TODAY, "highly-secret"),
      isUnitSignatureRequired: false,
    },
  };
  for (const role of ROLES) {
    const sight = await deps.secrecy.sight({ id: by, role }, TODAY);
    expect(await waitingFor(deps, sight), role).toEqual([]);
  }
});
