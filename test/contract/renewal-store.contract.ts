/** What every RenewalStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Renewal, RenewalStore } from "../../services/anchors/renewal-store.ts";
import type { TokenStore } from "../../services/anchors/token-store.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { renewalKey } from "../../services/objects/object-key.ts";

export interface RenewalStoreUnderTest {
  readonly renewals: RenewalStore;
  readonly tokens: TokenStore;
  close(): Promise<void>;
}

const LOG = "haikou/2026";
const AT = "2027-01-02T12:00:00.000Z" as UtcInstant;
const at = (seconds: number): UtcInstant => plusMs(AT, seconds * 1_000);
const token = (text: string) => ({
  ...{ response: Buffer.from(text), genTime: AT, validUntil: at(9_000) },
});

function renewal(
  number: number,
  origin = LOG,
  text = `list ${number}\n`,
): Omit<Renewal, "isEntered"> {
  const file = (name: string, covers: { first: number; last: number } | null) => ({
    path: `proofs/renewals/2026-${number}.${name}`,
    ...{ sizeBytes: 9, sha256: sha256(name), covers },
    object: { key: renewalKey(origin, name, sha256(name)), versionId: "1" },
  });
  const files = [file("0.part", { first: 1, last: 7 }), file("txt", null)];
  return { origin, number, size: 7, madeAt: at(number), text, files };
}

export function renewalStoreContract(
  name: string,
  make: () => Promise<RenewalStoreUnderTest>,
): void {
  describe(`RenewalStore: ${name}`, () => {
    let subject: RenewalStoreUnderTest;
    let renewals: RenewalStore;
    beforeEach(async () => {
      subject = await make();
      ({ renewals } = subject);
      await subject.tokens.configure(
        ["court", "cloud"].map((each) => ({ name: each, rootsPem: "" })),
        AT,
      );
    });
    afterEach(() => subject.close());

    it("keeps the first of each number, whole, whoever comes at once, and answers who asked", async () => {
      await renewals.ask(LOG, AT);
      await renewals.ask(LOG, at(1));
      await renewals.ask("haikou/2025", AT);
      expect(await renewals.asked()).toEqual(["haikou/2025", LOG]);
      const texts = ["a\n", "b\n", "c\n"];
      const saved = await Promise.all(texts.map((text) => renewals.save(renewal(1, LOG, text))));
      expect(saved.filter(Boolean)).toHaveLength(1);
      const first = renewal(1, LOG, texts[saved.indexOf(true)]);
      expect(await renewals.of(LOG)).toEqual([{ ...first, isEntered: false }]);
      expect(await renewals.asked()).toEqual(["haikou/2025"]);
      await renewals.save(renewal(2));
      expect((await renewals.of(LOG)).map(({ number }) => number)).toEqual([1, 2]);
      expect(await renewals.of("haikou/2025")).toEqual([]);
    });

    it("tells which the ledger does not tell of yet", async () => {
      await renewals.save(renewal(1));
      await renewals.save(renewal(1, "haikou/2025"));
      await renewals.entered({ origin: "haikou/2025", number: 1 });
      await renewals.entered({ origin: "haikou/2025", number: 1 });
      expect(await renewals.notEntered()).toMatchObject([{ origin: LOG, isEntered: false }]);
      expect(await renewals.of("haikou/2025")).toMatchObject([{ isEntered: true }]);
    });

    it("tells since when the oldest waits for its first stamp", async () => {
      expect(await renewals.waitingSince()).toBeNull();
      await renewals.save(renewal(5));
      await renewals.save(renewal(3, "haikou/2025"));
      expect(await renewals.waitingSince()).toEqual(at(3));
      await renewals.keep({ origin: "haikou/2025", number: 3 }, "court", token("a"), at(9));
      expect(await renewals.waitingSince()).toEqual(at(5));
      await renewals.keep({ origin: LOG, number: 5 }, "cloud", token("b"), at(9));
      expect(await renewals.waitingSince()).toBeNull();
    });

    it("has each authority stamp the newest of each log, once, and leaves one that fails alone", async () => {
      const due = async (authority: string, now = at(100)) =>
        (await renewals.due(authority, now)).map(({ origin, number }) => `${origin} ${number}`);
      await renewals.save(renewal(1));
      await renewals.save(renewal(2));
      await renewals.save(renewal(1, "haikou/2025"));
      expect(await due("court")).toEqual(["haikou/2025 1", `${LOG} 2`]);
      expect((await renewals.due("court", AT))[1]).toMatchObject({ text: "list 2\n" });
      const key = { origin: LOG, number: 2 };
      await Promise.all(["a", "b"].map((text) => renewals.keep(key, "court", token(text), at(3))));
      expect(await due("court")).toEqual(["haikou/2025 1"]);
      expect(await due("cloud")).toHaveLength(2);
      await renewals.keep(key, "cloud", token("c"), at(4));
      const kept = await renewals.tokens(key);
      expect(kept.map(({ authority }) => authority)).toEqual(["cloud", "court"]);
      expect(kept[0]).toMatchObject({
        genTime: AT,
        validUntil: at(9_000),
        keptAt: at(4),
        rootsPem: "",
      });
      expect(Buffer.from(kept[0]!.response).toString()).toBe("c");
      await subject.tokens.failed("court", "timestamps/unreachable", at(100));
      expect(await due("court", at(101))).toEqual([]);
      await renewals.keep({ origin: LOG, number: 1 }, "court", token("d"), at(102));
      expect(await due("court", at(103))).toHaveLength(1);
      await subject.tokens.configure([], at(104));
      expect(await due("court", at(105))).toEqual([]);
    });
  });
}
