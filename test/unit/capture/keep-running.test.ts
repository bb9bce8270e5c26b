/** A process that is kept running: begun again at once, ever later where it ends at once, and never where it was told to end. */
import { describe, expect, it } from "vitest";
import { keepRunning } from "../../../workers/capture/keep-running.ts";

interface Life {
  readonly ms: number;
  readonly code: number | null;
  readonly isReady?: boolean;
}

/** Lives in turn; after the last one it is told to end. */
async function run(...lives: readonly Life[]) {
  const over = new AbortController();
  const [waits, left] = [[] as number[], [...lives]];
  let [nowMs, started] = [0, 0];
  const code = await keepRunning(
    {
      start: () => {
        started += 1;
        const life = left.shift()!;
        nowMs += life.ms;
        if (left.length === 0) over.abort();
        return {
          isReady: () => life.isReady ?? true,
          ended: Promise.resolve(life.code),
          stop: () => undefined,
        };
      },
      nowMs: () => nowMs,
      sleep: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    },
    over.signal,
  );
  return { code, waits, started };
}

describe("a process that is kept running", () => {
  it("is begun again at once, again and again, while it lives between its ends", async () => {
    const long = { ms: 60_000, code: null };
    expect(await run(long, long, long, { ms: 1, code: 0 })).toEqual({
      ...{ code: 0, waits: [], started: 4 },
    });
  });

  it("that ends at once is begun ever later, but never given up", async () => {
    const short = { ms: 10, code: 4 };
    const { waits, started } = await run(...Array.from({ length: 12 }, () => short));
    expect(started).toBe(12);
    expect(waits.slice(0, 4)).toEqual([100, 200, 400, 800]);
    expect(Math.max(...waits)).toBe(5_000);
  });

  it("that never became ready is not begun again: what it was told is wrong", async () => {
    const wrong = { ms: 10, code: 2, isReady: false };
    expect(await run(wrong, wrong)).toEqual({ code: 2, waits: [], started: 1 });
  });

  it("that was ready once is begun again though it then fails before it is", async () => {
    const well = { ms: 60_000, code: null };
    const fails = { ms: 10, code: 4, isReady: false };
    expect((await run(well, fails, fails, well)).started).toBe(4);
  });
});
