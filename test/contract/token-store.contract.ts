/** What every TokenStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnchorStore } from "../../services/anchors/anchor-store.ts";
import type { CertificateAnswer } from "../../services/anchors/revocation.ts";
import type { TokenStore } from "../../services/anchors/token-store.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { LedgerStore } from "../../services/ledger/ledger-store.ts";

export interface TokenStoreUnderTest {
  readonly tokens: TokenStore;
  readonly anchors: AnchorStore;
  readonly ledger: LedgerStore;
  close(): Promise<void>;
}

const LOG = "haikou/2026";
const NEXT = "haikou/2027";
const AT = "2026-11-25T12:00:00.000Z" as UtcInstant;
const at = (seconds: number): UtcInstant => plusMs(AT, seconds * 1_000);
const pem = (name: string) => `-----BEGIN CERTIFICATE-----\n${name}\n-----END CERTIFICATE-----\n`;
const [COURT, CLOUD] = [
  { name: "court", rootsPem: pem("court") },
  { name: "cloud", rootsPem: pem("cloud") },
];
const token = (text: string, genTime = AT, validUntil = at(9_000)) => ({
  ...{ response: Buffer.from(text), genTime, validUntil },
});

export function tokenStoreContract(name: string, make: () => Promise<TokenStoreUnderTest>): void {
  describe(`TokenStore: ${name}`, () => {
    let subject: TokenStoreUnderTest;
    let tokens: TokenStore;
    beforeEach(async () => {
      subject = await make();
      ({ tokens } = subject);
    });
    afterEach(() => subject.close());

    async function anchored(origin: string, ...sizes: number[]): Promise<void> {
      const writer = await subject.ledger.acquire(origin);
      for (const size of sizes) {
        const head = { size, rootSha256: sha256(`root ${size}`), note: `over ${size}\n` };
        await subject.ledger.publish(writer, { ...head, signedAt: AT });
        const before = (await subject.anchors.newest(origin))?.size ?? null;
        await subject.anchors.choose(origin, size, before, at(size));
      }
    }
    const dueSizes = async (authority: string, now = at(100)) =>
      (await tokens.due(authority, now)).map(({ origin, size }) => `${origin} ${size}`);

    it("has each authority stamp the newest chosen head of each log, once", async () => {
      await anchored(LOG, 2, 5);
      await anchored(NEXT, 3);
      expect(await dueSizes("court")).toEqual([]);
      await tokens.configure([COURT, CLOUD], AT);
      expect(await dueSizes("court")).toEqual([`${LOG} 5`, `${NEXT} 3`]);
      expect((await tokens.due("court", AT))[0]).toMatchObject({ note: "over 5\n" });
      await tokens.keep({ origin: LOG, size: 5 }, "court", token("a"), at(6));
      expect(await dueSizes("court")).toEqual([`${NEXT} 3`]);
      expect(await dueSizes("cloud")).toHaveLength(2);
      await anchored(LOG, 8);
      expect(await dueSizes("court")).toEqual([`${LOG} 8`, `${NEXT} 3`]);
      await tokens.configure([CLOUD], at(9));
      expect(await dueSizes("court")).toEqual([]);
    });

    it("keeps the first token of an authority over a head", async () => {
      await anchored(LOG, 5);
      await tokens.configure([COURT, CLOUD], AT);
      await Promise.all(
        ["a", "b", "c"].map((text) =>
          tokens.keep({ origin: LOG, size: 5 }, "court", token(text), at(6)),
        ),
      );
      const [first] = await tokens.tokens(LOG, 5);
      await tokens.keep({ origin: LOG, size: 5 }, "court", token("later"), at(7));
      await tokens.keep({ origin: LOG, size: 5 }, "cloud", token("x", at(3)), at(7));
      const kept = await tokens.tokens(LOG, 5);
      expect(kept.map(({ authority }) => authority)).toEqual(["cloud", "court"]);
      expect(kept[1]).toEqual(first);
      const { response, ...rest } = kept[0]!;
      expect(Buffer.from(response).toString()).toBe("x");
      expect(rest).toEqual({
        ...{ authority: "cloud", genTime: at(3), keptAt: at(7), rootsPem: CLOUD.rootsPem },
        validUntil: at(9_000),
        lists: [],
      });
      const ends = kept.map(({ keptAt, validUntil }) => ({ keptAt, validUntil }));
      expect(await tokens.ends(LOG, 5)).toEqual(ends);
      expect(await Promise.all([tokens.tokens(LOG, 4), tokens.ends(LOG, 4)])).toEqual([[], []]);
    });

    it("leaves one that fails alone, the longer the more often, until it gives a token", async () => {
      await anchored(LOG, 5);
      await tokens.configure([COURT, CLOUD], AT);
      await tokens.failed("court", "timestamps/unreachable", at(0));
      expect(await dueSizes("court", at(4.9))).toEqual([]);
      expect(await dueSizes("cloud", at(0))).toHaveLength(1);
      expect(await dueSizes("court", at(5))).toHaveLength(1);
      await tokens.failed("court", "timestamps/refused", at(5));
      expect(await dueSizes("court", at(14.9))).toEqual([]);
      expect(await dueSizes("court", at(15))).toHaveLength(1);
      for (let round = 0; round < 40; round += 1) await tokens.failed("court", "x/y", at(20));
      expect(await dueSizes("court", at(619))).toEqual([]);
      expect(await dueSizes("court", at(620))).toHaveLength(1);
      // A clock that is set back must not make the pause longer than it can be.
      expect(await dueSizes("court", at(-100))).toHaveLength(1);
      await tokens.keep({ origin: LOG, size: 5 }, "court", token("a"), at(621));
      await anchored(LOG, 6);
      expect(await dueSizes("court", at(622))).toHaveLength(1);
    });

    it("tells how each authority fares", async () => {
      expect(await tokens.states()).toEqual([]);
      await anchored(LOG, 2, 5);
      await tokens.configure([COURT, CLOUD], at(3));
      await tokens.failed("court", "timestamps/refused", at(4));
      await tokens.keep({ origin: LOG, size: 5 }, "cloud", token("a", at(6)), at(7));
      await anchored(LOG, 8, 9);
      const none = { list: null, listFailure: null, listFailures: 0 };
      const fine = { ...none, failure: null, newest: { genTime: at(6), keptAt: at(7) } };
      expect(await tokens.states()).toEqual([
        { name: "cloud", behindSince: at(8), ...fine },
        { ...none, name: "court", behindSince: at(3), failure: "timestamps/refused", newest: null },
      ]);
      await tokens.keep({ origin: LOG, size: 9 }, "cloud", token("b", at(10)), at(11));
      await tokens.configure([CLOUD], at(12));
      expect(await tokens.states()).toEqual([
        {
          ...{
            name: "cloud",
            behindSince: null,
            failure: null,
            list: null,
            listFailure: null,
            listFailures: 0,
          },
          newest: { genTime: at(10), keptAt: at(11) },
        },
      ]);
    });

    it("finds the smallest stamped head over an entry", async () => {
      await anchored(LOG, 2, 5, 9);
      await tokens.configure([COURT], AT);
      expect(await tokens.stamped(LOG, 0)).toBeNull();
      await tokens.keep({ origin: LOG, size: 5 }, "court", token("a"), AT);
      await tokens.keep({ origin: LOG, size: 9 }, "court", token("b"), AT);
      expect(await tokens.stamped(LOG, 0)).toMatchObject({ size: 5, note: "over 5\n" });
      expect(await tokens.stamped(LOG, 5)).toMatchObject({ size: 9 });
      expect(await tokens.stamped(LOG, 9)).toBeNull();
      expect(await tokens.stamped(NEXT, 0)).toBeNull();
      const after = async (size: number, limit: number) =>
        (await tokens.stampedAfter(LOG, size, limit)).map(({ anchor, tokens: all }) => [
          anchor.size,
          ...all.map(({ authority }) => authority),
        ]);
      expect((await after(0, 10)).map(([size]) => size)).toEqual([5, 9]);
      expect((await after(0, 1)).map(([size]) => size)).toEqual([5]);
      expect((await after(5, 10))[0]?.length).toBeGreaterThan(1);
      expect(await after(9, 10)).toEqual([]);
    });

    it("finds heads by when their tokens came and how long they last", async () => {
      await anchored(LOG, 2, 5, 9);
      await tokens.configure([COURT, CLOUD], AT);
      const keep = (size: number, authority: string, end: number, keptAt: number) =>
        tokens.keep({ origin: LOG, size }, authority, token("a", AT, at(end)), at(keptAt));
      await keep(2, "court", 1_000, 10);
      await keep(5, "court", 2_000, 20);
      await keep(9, "court", 3_000, 30);
      const valid = async (second: number) => (await tokens.stamped(LOG, 0, at(second)))?.size;
      expect([await valid(1_000), await valid(1_001)]).toEqual([2, 5]);
      expect([await valid(3_000), await valid(3_001)]).toEqual([9, undefined]);
      await keep(2, "cloud", 2_500, 40);
      expect([await valid(1_001), await valid(2_500), await valid(2_501)]).toEqual([2, 2, 9]);
      const unlisted = async (size: number, since: number, limit = 10) =>
        (await tokens.stampedAfter(LOG, 0, limit, { size, since: at(since) })).map((each) => [
          each.anchor.size,
          each.tokens.length,
        ]);
      const [first, rest] = [
        [2, 2],
        [9, 1],
      ];
      expect(await unlisted(5, 35)).toEqual([first, rest]);
      expect(await unlisted(5, 35, 1)).toEqual([first]);
      expect(await unlisted(5, 41)).toEqual([rest]);
      expect(await unlisted(9, 40)).toEqual([first]);
      expect(await unlisted(9, 41)).toEqual([]);
      const end = (since: number | null, after: number, until: number) =>
        tokens.firstEnd(LOG, since === null ? null : at(since), {
          ...{ after: at(after), until: at(until) },
        });
      expect(await end(null, 0, 9_000)).toBe(at(1_000));
      expect(await end(null, 1_000, 9_000)).toBe(at(2_000));
      expect(await end(null, 0, 999)).toBeNull();
      expect(await end(null, 999, 1_000)).toBe(at(1_000));
      expect(await end(30, 0, 9_000)).toBe(at(2_500));
      expect(await end(41, 0, 9_000)).toBeNull();
      expect(await tokens.firstEnd(NEXT, null, { after: AT, until: at(9_000) })).toBeNull();
    });

    it("keeps the newest list of revoked certificates, and leaves alone who gave none", async () => {
      await anchored(LOG, 2);
      const list = (text: string, thisUpdate: UtcInstant, issuer = "root", next = 9_000) => ({
        ...{ der: Buffer.from(text), thisUpdate, nextUpdate: at(next) },
        issuerSha256: sha256(issuer),
      });
      expect(await tokens.areListsDue("court", AT)).toBe(false);
      await tokens.configure([COURT], AT);
      await tokens.keep({ origin: LOG, size: 2 }, "court", token("a"), AT);
      const kept = async () =>
        (await tokens.tokens(LOG, 2))[0]?.lists.map(({ place, der }) => [
          place,
          Buffer.from(der).toString(),
        ]);
      const state = async () => (await tokens.states())[0];
      expect([await tokens.areListsDue("court", AT), await kept()]).toEqual([true, []]);
      await tokens.listFailed("court", "timestamps/list-unreachable", AT);
      await tokens.listFailed("court", "timestamps/list-unreachable", at(5));
      expect(await state()).toMatchObject({ listFailure: "timestamps/list-unreachable" });
      expect(await tokens.areListsDue("court", at(14))).toBe(false);
      expect(await tokens.areListsDue("court", at(15))).toBe(true);
      expect(await dueSizes("court", at(6))).toEqual([]);
      await tokens.keepList("court", 0, list("newer", at(10)));
      await tokens.keepList("court", 0, list("older", at(5)));
      await tokens.keepList("court", 3, list("above", at(7)));
      expect(await state()).toMatchObject({ listFailure: "timestamps/list-unreachable" });
      await tokens.listsRead("court", at(21));
      const newer = [0, "newer"];
      expect(await kept()).toEqual([newer, [3, "above"]]);
      expect(await state()).toMatchObject({
        ...{ listFailure: null, listFailures: 0 },
        list: { thisUpdate: at(7), nextUpdate: at(9_000) },
      });
      // Another's list stands there now, whenever that was made.
      await tokens.keepList("court", 3, list("another's", at(2), "above", 8_000));
      expect(await kept()).toEqual([newer, [3, "another's"]]);
      expect(await state()).toMatchObject({ list: { thisUpdate: at(2), nextUpdate: at(8_000) } });
      expect(await tokens.areListsDue("court", at(3_620))).toBe(false);
      expect(await tokens.areListsDue("court", at(3_621))).toBe(true);
      // A clock that was set back holds nothing up.
      expect(await tokens.areListsDue("court", at(-9_000))).toBe(true);
    });

    it("keeps every answer about a certificate once, and gives the newest of each that says something", async () => {
      await anchored(LOG, 2, 5);
      await tokens.configure([COURT], AT);
      expect(await tokens.newestToken("court")).toBeNull();
      await tokens.keep({ origin: LOG, size: 2 }, "court", token("a"), AT);
      await tokens.keep({ origin: LOG, size: 5 }, "court", token("b"), at(1));
      expect(Buffer.from((await tokens.newestToken("court"))!).toString()).toBe("b");
      type Status = CertificateAnswer["status"];
      const keep = (text: string, second: number, of = "first", status: Status = "good") =>
        tokens.keepAnswer("court", {
          ...{ der: Buffer.from(text), status, producedAt: at(second), thisUpdate: at(second) },
          ...{ nextUpdate: at(second + 100), hasNonce: true, certificateSha256: sha256(of) },
          certificateEndsAt: at(100),
        });
      const kept = async () =>
        (await tokens.tokens(LOG, 5))[0]?.lists.map(({ kind, place, der }) => [
          ...[kind, place, Buffer.from(der).toString()],
        ]);
      for (const _ of [1, 2]) await keep("newer", 20);
      await keep("older", 10);
      await keep("unknown", 30, "first", "unknown");
      expect(await kept()).toEqual([["ocsp", 0, "newer"]]);
      await keep("after its end", 101);
      expect(await kept()).toEqual([["ocsp", 0, "newer"]]);
      expect((await tokens.states())[0]?.list).toEqual({
        thisUpdate: at(101),
        nextUpdate: at(201),
      });
      const list = { thisUpdate: at(5), nextUpdate: at(50), issuerSha256: sha256("root") };
      await tokens.keepList("court", 0, { ...list, der: Buffer.from("list") });
      await keep("another", 40, "second", { at: at(9), reason: null });
      expect(await kept()).toEqual([
        ["crl", 0, "list"],
        ["ocsp", 0, "another"],
        ["ocsp", 1, "newer"],
      ]);
      expect((await tokens.states())[0]?.list?.nextUpdate).toBe(at(50));
      for (let more = 50; more < 59; more += 1) await keep(`${more}`, more, `${more}`);
      expect(await kept()).toHaveLength(7);
    });

    it("adds certificates that are configured, and takes none away", async () => {
      await anchored(LOG, 2);
      await tokens.configure([COURT], AT);
      const both = `text\n${pem("new")}${pem("court")}`;
      await Promise.all([1, 2, 3].map(() => tokens.configure([{ ...COURT, rootsPem: both }], AT)));
      await tokens.keep({ origin: LOG, size: 2 }, "court", token("a"), AT);
      await tokens.configure([], AT);
      expect((await tokens.tokens(LOG, 2))[0]?.rootsPem).toBe(`${pem("court")}${pem("new")}`);
    });
  });
}
