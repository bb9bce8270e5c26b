/** fsck finds texts that are not those of their digests or leaves, leaves without their text, and a broken chain of actions. */
import { expect, it } from "vitest";
import type { NewAction } from "../../../services/actions/action.ts";
import {
  actionViolations,
  entriesWithoutText,
  textViolations,
} from "../../../services/fixity/fsck-texts.ts";
import type { KeptText } from "../../../services/fixity/house-store.ts";
import type { Violation } from "../../../services/fixity/invariants.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import { leafText } from "../../../services/ledger/leaf.ts";
import { Sequencer } from "../../../services/ledger/sequencer.ts";
import { MemoryActionStore } from "../../fakes/action-store.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { MemoryHouseStore } from "../../fakes/house-store.ts";
import { MemorySealStore } from "../../fakes/seal-store.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { LOG, ledgerInMemory } from "../../fixtures/ledger.ts";

async function houseWith(...texts: readonly string[]) {
  const log = ledgerInMemory();
  const house = new MemoryHouseStore(new MemoryEvidenceStore(), new MemorySealStore(), log.ledger);
  const sequencer = new Sequencer(log.deps);
  for (const [at, text] of texts.entries()) {
    const [itemId, digest] = [newId<ItemId>(), sha256(text)];
    const leaf = leafText({ type: "source", itemId, verdictSha256: digest });
    await sequencer.enter(leaf);
    house.kept.source.push({ position: at + 1, subject: itemId, text, sha256: digest, leaf });
  }
  const actions = new MemoryActionStore();
  const deps = { house, ledger: log.ledger, actions };
  const found = async (): Promise<readonly Violation[]> => {
    const violations: Violation[] = [];
    await textViolations(deps, (each) => violations.push(each));
    await actionViolations(deps, (each) => violations.push(each));
    return violations;
  };
  const strangers = async () => entriesWithoutText(deps, await log.ledger.entries(LOG, 0, 99));
  return { house, actions, found, strangers };
}
const change = (kept: KeptText[], at: number, changes: Partial<KeptText>) =>
  kept.splice(at, 1, { ...kept[at]!, ...changes });

it("finds all of them sound, over more than a page", async () => {
  const { found, strangers } = await houseWith(...Array.from({ length: 103 }, (_, at) => `t${at}`));
  expect([await found(), await strangers()]).toEqual([[], []]);
});

it("finds a text that was changed, alone or with its digest, and one that is gone", async () => {
  const { house, found, strangers } = await houseWith("first", "second", "third");
  const { source } = house.kept;
  change(source, 0, { text: "First" });
  expect(await found()).toMatchObject([
    { invariant: "texts", subject: `source/${source[0]!.subject}`, what: "digest-differs" },
  ]);
  change(source, 0, { text: "first" });
  const digest = sha256("Second");
  const leaf = leafText({
    ...{ type: "source", itemId: source[1]!.subject as ItemId, verdictSha256: digest },
  });
  change(source, 1, { text: "Second", sha256: digest, leaf });
  expect(await found()).toMatchObject([{ invariant: "texts", what: "not-in-ledger" }]);
  expect(await strangers()).toEqual([1]);
  source.splice(2, 1);
  expect(await strangers()).toEqual([1, 2]);
});

it("finds the first action of a chain that was changed, taken out or cut at its start", async () => {
  const { actions, found } = await houseWith();
  const action = (times: number): NewAction => ({
    ...{ kind: "refused", at: NOON, actor: "process:test", subject: null },
    ...{ before: null, after: { times }, reason: null },
  });
  // More than a page: the chain goes on over its edge.
  for (let times = 0; times < 1_002; times += 1) actions.add(action(times));
  expect(await found()).toEqual([]);
  const whole = [...actions.all];
  const broken = (index: number) => [
    { invariant: "actions", subject: `action/${index}`, what: "chain-broken", facts: {} },
  ];
  actions.all.splice(1_000, 1, { ...whole[1_000]!, body: `${whole[1_000]!.body} ` });
  expect(await found()).toEqual(broken(1_000));
  actions.all.splice(0, 2_000, ...whole.toSpliced(7, 1));
  expect(await found()).toEqual(broken(7));
  actions.all.splice(0, 2_000, ...whole.slice(1));
  expect(await found()).toEqual(broken(0));
});
