/** The part of the TokenStore about lists of revoked certificates, in PostgreSQL. */
import {
  type KeptList,
  type RevocationList,
  LIST_EVERY_MS,
} from "../../services/anchors/revocation.ts";
import { type TokenStore, pauseMs } from "../../services/anchors/token-store.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { keptAnswers } from "./certificate-answers.ts";
import { type Database, ask } from "./connection.ts";

export const revocationLists = (
  db: Database,
): Pick<TokenStore, "areListsDue" | "keepList" | "listsRead" | "listFailed"> => ({
  async areListsDue(authority, now) {
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
  keepList: (authority, place, list) => ask(() => keepList(db, authority, place, list)),
  listsRead: (authority, now) => ask(() => listsRead(db, authority, now)),
  listFailed: (authority, code, now) => ask(() => listFailed(db, authority, code, now)),
});

/** Of one place: another issuer's takes its place, an older one of the same does not. */
async function keepList(
  db: Database,
  authority: string,
  place: number,
  { der, thisUpdate, nextUpdate, issuerSha256 }: RevocationList,
): Promise<void> {
  const row = {
    ...{ list: Buffer.from(der), issuer_sha256: issuerSha256 },
    ...{ this_update: thisUpdate, next_update: nextUpdate },
  };
  await db
    .insertInto("timestamp_lists")
    .values({ authority, place, ...row })
    .onConflict((on) =>
      on
        .columns(["authority", "place"])
        .doUpdateSet(row)
        .where((eb) =>
          eb.or([
            eb("timestamp_lists.this_update", "<", new Date(thisUpdate)),
            eb("timestamp_lists.issuer_sha256", "<>", issuerSha256),
          ]),
        ),
    )
    .execute();
}

async function listsRead(db: Database, authority: string, now: UtcInstant): Promise<void> {
  await db
    .updateTable("timestamp_authorities")
    .set({ list_failures: 0, list_failure: null, list_not_before: plusMs(now, LIST_EVERY_MS) })
    .where("name", "=", authority)
    .execute();
}

/** The newest lists of these authorities, each once, by place; then the newest answers about their certificates. */
export async function keptLists(
  db: Database,
  authorities: readonly string[],
): Promise<(authority: string) => readonly KeptList[]> {
  const names = [...new Set(authorities)];
  if (names.length === 0) return () => [];
  const rows = await ask(() =>
    db
      .selectFrom("timestamp_lists")
      .select(["authority", "place", "list"])
      .where("authority", "in", names)
      .orderBy("place")
      .execute(),
  );
  const answers = await keptAnswers(db, names);
  return (name) => [
    ...rows
      .filter(({ authority }) => authority === name)
      .map(({ place, list }) => ({ kind: "crl" as const, place, der: list })),
    ...answers
      .filter(({ authority }) => authority === name)
      .map(({ answer }, place) => ({ kind: "ocsp" as const, place, der: answer })),
  ];
}

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
