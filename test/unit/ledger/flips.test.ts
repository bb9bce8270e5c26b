/** Every byte of what a log stands on, changed one at a time: its tiles and bundles by the audit, its cosigned heads by whoever opens them. */
import { describe, expect, it } from "vitest";
import { auditLedger } from "../../../services/fixity/audit-ledger.ts";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { cosignedAt } from "../../../services/ledger/cosignature.ts";
import { openNote, parseNote } from "../../../services/ledger/note.ts";
import { openLog } from "../../../services/ledger/publish-batch.ts";
import { Sequencer } from "../../../services/ledger/sequencer.ts";
import { tilePath, tileWidth } from "../../../services/ledger/tile.ts";
import { ledgerKey } from "../../../services/objects/object-key.ts";
import {
  LOG,
  type LedgerInMemory,
  enterAll,
  ledgerInMemory,
  numbered,
} from "../../fixtures/ledger.ts";
import { AT, cosignerCalled, logOf } from "../../fixtures/witnessed-log.ts";

async function logInMemory(entries: number): Promise<LedgerInMemory> {
  const all = ledgerInMemory();
  await enterAll(new Sequencer(all.deps), numbered(entries));
  return all;
}

/** Codes of what the audit finds in bundle `bundle` and the tiles that end with it. */
async function audited({ ledger, objects, signer }: LedgerInMemory, bundle: number) {
  const verifierKey = (origin: string): string => signer.verifierKey(origin);
  const target = { kind: "ledger", origin: LOG, bundle } as const;
  const clock = () => AT;
  const { findings } = await auditLedger({ ledger, objects, verifierKey, clock }, target, null);
  return findings.map(({ code }) => code);
}

/** Places of the file at which a change is found by nobody, looking at every `step`-th byte. */
async function missed(all: LedgerInMemory, path: string, bundle: number, step: number) {
  const key = ledgerKey(LOG, path);
  const sound = Buffer.from(all.objects.bytes(key)!);
  const unseen: number[] = [];
  for (let at = 0; at < sound.byteLength; at += step) {
    // Bit 0 and bit 5 by turns: a digit, a letter, the case of a letter, a length.
    const changed = Buffer.from(sound.with(at, sound[at]! ^ (at % 2 === 0 ? 0x01 : 0x20)));
    all.objects.tamper(key, () => changed);
    if ((await audited(all, bundle)).length === 0) unseen.push(at);
  }
  all.objects.tamper(key, () => sound);
  expect(await audited(all, bundle)).toEqual([]);
  return unseen;
}

describe("a log of 5 entries with one byte changed", () => {
  it.each(["entries", 0] as const)(
    "in its file of level %s is found, at every byte",
    async (level) => {
      const all = await logInMemory(5);
      expect(await missed(all, tilePath({ level, index: 0, width: 5 }), 0, 1)).toEqual([]);
    },
  );

  it("in its tile is not written on, whatever byte it is", async () => {
    const all = await logInMemory(5);
    const key = ledgerKey(LOG, tilePath({ level: 0, index: 0, width: 5 }));
    const sound = Buffer.from(all.objects.bytes(key)!);
    for (const [at, byte] of sound.entries()) {
      all.objects.tamper(key, () => Buffer.from(sound.with(at, byte ^ 0x10)));
      const code = await openLog(all.deps, LOG).then(
        () => `byte ${at} was taken`,
        (error: unknown) => (isRefusal(error) ? error.code : "no refusal"),
      );
      expect(code).toBe("ledger/tiles-differ");
    }
  });
});

it.each([
  ["entries", 0, 0],
  ["entries", 1, 1],
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 0],
] as const)(
  "a byte changed in a log of two bundles is found in its file of level %s, index %i",
  async (level, index, bundle) => {
    const all = await logInMemory(260);
    const width = tileWidth(level === "entries" ? 0 : level, index, 260);
    expect(await missed(all, tilePath({ level, index, width }), bundle, 41)).toEqual([]);
  },
);

it("a cosigned head speaks for neither log nor witness once any byte of what both signed is another", () => {
  const log = logOf(40);
  const court = cosignerCalled("court.example/w1");
  const text = parseNote(log.note(33))!.text;
  const note = Buffer.from(`${log.note(33)}${court.cosign(text, AT)}`);
  const speaks = (bytes: Uint8Array): readonly [log: boolean, witness: boolean] => {
    const read = Buffer.from(bytes).toString("utf8");
    const parsed = parseNote(read);
    const at = parsed === null ? null : cosignedAt(parsed, court.verifier);
    return [openNote(read, log.verifier) !== null, at !== null && at !== "spoilt"];
  };
  expect(speaks(note)).toEqual([true, true]);
  for (const [at, byte] of note.entries()) {
    for (const mask of [0x01, 0x20, 0x80]) {
      const [byLog, byWitness] = speaks(note.with(at, byte ^ mask));
      // Of a line that is no line any more, the other one may stand; never both, and over the text neither.
      expect(byLog && byWitness, `byte ${at}`).toBe(false);
      if (at < Buffer.byteLength(text)) expect([byLog, byWitness]).toEqual([false, false]);
    }
  }
});
