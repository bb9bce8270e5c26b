/** The list of revoked keys: what it proves, and that no byte of it can be changed to prove something else. */
import { expect, test } from "vitest";
import { revokeKey } from "../../../services/keys/end-key.ts";
import { listRevocations } from "../../../services/keys/list-revocations.ts";
import { enterKeyEntries, registerKey } from "../../../services/keys/register-key.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import {
  MAX_REVOCATIONS,
  encodeRevocations,
  openRevocations,
  parseRevocations,
} from "../../../services/ledger/key-revocations.ts";
import { parseVerifierKey } from "../../../services/ledger/note.ts";
import { verifierFor } from "../../../services/ledger/pinned-keys.ts";
import { Sequencer } from "../../../services/ledger/sequencer.ts";
import { TileTree } from "../../../services/ledger/tile-tree.ts";
import { keyNamed } from "../../contract/key-store.contract.ts";
import { MemoryKeyStore } from "../../fakes/key-store.ts";
import { enterAll, ledgerInMemory, numbered } from "../../fixtures/ledger.ts";

function house() {
  const all = ledgerInMemory();
  const keys = new MemoryKeyStore();
  const ledger = new Sequencer(all.deps);
  let now = all.deps.clock();
  const clock = () => now;
  const doer = { actor: "process:test", reason: "a test" } as const;
  return {
    ledger,
    /** The log of the year after begins. */
    turn: () => all.setClock((now = plusMs(now, 60 * 86_400_000))),
    end: async (name: string) => {
      const key = keyNamed(name);
      await registerKey({ keys, ledger, clock }, key);
      await registerKey({ keys, ledger, clock }, keyNamed(`after ${name}`));
      await revokeKey({ keys, clock }, key.spkiSha256, { reason: "superseded", since: null }, doer);
      await enterKeyEntries({ keys, ledger, clock: () => plusMs(now, 20_000) });
    },
    list: () =>
      listRevocations({
        ...{ keys, ledger: all.ledger, agency: "haikou" },
        nodes: (origin, size) => new TileTree(all.objects, origin, size).nodes,
      }),
    verifierFor: (origin: string) =>
      verifierFor(origin, [parseVerifierKey(all.signer.verifierKey("haikou/2026"))!]),
  };
}

test("it proves the ends of two years under the heads of their logs, and nothing while the log is empty", async () => {
  const { ledger, end, list, turn, verifierFor: keyOf } = house();
  await expect(list()).rejects.toSatisfy(
    (error) => isRefusal(error) && error.code === "ledger/no-such-head",
  );
  await end("a");
  turn();
  // The year has turned, and nothing was entered since: what was told stays told.
  expect(openRevocations(parseRevocations(await list())!, keyOf)!.head.origin).toBe("haikou/2026");
  await enterAll(ledger, numbered(5));
  await end("b");
  const opened = openRevocations(parseRevocations(await list())!, keyOf)!;
  expect(opened.head).toMatchObject({ origin: "haikou/2027" });
  expect(opened.revocations.map(({ leaf, place }) => [leaf.spkiSha256, place.origin])).toEqual([
    [keyNamed("a").spkiSha256, "haikou/2026"],
    [keyNamed("b").spkiSha256, "haikou/2027"],
  ]);
  expect(openRevocations(parseRevocations(await list())!, () => null)).toBeNull();
});

test("no byte of it can be changed and prove something else", async () => {
  const { ledger, end, list, verifierFor: keyOf } = house();
  await enterAll(ledger, numbered(3));
  await end("a");
  const sound = await list();
  const proven = (text: string) => {
    const file = parseRevocations(text);
    return file && openRevocations(file, keyOf);
  };
  const wanted = proven(sound);
  expect(wanted?.revocations).toHaveLength(1);
  for (let at = 0; at < sound.length; at += 1) {
    const other = sound[at] === "1" ? "2" : "1";
    const found = proven(sound.slice(0, at) + other + sound.slice(at + 1));
    // Only the day, which nothing signs, may be another.
    if (found !== null) expect(found).toEqual(wanted);
  }
  for (let cut = 0; cut < sound.length; cut += 1) expect(proven(sound.slice(0, cut))).toBeNull();
});

test("a list without an entry, with too many, with a part more or a line more is none", async () => {
  const { ledger, list } = house();
  await enterAll(ledger, numbered(1));
  const empty = parseRevocations(await list())!;
  expect(empty.entries).toEqual([]);
  const entry = { leaf: "leaf\n", proof: "proof\n" };
  const many = (count: number) =>
    parseRevocations(
      encodeRevocations({ ...empty, entries: Array.from({ length: count }, () => entry) }),
    );
  expect(many(MAX_REVOCATIONS)?.entries).toHaveLength(MAX_REVOCATIONS);
  expect(many(MAX_REVOCATIONS + 1)).toBeNull();
  const text = encodeRevocations({ ...empty, entries: [entry] });
  for (const bad of [
    text.replace("entries 1", "entries 2"),
    text.replace("entries 1\n", "entries 1\nmore\n"),
    `${text}===\nleaf\n`,
    text.slice(0, -1),
    text.replaceAll("\n", "\r\n"),
    "",
  ]) {
    expect(parseRevocations(bad)).toBeNull();
  }
});
