/** A log that is brought up while any call fails, before or after it was done, while the power goes, or by two at once: still one history. */
import { expect, it } from "vitest";
import type { Refusal } from "../../services/kernel/refusal.ts";
import { catchUp } from "../../services/ledger/catch-up.ts";
import { Sequencer } from "../../services/ledger/sequencer.ts";
import { FailingCalls } from "../fakes/failing-calls.ts";
import { MemoryLedgerStore } from "../fakes/ledger-store.ts";
import type { FaultKind } from "../fakes/store-faults.ts";
import {
  LOG,
  enterAll,
  expectOneHistory,
  expectProven,
  ledgerInMemory,
  numbered,
} from "../fixtures/ledger.ts";

const SIZE = 260;

/** A log of 260, of which the database knows 100, and has two places wrong. */
async function behind(planned: ReadonlyMap<number, FaultKind> = new Map()) {
  const all = ledgerInMemory();
  await enterAll(new Sequencer(all.deps), numbered(100));
  const [head] = all.ledger.heads(LOG);
  await enterAll(new Sequencer(all.deps), numbered(SIZE - 100, 100));
  const ledger = new MemoryLedgerStore();
  const writer = await ledger.acquire(LOG);
  await ledger.place(writer, numbered(100));
  await ledger.publish(writer, head!);
  await ledger.place(writer, ["mine\n", "leaf 120\n"]);
  const failing = new FailingCalls(planned);
  const house = { ...all, ledger, deps: { ...all.deps, ledger } };
  const deps = {
    ...house.deps,
    ...{ ledger: failing.wrap(ledger), objects: failing.wrap(all.objects) },
    signer: failing.wrap(all.signer),
  };
  return { house, failing, deps };
}
const asFar = { to: null, isDry: false, entry: () => undefined };

it("ends as one history when any one call fails, and it is asked again or the next writer comes", async () => {
  const { failing, deps } = await behind();
  await catchUp(deps, LOG, asFar);
  for (const name of ["acquire", "takeUp", "entries", "signCheckpoint", "publish", "under"])
    expect(failing.calls).toContain(name);
  for (const at of failing.calls.keys()) {
    for (const kind of ["fail", "fail-but-persist"] as const) {
      const cut = await behind(new Map([[at, kind]]));
      await expect(catchUp(cut.deps, LOG, asFar)).rejects.toThrow("injected");
      // The next writer either publishes all of it, or is refused and places nothing.
      const next = new Sequencer(cut.house.deps).enter("new\n");
      const isIn = await next.then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject({ code: "ledger/head-behind" });
          return false;
        },
      );
      await catchUp(cut.house.deps, LOG, asFar);
      await expectOneHistory(cut.house, [...numbered(SIZE), ...(isIn ? ["new\n"] : [])]);
      expectProven(cut.house, await new Sequencer(cut.house.deps).enter("mine\n"));
    }
  }
});

it("is done once where two do it at once, and one of them may be fenced off", async () => {
  const { house } = await behind();
  const insist = async (): Promise<void> => {
    for (;;) {
      try {
        await catchUp(house.deps, LOG, asFar);
        return;
      } catch (error) {
        expect(["ledger/fenced", "ledger/head-behind"]).toContain((error as Refusal).code);
      }
    }
  };
  await Promise.all([insist(), insist()]);
  await expectOneHistory(house, numbered(SIZE));
});
