/** The judge of histories: a sound one passes, and each lie that a house could tell is named. */
import { describe, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { hashLeaf, rootOf } from "../../../services/ledger/merkle.ts";
import { type Asked, type Call, type Found, type Rule, judge } from "../../torture/history.ts";

const LOG = "haikou/2026";
const LEAVES = ["clip of one\n", "clip of two\n", "another\n"];
const head = (size: number, leaves = LEAVES) => ({
  ...{ origin: LOG, size },
  rootSha256: rootOf(leaves.slice(0, size).map((leaf) => hashLeaf(leaf))),
});
const BYTES = Buffer.from("abcdefghij");
const receipt = { sha256: sha256(BYTES), index: 0, leaf: LEAVES[0]!, head: head(2) };

/** One after the other, unless `during` says that it went on until the end. */
const history = (...asked: readonly (Asked & { readonly during?: true })[]): Call[] =>
  asked.map(({ during, ...each }, at) => ({
    ...(each as Asked),
    ...{ client: "a", beganAt: 2 * at, endedAt: during === true ? Infinity : 2 * at + 1 },
  }));

const announce: Asked = { op: "announce", lengthBytes: 10, heard: "one" };
const append = (offset: number, end: number, heard: number | null = end): Asked => ({
  ...{ op: "append", upload: "one", offset, bytes: BYTES.subarray(offset, end), heard },
});
const offset = (heard: number): Asked => ({ op: "offset", upload: "one", heard });
const checkpoint = (heard: ReturnType<typeof head>): Asked => ({ op: "checkpoint", heard });
const hold: Asked = { op: "hold", upload: "one", heard: true };

const original = { upload: "one", bytes: BYTES, sha256: sha256(BYTES), isHeld: true };
const found = (changes: Partial<Found> = {}): Found => ({
  originals: [original],
  logs: new Map([[LOG, LEAVES]]),
  ...changes,
});
const rules = (calls: readonly Call[], end = found()): readonly Rule[] => [
  ...new Set(judge(calls, end).map(({ rule }) => rule)),
];

const SOUND = history(
  ...[announce, append(0, 4), offset(4), append(4, 10), checkpoint(head(1)), hold],
  ...[{ op: "receipt", upload: "one", heard: receipt } as const, checkpoint(head(3))],
);

describe("the judge of a history", () => {
  it("has nothing against a sound one, nor against answers that were not heard", () => {
    expect(judge(SOUND, found())).toEqual([]);
    const unheard = history(announce, append(0, 4, null), offset(4), append(4, 10, null));
    expect(judge(unheard, found())).toEqual([]);
    expect(judge(unheard, found({ originals: [] }))).toEqual([]);
  });

  it("lets calls that were under way at once hear either", () => {
    const calls = history(announce, append(0, 4), { ...offset(4), during: true }, offset(4));
    expect(judge([...calls, { ...calls[1]!, beganAt: 3 }], found())).toEqual([]);
  });

  it.each<readonly [string, Rule, readonly Call[], Found]>([
    [
      "an offset that goes back",
      "offsets-never-go-back",
      history(append(0, 4), offset(3)),
      found(),
    ],
    [
      "an offset that another client hears to be less",
      "offsets-never-go-back",
      history(append(0, 10), offset(0)).map((call, at) => ({ ...call, client: `${at}` })),
      found(),
    ],
    [
      "other bytes than were acknowledged",
      "acknowledged-bytes-are-kept",
      SOUND,
      found({ originals: [{ ...original, bytes: Buffer.from("abcdXfghij") }] }),
    ],
    [
      "an original that is shorter than was told",
      "acknowledged-bytes-are-kept",
      SOUND,
      found({ originals: [{ ...original, bytes: BYTES.subarray(0, 8) }] }),
    ],
    ["two originals", "one-original-each", SOUND, found({ originals: [original, original] })],
    [
      "no original of what was acknowledged whole",
      "one-original-each",
      history(announce, append(0, 10)),
      found({ originals: [] }),
    ],
    [
      "a receipt without its entry",
      "receipts-have-entries",
      SOUND,
      found({ logs: new Map([[LOG, ["x\n", ...LEAVES.slice(1)]]]) }),
    ],
    [
      "a receipt of other bytes",
      "receipts-have-entries",
      SOUND,
      found({ originals: [{ ...original, sha256: sha256("other") }] }),
    ],
    [
      "a second receipt that says something else",
      "receipts-have-entries",
      [
        ...SOUND,
        ...history({
          op: "receipt",
          upload: "one",
          heard: { ...receipt, index: 1, leaf: LEAVES[1]! },
        }),
      ],
      found(),
    ],
    [
      "a head that the ledger left",
      "ledger-only-grows",
      history(checkpoint(head(2, ["clip of one\n", "taken away\n"]))),
      found(),
    ],
    [
      "a ledger that was cut off",
      "ledger-only-grows",
      history(checkpoint(head(3))),
      found({ logs: new Map([[LOG, LEAVES.slice(0, 2)]]) }),
    ],
    [
      "a head that is shorter than before",
      "ledger-only-grows",
      history(checkpoint(head(3)), checkpoint(head(2))),
      found(),
    ],
    [
      "an end after a hold",
      "holds-win",
      history(hold, { op: "end", upload: "one", heard: true }),
      found(),
    ],
    [
      "a hold that the store does not keep",
      "holds-win",
      history(hold),
      found({ originals: [{ ...original, isHeld: false }] }),
    ],
  ])("refuses %s", (_, rule, calls, end) => {
    expect(rules(calls, end)).toContain(rule);
  });
});
