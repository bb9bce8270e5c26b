/** What every OfficerStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseCalendarDate } from "../../services/calendar/calendar-date.ts";
import {
  type OfficerEntryId,
  type OfficerId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { enterCredential, setAccount } from "../../services/officers/enter-officer.ts";
import { importOfficers } from "../../services/officers/import-officers.ts";
import { credentialOn } from "../../services/officers/officer.ts";
import type { OfficerStore } from "../../services/officers/officer-store.ts";
import { tickingClock } from "../fixtures/evidence.ts";

export interface OfficerStoreUnderTest {
  readonly store: OfficerStore;
  readonly kinds: () => Promise<readonly string[]>;
  addUser(): Promise<UserId>;
  close(): Promise<void>;
}

const BY = newId<UserId>();
const day = (text: string) => parseCalendarDate(text)!;
const credential = {
  ...{ credentialNo: "琼A0012", name: "李明", unit: "一大队", powers: ["penalty", "检查"] },
  ...{ validFrom: day("2024-01-01"), validTo: day("2025-12-31"), source: "user:x" },
  ...{ replaces: null, reason: null },
};

export function officerStoreContract(
  name: string,
  make: () => Promise<OfficerStoreUnderTest>,
): void {
  describe(`OfficerStore: ${name}`, () => {
    const clock = tickingClock();
    let subject: OfficerStoreUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.close());
    const deps = () => ({ officers: subject.store, clock });
    const enter = (id: OfficerId | null, changes: Partial<typeof credential> & object = {}) =>
      enterCredential(deps(), BY, id, { ...credential, ...changes });
    const table = (csv: string, reason: string | null = null, dryRun = false) =>
      importOfficers(deps(), BY, { csv, source: "hr", reason, dryRun });

    it("keeps every entry, and each is corrected once, whoever comes first", async () => {
      const { id, entries } = await enter(null);
      const wrong = { replaces: entries[0]!.id, reason: "misread", validTo: null } as never;
      const tries = await Promise.allSettled([1, 2, 3].map(() => enter(id, wrong)));
      const lost = tries.flatMap((one) =>
        one.status === "rejected" ? [one.reason as object] : [],
      );
      expect(lost).toMatchObject([
        { code: "officers/already-corrected" },
        { code: "officers/already-corrected" },
      ]);
      const [kept] = await subject.store.officers([id, newId<OfficerId>()]);
      expect(kept?.entries).toHaveLength(2);
      expect(kept?.entries[0]).toEqual(entries[0]);
      expect(credentialOn(kept!.entries, day("2030-01-01"), clock())?.reason).toBe("misread");
      expect(await subject.kinds()).toEqual(["officer-entered", "officer-entered"]);
    });

    it("gives a number to one officer and an account to one officer", async () => {
      const { id } = await enter(null);
      await expect(enter(null)).rejects.toMatchObject({ code: "officers/credential-known" });
      const other = await enter(null, { credentialNo: "琼A0013" });
      await expect(
        enter(other.id, {
          credentialNo: "琼A0013",
          replaces: newId<OfficerEntryId>() as never,
          reason: "no" as never,
        }),
      ).rejects.toMatchObject({ code: "officers/no-such-entry" });
      const user = await subject.addUser();
      expect(await subject.store.ofAccount(user)).toBeNull();
      await setAccount(deps(), BY, id, user);
      await setAccount(deps(), BY, id, user);
      expect(await subject.store.ofAccount(user)).toBe(id);
      await expect(setAccount(deps(), BY, other.id, user)).rejects.toMatchObject({
        code: "officers/account-taken",
      });
      expect((await setAccount(deps(), BY, id, null)).userId).toBeNull();
      expect((await setAccount(deps(), BY, other.id, user)).userId).toBe(user);
      expect((await subject.store.officers([id]))[0]?.userId).toBeNull();
      expect(await subject.store.ofAccount(user)).toBe(other.id);
      expect(await subject.kinds()).toHaveLength(5);
    });

    it("leaves a number that was a slip to whom it belongs, by hand and in a table", async () => {
      const wang = await enter(null, { credentialNo: "123" });
      const slip = { replaces: wang.entries[0]!.id, reason: "misread" } as never;
      await enter(wang.id, { credentialNo: "456", ...(slip as object) });
      expect((await enter(null, { credentialNo: "123" })).id).not.toBe(wang.id);
      await enter(wang.id, {
        ...{ credentialNo: "457" },
        ...({ replaces: null, reason: null } as object),
      });
      const zhao = await enter(null, { credentialNo: "789" });
      const again = { replaces: zhao.entries[0]!.id, reason: "misread" } as never;
      await enter(zhao.id, { credentialNo: "790", ...(again as object) });
      const head = "credential_no,name,unit,valid_from\n";
      expect(await table(`${head}789,李明,一大队,2024-01-01\n`)).toMatchObject({ added: 1 });
      const page = await subject.store.page(null, 10);
      expect(page.map(({ officer }) => officer.entries.length)).toEqual([3, 1, 2, 1]);
    });

    it("takes a table over as a whole or not at all, and the second time changes nothing", async () => {
      const head = "credential_no,name,unit,powers,valid_from,valid_to,previous_no\n";
      const good = `${head}琼A1,"李, 明",一大队,penalty;检查,2024-01-01,2025-12-31,\r\n琼B1,王芳,二大队,,2024-01-01,,\n`;
      const bad = await table(`${good}琼C1,,三大队,,2024-02-30,,\n`);
      expect(bad).toMatchObject({ written: false, faults: [{ line: 4 }, { line: 4 }] });
      expect(await table(good, null, true)).toMatchObject({ added: 2, written: false, faults: [] });
      expect(await subject.store.page(null, 10)).toEqual([]);
      expect(await table(good)).toMatchObject({ added: 2, written: true });
      expect(await table(good)).toMatchObject({ added: 0, unchanged: 2, written: false });
      const renewed = `${head}琼A2,"李, 明",一大队,,2026-01-01,,琼A1\n`;
      expect(await table(renewed)).toMatchObject({ added: 1, corrected: 0, written: true });
      const shorter = `${head}琼B1,王芳,二大队,,2024-01-01,2025-06-30,\n`;
      expect(await table(shorter)).toMatchObject({
        faults: [{ line: 2, fault: "correction-without-reason" }],
      });
      expect(await table(shorter, "left the house")).toMatchObject({ corrected: 1, written: true });
      const page = await subject.store.page(null, 10);
      expect(page.map(({ officer }) => officer.entries.length)).toEqual([2, 2]);
      expect(page[0]?.officer.entries[0]).toMatchObject({ name: "李, 明", source: "hr" });
      expect(await subject.store.page(page[0]!.position, 10, "王")).toHaveLength(1);
      expect(await subject.store.page(null, 10, "a2")).toHaveLength(1);
      expect(await subject.store.page(null, 10, "%")).toEqual([]);
      expect(await subject.kinds()).toEqual(Array(3).fill("officers-imported"));
    });
  });
}
