/** The root kept in little memory is the root of RFC 6962, at every length. */
import { expect, test } from "vitest";
import { Frontier } from "../../../services/ledger/frontier.ts";
import { hashLeaf, rootOf } from "../../../services/ledger/merkle.ts";

test("is the root over all leaves that were pushed, after each of them", () => {
  const frontier = new Frontier();
  const hashes: ReturnType<typeof hashLeaf>[] = [];
  expect(frontier.root()).toBe(rootOf([]));
  for (let at = 0; at < 300; at += 1) {
    hashes.push(hashLeaf(`leaf ${at}`));
    frontier.push(hashes[at]!);
    expect(frontier.root(), String(at)).toBe(rootOf(hashes));
    expect(frontier.size).toBe(at + 1);
  }
});
