/** What the page reads again after an act: all that stands beside it and was decided by what changed. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { afterEach, expect, it, vi } from "vitest";
import { useLink, useUnlink } from "../../../services/web/src/api/commands.ts";
import { useChangeFlags } from "../../../services/web/src/flags/flag-api.ts";
import { unseenOf } from "../../../services/web/src/items/unseen-of.ts";
import { useChangeLabel } from "../../../services/web/src/secrecy/secrecy-api.ts";

afterEach(() => vi.unstubAllGlobals());

/** Which of the questions of the page of item 7 are asked again once that is done. */
async function askedAgain<Input>(
  use: () => { readonly mutateAsync: (input: Input) => Promise<unknown> },
  input: Input,
): Promise<readonly string[]> {
  vi.stubGlobal("fetch", async () => Response.json({}));
  const queries = new QueryClient();
  const keys: readonly (readonly [string, unknown])[] = [
    ["item", "7"],
    ["item-access", "7"],
    ["grants", { itemId: "7" }],
    ["flags", "7"],
    ["disposal", "due"],
  ];
  for (const key of keys) queries.setQueryData(key, {});
  const acts: Promise<unknown>[] = [];
  const Acting = () => {
    acts.push(use().mutateAsync(input));
    return null;
  };
  renderToString(createElement(QueryClientProvider, { client: queries }, createElement(Acting)));
  await Promise.all(acts);
  const isStale = (key: readonly unknown[]) => queries.getQueryState(key)?.isInvalidated === true;
  return keys.filter(isStale).map(([name]) => name);
}

it("an item's cases and labels decide why somebody sees it, and by which grants", async () => {
  const seen = ["item", "item-access", "grants", "disposal"];
  expect(await askedAgain(() => useLink("7"), "9")).toEqual(seen);
  expect(await askedAgain(() => useUnlink("7"), { caseId: "9", reason: "no" })).toEqual(seen);
  const label = () => useChangeLabel({ things: "items", id: "7" }, "3");
  expect(await askedAgain(label, { act: "end", reason: "no" })).toEqual(seen);
});

it("what is flagged changes what may end", async () => {
  const flags = { act: "set" as const, flag: "complex" as const, itemIds: ["7"], reason: "why" };
  expect(await askedAgain(useChangeFlags, flags)).toContain("disposal");
});

it("what was chosen and is filtered away is counted apart", () => {
  const chosen = new Set(["a", "b", "c"]);
  expect(unseenOf(chosen, new Set(["b", "d"]))).toBe(2);
  expect(unseenOf(new Set(), new Set(["b"]))).toBe(0);
});
