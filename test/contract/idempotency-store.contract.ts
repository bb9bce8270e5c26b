/** What every IdempotencyStore must do: a request is done once, whenever the power goes, and whoever asks again hears how it ended. */
import { beforeEach, describe, expect, it } from "vitest";
import type { ActionStore } from "../../services/actions/action-store.ts";
import type { IdempotencyStore } from "../../services/actions/idempotency-store.ts";
import { type Attempt, fingerprintOf, times } from "../../services/actions/idempotency.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { NOON } from "../fixtures/evidence.ts";

export interface IdempotencyStoreUnderTest {
  readonly store: IdempotencyStore;
  readonly actions: ActionStore;
  addPerson(): Promise<UserId>;
}

const AFTER_LEASE = plusMs(times(NOON).leaseUntil, 1);
const AFTER_ALL = plusMs(times(NOON).keptUntil, 1);
const ANSWER = { status: 201, body: '{"id":"1"}' };
const CUT = new Error("the power went");

export function idempotencyStoreContract(
  name: string,
  make: () => Promise<IdempotencyStoreUnderTest>,
): void {
  describe(`IdempotencyStore: ${name}`, () => {
    let subject: IdempotencyStoreUnderTest;
    let accountId: UserId;
    let [before, store]: [number, IdempotencyStore] = [0, undefined as never];
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
      accountId = await subject.addPerson();
      before = await count();
    });
    const count = async () => (await subject.actions.from(0, 1_000)).length;
    const attempt = (body: unknown = {}, key = "k"): Attempt => ({
      ...{ accountId, key, id: newId() },
      fingerprint: fingerprintOf("post", "/cases", body),
    });
    const act = () => subject.actions.append(ANY_ACTION);
    const done = async (): Promise<number> => (await count()) - before;

    it("gives the answer again, until its time is over", async () => {
      const first = attempt();
      expect(await store.begin(first, NOON)).toEqual({ state: "begun" });
      await store.during(first, act);
      await store.end(first, ANSWER);
      const again = { state: "answered", answer: ANSWER };
      expect(await store.begin(attempt(), AFTER_LEASE)).toEqual(again);
      expect(await store.begin(attempt(), AFTER_ALL)).toEqual({ state: "begun" });
      expect(await done()).toBe(1);
    });

    it("is of one account and of one request", async () => {
      await store.begin(attempt(), NOON);
      expect(await store.begin(attempt({ other: 1 }), NOON)).toEqual({ state: "other-request" });
      const others = { ...attempt(), accountId: await subject.addPerson() };
      expect(await store.begin(others, NOON)).toEqual({ state: "begun" });
      expect(await store.begin(attempt({}, "l"), NOON)).toEqual({ state: "begun" });
    });

    it("is free again after a refusal that kept nothing", async () => {
      const first = attempt();
      await store.begin(first, NOON);
      expect(await store.begin(attempt(), NOON)).toEqual({ state: "running" });
      await store.release(first);
      expect(await store.begin(attempt({ other: 1 }), NOON)).toEqual({ state: "begun" });
    });

    it("is free again after a refusal that was put on record, and of nothing else", async () => {
      const refused = attempt();
      await store.begin(refused, NOON);
      const told = { ...ANY_ACTION, kind: "above-ceiling-refused" } as const;
      await store.during(refused, () => subject.actions.append(told));
      await store.release(refused);
      expect(await store.begin(attempt(), NOON)).toEqual({ state: "begun" });
      // Refusing what somebody asked for is itself an act.
      const refusing = attempt({}, "another");
      await store.begin(refusing, NOON);
      const decided = { ...ANY_ACTION, kind: "access-request-refused" } as const;
      await store.during(refusing, () => subject.actions.append(decided));
      await store.release(refusing);
      expect(await store.begin(attempt({}, "another"), AFTER_LEASE)).toEqual({ state: "done" });
    });

    it("power cut before anything is kept: once the lease is over, it is done, and once", async () => {
      const cut = attempt();
      await store.begin(cut, NOON);
      await expect(store.during(cut, () => Promise.reject(CUT))).rejects.toBe(CUT);
      expect(await store.begin(attempt(), NOON)).toEqual({ state: "running" });
      const second = attempt();
      expect(await store.begin(second, AFTER_LEASE)).toEqual({ state: "begun" });
      await store.during(second, act);
      expect(await done()).toBe(1);
    });

    it("power cut after it is kept, before anyone hears: it is not done again", async () => {
      const cut = attempt();
      await store.begin(cut, NOON);
      await expect(store.during(cut, () => act().then(() => Promise.reject(CUT)))).rejects.toBe(
        CUT,
      );
      expect(await store.begin(attempt(), NOON)).toEqual({ state: "running" });
      expect(await store.begin(attempt(), AFTER_LEASE)).toEqual({ state: "done" });
      await store.release(cut);
      expect(await store.begin(attempt(), AFTER_LEASE)).toEqual({ state: "done" });
      expect(await done()).toBe(1);
    });

    it("one that was taken for dead keeps nothing when it goes on", async () => {
      const slow = attempt();
      await store.begin(slow, NOON);
      const next = attempt();
      await store.during(slow, async () => {
        expect(await store.begin(next, AFTER_LEASE)).toEqual({ state: "begun" });
        await expect(act()).rejects.toMatchObject({ code: "api/overtaken" });
      });
      await store.end(slow, ANSWER);
      await store.release(slow);
      await store.during(next, act);
      expect(await done()).toBe(1);
    });

    it("what goes on after the answer is no part of it", async () => {
      const first = attempt();
      await store.begin(first, NOON);
      const gate = Promise.withResolvers<undefined>();
      const later = await store.during(first, async () => ({ done: gate.promise.then(act) }));
      await store.release(first);
      gate.resolve(undefined);
      await later.done;
      expect(await done()).toBe(1);
    });

    it("says of a secret that was shown once that it was, and keeps none", async () => {
      const first = attempt();
      await store.begin(first, NOON);
      await store.during(first, act);
      await store.end(first, null);
      expect(await store.begin(attempt(), NOON)).toEqual({ state: "done" });
    });
  });
}
