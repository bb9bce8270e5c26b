/** A list that takes long keeps no head of a live chain waiting. */
import { expect, it } from "vitest";
import { liveRounds } from "../../../workers/custody/live-rounds.ts";
import { MemoryCaseStore } from "../../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { MemoryLiveStore } from "../../fakes/live-store.ts";
import { MemorySessionStore } from "../../fakes/session-store.ts";
import { NOON } from "../../fixtures/evidence.ts";

it("asks for heads while a list is being made, and makes no second list meanwhile", async () => {
  const items = new MemoryEvidenceStore();
  const sessions = new MemorySessionStore(items, new MemoryCaseStore(items));
  const store = new MemoryLiveStore(sessions);
  let [heads, lists] = [0, 0];
  const live = Object.assign(store, {
    moved: async () => {
      heads += 1;
      return [];
    },
    unlisted: () => {
      lists += 1;
      return new Promise<never>(() => undefined);
    },
  });
  const log = { info: () => undefined, warn: () => undefined };
  const none = () => Promise.reject(new Error("not asked"));
  const rounds = liveRounds(
    {
      ...{ live, clock: () => NOON, items: { get: none } },
      ...{ signer: { sign: none }, ledger: { enter: none } },
    },
    log,
  );
  void rounds.lists[0]?.();
  await Promise.all(rounds.heads.map((round) => round()));
  expect([heads, lists]).toEqual([1, 1]);
});
