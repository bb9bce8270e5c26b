/** The store of time stamps on a real PostgreSQL. */
import { expect, it } from "vitest";
import { createAnchorStore } from "../../infra/postgres/anchor-store.ts";
import { createLedgerStore } from "../../infra/postgres/ledger-store.ts";
import { createTokenStore } from "../../infra/postgres/token-store.ts";
import type { CertificateAnswer } from "../../services/anchors/revocation.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { tokenStoreContract } from "../contract/token-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";

tokenStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return {
    ...{ tokens: createTokenStore(db), anchors: createAnchorStore(db) },
    ledger: createLedgerStore(db),
    close: async () => undefined,
  };
});

it("drops an answer that a newer one repeats, and keeps what was said last of each kind, in any order", async () => {
  const { db } = await emptiedDatabase();
  const tokens = createTokenStore(db);
  const at = (second: number) => utcInstant(new Date(Date.UTC(2026, 10, 24, 12, 0, second)));
  const revoked = (second: number, reason: number | null) => ({ at: at(second), reason });
  const said: readonly [string, number, CertificateAnswer["status"], string?][] = [
    ["good 1", 1, "good"],
    ["good 3", 3, "good"],
    ["good 2", 2, "good"],
    ["unknown 4", 4, "unknown"],
    ["revoked 5", 5, revoked(5, null)],
    ["revoked 6", 6, revoked(5, null)],
    ["superseded 7", 7, revoked(5, 4)],
    ["earlier 8", 8, revoked(2, 4)],
    ["unknown 9", 9, "unknown"],
    ["other 1", 1, "good", "other"],
    ["good 10, after the end", 10, "good"],
    ["good 11, after the end", 11, "good"],
  ];
  await tokens.configure([{ name: "court", rootsPem: "" }], at(0));
  for (const [text, second, status, of = "one"] of said) {
    await tokens.keepAnswer("court", {
      ...{ der: Buffer.from(text), status, producedAt: at(second), thisUpdate: at(second) },
      ...{ nextUpdate: null, hasNonce: true, certificateSha256: sha256(of) },
      certificateEndsAt: at(9),
    });
  }
  const rows = await db.selectFrom("timestamp_answers").select("answer").execute();
  expect(rows.map(({ answer }) => answer.toString()).sort()).toEqual(
    [
      "good 3",
      "revoked 6",
      "superseded 7",
      "earlier 8",
      "unknown 9",
      "other 1",
      "good 11, after the end",
    ].sort(),
  );
});
