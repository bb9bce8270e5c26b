/** A dry run as the page follows it: to its report, or to a problem that is told. */
import { afterEach, expect, it, vi } from "vitest";
import { type DryRunState, followDryRun } from "../../../services/web/src/policy/dry-run-lines.ts";

afterEach(() => void vi.unstubAllGlobals());

const report = { effects: {}, items: 2, unchanged: 2, undecided: 0 };
const line = (value: object): string => `${JSON.stringify(value)}\n`;

async function told(answer: string | ReadableStream, signal = new AbortController().signal) {
  vi.stubGlobal("fetch", async () => new Response(answer));
  const states: DryRunState[] = [];
  await followDryRun("{}", signal, (state) => void states.push(state));
  return states;
}

it("tells how far it is, and the report last", async () => {
  const progress = { done: 1, of: 2 };
  expect(await told(line(progress) + line({ report }))).toEqual([progress, { report }]);
});

it.each([
  ["no line", ""],
  ["progress alone", line({ done: 1, of: 2 })],
  ["half a report", line({ report }).slice(0, -2)],
])("tells a problem where an answer ends cleanly with %s", async (_, answer) => {
  expect((await told(answer)).at(-1)).toMatchObject({ error: { name: "Problem", status: 200 } });
});

it("tells a problem where an answer breaks off", async () => {
  const broken = new ReadableStream({ start: (out) => out.error(new Error("cut")) });
  expect(await told(broken)).toMatchObject([{ error: { name: "Problem", status: 0 } }]);
});

it("tells nobody who looked away of an end", async () => {
  expect(await told("", AbortSignal.abort())).toEqual([]);
});
