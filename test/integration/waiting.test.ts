/** What waits for each role, asked of every store on PostgreSQL as the API asks them. */
import { expect, it } from "vitest";
import { connect } from "../../infra/postgres/connection.ts";
import { createStores } from "../../infra/postgres/stores.ts";
import type { Connection } from "../../infra/postgres/connection.ts";
import { ROLES } from "../../services/access/permission.ts";
import { zoneDays } from "../../services/calendar/zone-days.ts";
import { waitingFor } from "../../services/review/waiting.ts";
import { caseOfTwo } from "../fixtures/case-rows.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";
import { CHINA } from "../fixtures/retention.ts";
import { freshDatabase } from "../fixtures/private-servers.ts";
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

it("is compiled by the database only where its address says so", async () => {
  const database = await freshDatabase();
  const own = new URL(database.url);
  own.searchParams.set("options", "-c jit=on");
  const asks = async ({ pool }: Connection) => (await pool.query<{ jit: string }>("SHOW jit")).rows;
  const told = connect({ HOLDFAST_DATABASE_URL: own.href, HOLDFAST_DATABASE_POOL: 2 });
  expect(await asks(database.connection)).toEqual([{ jit: "off" }]);
  expect(await asks(told)).toEqual([{ jit: "on" }]);
  await told.pool.end();
  await database.drop();
});
