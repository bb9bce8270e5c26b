/** What every PeopleStore must do, with the stores beside it that change whose an account is. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AccessStore, Account } from "../../services/access/access-store.ts";
import type { PeopleStore } from "../../services/access/people-store.ts";
import type { SignOnStore } from "../../services/access/sign-on-store.ts";
import { setStaffNumber, staffNumberTold } from "../../services/access/staff-number.ts";
import { anotherThan } from "../../services/access/two-people.ts";
import type { Doer, NewAction } from "../../services/actions/action.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { enterCredential, setAccount } from "../../services/officers/enter-officer.ts";
import type { OfficerStore } from "../../services/officers/officer-store.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { NOON } from "../fixtures/evidence.ts";

export interface PeopleStoreUnderTest {
  readonly store: PeopleStore;
  readonly access: AccessStore;
  readonly signOns: SignOnStore;
  readonly officers: OfficerStore;
  /** Kinds of the actions that were kept so far. */
  readonly told: () => Promise<readonly string[]>;
  close(): Promise<void>;
}

const GIVEN = { signOnName: "wang.li", passwordHash: "scrypt$2" };
const WANG = { issuer: "https://id.example", subject: "17" };
const LATER = plusMs(NOON, 60_000);

const account = (name: string, role: Account["role"] = "reviewer"): Account => ({
  ...{ id: newId<UserId>(), name, displayName: name, role },
  ...{ passwordHash: "scrypt$1", createdAt: NOON, disabledAt: null },
});
const by = ({ id }: Account, at = NOON): NewAction => ({
  ...{ ...ANY_ACTION, actor: `user:${id}`, at },
});

export function peopleStoreContract(name: string, make: () => Promise<PeopleStoreUnderTest>): void {
  describe(`PeopleStore: ${name}`, () => {
    let subject: PeopleStoreUnderTest;
    let [root, wang, zhao] = [account("root", "admin"), account("wang"), account("zhao")];
    beforeEach(async () => {
      subject = await make();
      [root, wang, zhao] = [account("root", "admin"), account("wang"), account("zhao")];
      await subject.access.addUser(root, ANY_ACTION);
      await subject.access.addUser(wang, by(root), "460012");
      await subject.access.addUser(zhao, by(root));
    });
    afterEach(() => subject.close());

    const of = async ({ id }: Account) =>
      (await subject.store.everyone()).find((each) => each.id === id);
    const deps = (at = NOON) => ({ people: subject.store, clock: () => at });
    const doer = ({ id }: Account): Doer => ({ actor: `user:${id}`, reason: null });
    const codeOf = async (one: Account, other: Account, at = LATER) => {
      const judge = await anotherThan(deps(at), other.id);
      try {
        judge(one.id);
        return null;
      } catch (error) {
        return (error as { code: string }).code;
      }
    };

    it("tells who made each account and its number, also of a disabled one; of the first, nobody", async () => {
      await subject.access.disableUser(wang.id, NOON, () => ANY_ACTION);
      expect(await of(root)).toEqual({ id: root.id, numbers: [], identity: null, doorSet: null });
      const doorSet = { by: root.id, at: NOON };
      expect(await of(wang)).toEqual({ id: wang.id, numbers: ["460012"], identity: null, doorSet });
      expect(await subject.store.everyone()).toHaveLength(3);
      expect(await codeOf(root, wang)).toBe("access/account-too-new");
      expect(await codeOf(wang, root)).toBe("access/account-too-new");
      expect(await codeOf(root, wang, plusMs(NOON, 7 * 86_400_000))).toBeNull();
      expect(await codeOf(wang, zhao)).toBeNull();
    });

    it("sets a number once and tells it once; who exchanges or takes one away holds the account again", async () => {
      const before = (await subject.told()).length;
      await setStaffNumber(deps(LATER), zhao.id, "46 00-12", doer(root));
      await setStaffNumber(deps(LATER), zhao.id, "460012", doer(root));
      expect((await subject.told()).slice(before)).toEqual(["staff-number-set"]);
      expect(await of(zhao)).toMatchObject({ numbers: ["460012"], doorSet: { at: NOON } });
      expect(await codeOf(wang, zhao)).toBe("access/same-person");
      await setStaffNumber(deps(LATER), zhao.id, null, doer(wang));
      expect(await of(zhao)).toMatchObject({ numbers: [], doorSet: { by: wang.id, at: LATER } });
      expect(await codeOf(wang, zhao)).toBe("access/account-too-new");
    });

    it("lets nobody exchange his own, and knows nothing of who is not there", async () => {
      const own = setStaffNumber(deps(), wang.id, "460013", doer(wang));
      await expect(own).rejects.toMatchObject({ code: "access/same-person" });
      expect(await of(wang)).toMatchObject({ numbers: ["460012"], doorSet: { by: root.id } });
      const nobody = setStaffNumber(deps(), newId<UserId>(), "1", doer(root));
      await expect(nobody).rejects.toMatchObject({ code: "access/no-such-user" });
    });

    it("takes the provider's word beside ours, with the identity, until the door is another's", async () => {
      await subject.signOns.setDoor(zhao.id, GIVEN, () => by(wang, LATER));
      expect(await of(zhao)).toMatchObject({ identity: null, doorSet: { by: wang.id, at: LATER } });
      await subject.signOns.bind(zhao.id, "wang.li", WANG, ANY_ACTION);
      await staffNumberTold(deps(), zhao.id, "460012");
      await staffNumberTold(deps(), zhao.id, "460012");
      expect((await subject.told()).filter((kind) => kind === "staff-number-set")).toHaveLength(1);
      expect(await of(zhao)).toMatchObject({ numbers: ["460012"], identity: WANG });
      expect((await of(zhao))?.doorSet).toEqual({ by: wang.id, at: LATER });
      expect(await codeOf(wang, zhao, plusMs(NOON, 30 * 86_400_000))).toBe("access/same-person");
      await setStaffNumber(deps(), zhao.id, "7", doer(root));
      expect(await of(zhao)).toMatchObject({ numbers: ["7", "460012"] });
      const back = { signOnName: null, passwordHash: "scrypt$3" };
      await subject.signOns.setDoor(zhao.id, back, () => ANY_ACTION);
      expect(await of(zhao)).toMatchObject({ numbers: ["7"], identity: null, doorSet: null });
    });

    it("knows the credentials of the officer whose account it is, without those that were corrected", async () => {
      const officers = { officers: subject.officers, clock: () => NOON };
      const entry = {
        ...{ credentialNo: "HN-1", name: "王", unit: "一队", powers: [], source: "hr" },
        ...{ validFrom: "2024-01-01" as CalendarDate, validTo: null, replaces: null, reason: null },
      };
      const { id, entries } = await enterCredential(officers, root.id, null, entry);
      const replaces = entries[0]!.id;
      const right = { ...entry, credentialNo: "46-0012", replaces, reason: "misread" };
      await enterCredential(officers, root.id, id, right);
      await setAccount(officers, root.id, id, zhao.id);
      expect((await of(zhao))?.numbers).toEqual(["46-0012"]);
      expect(await codeOf(wang, zhao)).toBe("access/same-person");
      await setAccount(officers, root.id, id, null);
      expect((await of(zhao))?.numbers).toEqual([]);
    });
  });
}
