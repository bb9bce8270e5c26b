/** Tests of works beside each other: the first failure is told, once nothing runs any more. */
import { expect, test } from "vitest";
import { allOrNone } from "../../../services/kernel/all-ended.ts";

const never = new AbortController().signal;
const untilTold = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("told to stop")));
  });

test("all results, in the order of the works", async () => {
  const late = async (): Promise<number> => {
    await new Promise((resolve) => setImmediate(resolve));
    return 1;
  };
  expect(await allOrNone(never, [late, async () => "two"])).toEqual([1, "two"]);
});

test("what failed first is thrown, whichever place it has, and the others have ended by then", async () => {
  let ended = 0;
  const slow = (signal: AbortSignal): Promise<never> =>
    untilTold(signal).finally(() => (ended += 1));
  const fails = async (): Promise<never> => {
    throw new Error("first");
  };
  await expect(allOrNone(never, [slow, fails, slow])).rejects.toThrow("first");
  expect(ended).toBe(2);
});

test("whoever is told from outside tells all of them", async () => {
  const outside = new AbortController();
  const work = allOrNone(outside.signal, [untilTold, untilTold]);
  outside.abort();
  await expect(work).rejects.toThrow("told to stop");
});
