/** The part of the TokenStore about lists of revoked certificates, in PostgreSQL. */
import { type RevocationList, LIST_EVERY_MS } from "../../services/anchors/revocation.ts";
import { type TokenStore, pauseMs } from "../../services/anchors/token-store.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { type Database, ask } from "./connection.ts";

export const revocationLists = (
  db: Database,
): Pick<TokenStore, "isListDue" | "keepList" | "listFailed"> => ({
  async isListDue(authority, now) {
    const found = await ask(() =>
      db
        .selectFrom("timestamp_authorities")
        .select("name")
        .where("name", "=", authority)
        .where("configured", "=", true)
        .where((eb) =>
          eb.or([
            eb("list_not_before", "is", null),
            eb("list_not_before", "<=", new Date(now)),
            // A pause that is too long comes of a clock that was set back.
            eb("list_not_before", ">", new Date(plusMs(now, LIST_EVERY_MS))),
          ]),
        )
        .executeTakeFirst(),
    );
    return found !== undefined;
  },
  keepList: (authority, list, now) => ask(() => keepList(db, authority, list, now)),
  listFailed: (authority, code, now) => ask(() => listFailed(db, authority, code, now)),
});

const keepList = (
  db: Database,
  authority: string,
  { der, thisUpdate, nextUpdate }: RevocationList,
  now: UtcInstant,
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await tx
      .updateTable("timestamp_authorities")
      .set({ list_failures: 0, list_failure: null, list_not_before: plusMs(now, LIST_EVERY_MS) })
      .where("name", "=", authority)
      .execute();
    await tx
      .updateTable("timestamp_authorities")
      .set({ list: Buffer.from(der), list_this_update: thisUpdate, list_next_update: nextUpdate })
      .where("name", "=", authority)
      .where((eb) =>
        eb.or([
          eb("list_this_update", "is", null),
          eb("list_this_update", "<", new Date(thisUpdate)),
        ]),
      )
      .execute();
  });

const listFailed = (
  db: Database,
  authority: string,
  code: string,
  now: UtcInstant,
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const { list_failures: failures } = await tx
      .updateTable("timestamp_authorities")
      .set((eb) => ({ list_failures: eb("list_failures", "+", 1), list_failure: code }))
      .where("name", "=", authority)
      .returning("list_failures")
      .executeTakeFirstOrThrow();
    await tx
      .updateTable("timestamp_authorities")
      .set({ list_not_before: plusMs(now, pauseMs(failures)) })
      .where("name", "=", authority)
      .execute();
  });
