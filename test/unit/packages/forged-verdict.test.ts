/** Tests of what a package takes of a verdict on the source: what the ledger holds already, and nothing else. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { leafText } from "../../../services/ledger/leaf.ts";
import { preparePackage } from "../../../services/packages/prepare-package.ts";
import { logVerdicts } from "../../../services/source/log-verdicts.ts";
import { type World, makeWorld } from "../../fixtures/small-package.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

it("refuses one that was put in its place, with its digest or without, and enters nothing for it", async () => {
  const itemId = await world.sealedItem(Buffer.from("film"), { lookedAt: true });
  const { deps } = world;
  const kept = (await deps.sources.verdict(itemId))!;
  const statement = kept.statement.replace('"unsigned"', '"valid"');
  for (const statementSha256 of [kept.statementSha256, sha256(statement)]) {
    deps.sources.verdict = async () => ({ ...kept, statement, statementSha256 });
    expect(await world.prepare(itemId)).toMatchObject({
      ...{ state: "failed", failure: "source/verdict-differs" },
    });
  }
  const leaf = leafText({ type: "source", itemId, verdictSha256: sha256(statement) });
  expect(await deps.heads.locate(leaf)).toBeNull();
});

it("waits for one that the ledger does not hold, which is entered in the next round, whatever was noted", async () => {
  const fresh = await makeWorld();
  const { deps } = fresh;
  const locate = deps.heads.locate.bind(deps.heads);
  const itemId = await fresh.sealedItem(Buffer.from("film"), { lookedAt: true });
  deps.heads.locate = async () => null;
  await expect(fresh.prepare(itemId)).rejects.toMatchObject({
    ...{ kind: "unavailable", code: "packages/source-not-entered" },
  });
  deps.heads.locate = locate;
  // It had been marked as entered: without more, nobody would enter it again.
  expect(await logVerdicts(deps)).toEqual([{ itemId }]);
  const [waiting] = await deps.packages.waiting(1);
  expect(await preparePackage(deps, waiting!)).toMatchObject({ state: "ready" });
  await fresh.close();
});
