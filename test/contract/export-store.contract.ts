/** What every ExportStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ActionStore } from "../../services/actions/action-store.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { Acknowledgement, ExportOrder } from "../../services/exports/export.ts";
import type { ExportStore } from "../../services/exports/export-store.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type PackageId, type UserId, newId } from "../../services/kernel/ids.ts";
import { newWatermark } from "../../services/packages/issued.ts";
import type { PackageStore } from "../../services/packages/package-store.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { NOON } from "../fixtures/evidence.ts";

export interface ExportStoreUnderTest {
  readonly store: ExportStore;
  readonly packages: PackageStore;
  readonly actions: Pick<ActionStore, "from">;
  /** Accounts that exist. */
  readonly people: readonly [UserId, UserId];
  close(): Promise<void>;
}

const TODAY = "2026-11-26" as CalendarDate;
const YESTERDAY = "2026-11-25" as CalendarDate;
const PAPER = Buffer.from("%PDF-1.7 signed");

export function exportStoreContract(name: string, make: () => Promise<ExportStoreUnderTest>): void {
  describe(`ExportStore: ${name}`, () => {
    let subject: ExportStoreUnderTest;
    let store: ExportStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
    });
    afterEach(() => subject.close());

    const orderOf = (dueOn: CalendarDate | null = null): ExportOrder => ({
      ...{ id: newId<PackageId>(), itemIds: [], purposeKind: "evidence", purpose: "17号案" },
      ...{ requestedBy: `user:${subject.people[0]}`, requestedAt: NOON, dueOn },
      issued: {
        ...{ watermark: newWatermark(), recipient: "court", organisation: "海口市中级人民法院" },
        ...{ person: "王法官", basis: "(2026)琼01刑初17号", basisSha256: sha256("order") },
      },
    });
    const ordered = async (dueOn: CalendarDate | null = null): Promise<ExportOrder> => {
      const made = orderOf(dueOn);
      await store.order(made, ANY_ACTION);
      return made;
    };
    const takenOut = async (dueOn: CalendarDate | null = null): Promise<ExportOrder> => {
      const made = await ordered(dueOn);
      await store.takeOut(made.id, NOON, ANY_ACTION);
      return made;
    };
    const paper = (changes: Partial<Acknowledgement> = {}): Acknowledgement => ({
      ...{ kind: "paper", mediaType: "application/pdf", sizeBytes: PAPER.byteLength },
      ...{ sha256: sha256(PAPER), at: NOON, by: subject.people[0], signature: null },
      ...{ confirmed: null, ...changes },
    });
    const signed = (): Acknowledgement =>
      paper({
        ...{ kind: "signed", mediaType: "application/pkcs7-signature" },
        signature: {
          ...{ signer: "CN=王法官,O=海口市中级人民法院", certificateSha256: sha256("c") },
          ...{ root: "CN=Root", isRootKnown: true, signedAt: NOON },
        },
      });
    const keep = async (id: PackageId, what: Acknowledgement, text: string | null = null) => {
      if (text !== null) await store.handOut(id, text);
      await store.acknowledge(id, what, PAPER, ANY_ACTION);
    };
    const confirm = (id: PackageId) =>
      store.confirm(
        id,
        () => ({ at: NOON, by: subject.people[1] }),
        () => ANY_ACTION,
      );
    const withdraw = (id: PackageId, reason: string) =>
      store.withdraw(id, { at: NOON, by: subject.people[0], reason }, ({ withdrawn }) =>
        withdrawn === null ? ANY_ACTION : null,
      );
    const page = async (filter = {}) =>
      (await store.page(filter, TODAY, null, 9, null)).map(({ id }) => id);
    const count = async (): Promise<number> => (await subject.actions.from(0, 99)).length;
    const code = (run: Promise<unknown>): Promise<unknown> =>
      run.then(
        () => null,
        (error: unknown) => (error as { code: string }).code,
      );

    it("keeps an order with its package, once, and tells it as a package too", async () => {
      const made = await ordered(TODAY);
      await store.order({ ...made, purpose: "another" }, ANY_ACTION);
      expect(await store.get(made.id)).toEqual({
        ...{ ...made, state: "waiting", failure: null, sizeBytes: null },
        ...{ position: expect.any(Number) as number, takenOutAt: null },
        ...{ acknowledgement: null, withdrawn: null },
      });
      expect((await subject.packages.get(made.id)).issued).toEqual(made.issued);
      expect(await subject.packages.waiting(9)).toHaveLength(1);
      expect(await count()).toBe(1);
      expect(await code(store.get(newId<PackageId>()))).toBe("exports/no-such-export");
    });

    it("lets a package leave and remembers the first time; one that was withdrawn stays", async () => {
      const made = await takenOut();
      await store.takeOut(made.id, "2026-11-27T00:00:00.000Z" as typeof NOON, ANY_ACTION);
      expect((await store.get(made.id)).takenOutAt).toBe(NOON);
      await withdraw(made.id, "wrong court");
      await withdraw(made.id, "again");
      expect((await store.get(made.id)).withdrawn?.reason).toBe("wrong court");
      const before = await count();
      expect(await code(store.takeOut(made.id, NOON, ANY_ACTION))).toBe("exports/withdrawn");
      expect(await count()).toBe(before);
      // What waited to be prepared waits no more.
      expect(await subject.packages.waiting(9)).toEqual([]);
      expect(await store.get(made.id)).toMatchObject({
        ...{ state: "failed", failure: "exports/withdrawn" },
      });
      const plain = { ...orderOf(), id: newId<PackageId>() };
      await subject.packages.request(plain, ANY_ACTION);
      await store.takeOut(plain.id, NOON, ANY_ACTION);
      expect(await page()).toEqual([made.id]);
      expect(await count()).toBe(before + 2);
    });

    it("keeps a signed acknowledgement for good, with its bytes and the text", async () => {
      const made = await ordered();
      expect(await code(keep(made.id, signed(), "text"))).toBe("exports/not-taken-out");
      await store.takeOut(made.id, NOON, ANY_ACTION);
      expect(await code(store.document(made.id))).toBe("exports/no-acknowledgement");
      await keep(made.id, signed(), "text");
      expect((await store.get(made.id)).acknowledgement).toEqual(signed());
      expect(await code(keep(made.id, paper()))).toBe("exports/acknowledged-already");
      const kept = await store.document(made.id);
      expect([Buffer.from(kept), await store.receipt(made.id)]).toEqual([PAPER, "text"]);
      expect(await code(keep(newId<PackageId>(), paper()))).toBe("exports/no-such-export");
    });

    it("keeps the receipt that is handed out first, also of several at once", async () => {
      const { id } = await ordered();
      expect(await store.receipt(id)).toBeNull();
      const given = await Promise.all(["a", "b", "c"].map((text) => store.handOut(id, text)));
      expect(new Set(given)).toEqual(new Set([await store.receipt(id)]));
      expect(await store.handOut(id, "later words")).toBe(given[0]);
      const nobodys = newId<PackageId>();
      expect(await code(store.receipt(nobodys))).toBe("exports/no-such-export");
      expect(await code(store.handOut(nobodys, "a"))).toBe("exports/no-such-export");
    });

    it("lets a paper make room until it is confirmed, and asks whoever confirms", async () => {
      const made = await takenOut();
      await keep(made.id, paper({ sha256: sha256("another") }));
      await keep(made.id, paper());
      const refusing = store.confirm(
        made.id,
        () => {
          throw Object.assign(new Error("no"), { code: "not-you" });
        },
        () => ANY_ACTION,
      );
      expect(await code(refusing)).toBe("not-you");
      expect((await store.get(made.id)).acknowledgement).toEqual(paper());
      await confirm(made.id);
      const confirmed = { at: NOON, by: subject.people[1] };
      expect((await store.get(made.id)).acknowledgement).toEqual(paper({ confirmed }));
      expect(await code(keep(made.id, signed(), "text"))).toBe("exports/acknowledged-already");
    });

    it("of several acknowledgements at once keeps one", async () => {
      const made = await takenOut();
      const tries = [1, 2, 3].map(() => code(keep(made.id, signed(), "text")));
      const answers = await Promise.all(tries);
      expect(answers.filter((one) => one === null)).toHaveLength(1);
      expect(answers.filter((one) => one === "exports/acknowledged-already")).toHaveLength(2);
    });

    it("lists by state, watermark and place, newest first, and counts what is overdue", async () => {
      const made = await ordered(YESTERDAY);
      const due = await takenOut(TODAY);
      const overdue = await takenOut(YESTERDAY);
      const waits = await takenOut(YESTERDAY);
      await keep(waits.id, paper());
      const done = await takenOut(YESTERDAY);
      await keep(done.id, signed(), "text");
      await withdraw(done.id, "it has it");
      const gone = await takenOut(YESTERDAY);
      await withdraw(gone.id, "wrong court");
      expect(await page({ state: "made" })).toEqual([made.id]);
      expect(await page({ state: "taken-out" })).toEqual([due.id]);
      expect(await page({ state: "overdue" })).toEqual([waits.id, overdue.id]);
      expect(await page({ state: "acknowledged" })).toEqual([done.id]);
      expect(await page({ state: "withdrawn" })).toEqual([gone.id]);
      expect(await store.overdue(TODAY)).toBe(2);
      expect(await page({ watermark: due.issued.watermark })).toEqual([due.id]);
      expect(await page({ watermark: newWatermark() })).toEqual([]);
      expect(await page({ sha256: sha256("nobody's") })).toEqual([]);
      const all = await store.page({}, TODAY, null, 2, null);
      expect(all.map(({ id }) => id)).toEqual([gone.id, done.id]);
      const next = await store.page({}, TODAY, all[1]!.position, 1, null);
      expect(next.map(({ id }) => id)).toEqual([waits.id]);
    });
  });
}
