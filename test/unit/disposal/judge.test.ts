/** The last judgement of an item, and by what time it counts: approvals, the grace, and a time that was asked for lately. */
import { expect, it } from "vitest";
import { type Approval, standing, summaryOf } from "../../../services/disposal/batch.ts";
import { disposalRound } from "../../../services/disposal/destroy.ts";
import { judgeItem } from "../../../services/disposal/judge.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { ZONE } from "../../fixtures/disposal.ts";
import { BLIND_SIGNER, DisposalHouse, PEOPLE } from "../../fixtures/disposal-house.ts";

const ready = async (items = 1) => {
  const house = new DisposalHouse(BLIND_SIGNER);
  const ids = [];
  while (ids.length < items) ids.push(await house.addItem());
  return { house, batch: await house.approved(...ids) };
};

it("takes an item once the grace is over by the time that is furthest behind, and not a moment before", async () => {
  const { house, batch } = await ready();
  const item = batch.items[0]!;
  const facts = house.store.of(item.itemId);
  const verdictAt = (ms: number) =>
    judgeItem(
      { days: ZONE },
      {
        batch,
        item,
        facts,
        seen: [],
        transfers: null,
        time: { earliest: plusMs(batch.graceUntil!, ms) },
      },
    ).kind;
  expect([verdictAt(-1), verdictAt(0)]).toEqual(["wait", "take"]);
});

it("counts approvals of the last day, and none from a time that has not come", async () => {
  const { batch } = await ready();
  const [first, second] = batch.approvals as readonly [Approval, Approval];
  const approvals = [first, { ...second, at: plusMs(first.at, 60_000) }];
  const at = (ms: number) =>
    standing({ ...summaryOf(batch), approvals }, plusMs(first.at, ms)).map(({ by }) => by);
  expect(at(0)).toEqual([PEOPLE[2]]);
  expect(at(60_000)).toEqual([PEOPLE[2], PEOPLE[3]]);
  const DAY_MS = 86_400_000;
  expect([at(DAY_MS - 1), at(DAY_MS)]).toEqual([[PEOPLE[2], PEOPLE[3]], [PEOPLE[3]]]);
});

it("asks the authorities anew where the items of a batch take long, and ends nothing on an old answer", async () => {
  const { house } = await ready(3);
  house.graceOver();
  let [ms, asked] = [0, 0];
  const custody = house.custody();
  const authority = custody.authorities[0]!;
  const stamp: typeof authority.stamp = (...call) => {
    asked += 1;
    return authority.stamp(...call);
  };
  const authorities = [{ name: authority.name, stamp }];
  // By the third item five minutes are over.
  const deps = { ...custody, authorities, monotonicMs: () => (ms += 100_000) };
  const lines = await disposalRound(deps, new AbortController().signal);
  expect(lines.filter(({ what }) => what === "destroyed")).toHaveLength(3);
  expect(asked).toBe(2);
});
