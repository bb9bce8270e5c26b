/** The rules of a witness, against a log that lies, repeats, races and forks; and the texts it speaks in. */
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import {
  encodeAddCheckpoint,
  parseAddCheckpoint,
} from "../../../services/ledger/add-checkpoint.ts";
import { cosignedAt } from "../../../services/ledger/cosignature.ts";
import { EMPTY_ROOT } from "../../../services/ledger/merkle.ts";
import {
  openNote,
  parseCosignerKey,
  parseNote,
  parseVerifierKey,
} from "../../../services/ledger/note.ts";
import { checkpointIn, Witness } from "../../../services/ledger/witness.ts";
import { MemoryWitnessMemory } from "../../fakes/witness-memory.ts";
import { AT, cosignerCalled, logOf, type WitnessedLog } from "../../fixtures/witnessed-log.ts";

const log = logOf(40);
const court = cosignerCalled("court.example/w1");
let memory: MemoryWitnessMemory;
let witness: Witness;
const over = (kept: MemoryWitnessMemory) =>
  new Witness({ logs: [log.verifier], memory: kept, cosign: court.cosign, clock: () => AT });
beforeEach(() => {
  memory = new MemoryWitnessMemory();
  witness = over(memory);
});
const ask = async (from: number, to: number, by: WitnessedLog = log) =>
  witness.addCheckpoint(await by.request(from, to));
const standing = () => checkpointIn(memory.notes.get(log.origin) ?? "")?.size ?? 0;

describe("a witness", () => {
  it("cosigns what continues, with a line that verifies beside the log's own", async () => {
    for (const [from, to] of [
      [0, 1],
      [1, 7],
      [7, 7],
      [7, 40],
    ] as const) {
      const answer = await ask(from, to);
      if (answer.is !== "cosigned") throw new Error(answer.is);
      const note = `${log.note(to)}${answer.lines}`;
      expect(cosignedAt(parseNote(note)!, court.verifier)).toBe(AT);
      expect(openNote(note, log.verifier)).not.toBeNull();
      expect(memory.notes.get(log.origin)).toBe(note);
    }
  });

  it("tells where it stands instead of cosigning from elsewhere", async () => {
    expect(await ask(3, 7)).toEqual({ is: "other-size", size: 0 });
    await ask(0, 7);
    for (const from of [0, 6, 8]) expect(await ask(from, 9)).toEqual({ is: "other-size", size: 7 });
    expect(standing()).toBe(7);
  });

  it("never goes back, and never has two roots for a size", async () => {
    await ask(0, 20);
    expect(await ask(5, 5)).toEqual({ is: "other-size", size: 20 });
    expect((await ask(20, 10)).is).toBe("malformed");
    const forked = log.forkedAt(3);
    expect((await ask(20, 20, forked)).is).toBe("not-consistent");
    expect((await ask(20, 30, forked)).is).toBe("not-consistent");
    expect(standing()).toBe(20);
  });

  it("keeps both sides of what it could not cosign", async () => {
    await ask(0, 20);
    await ask(20, 30, log.forkedAt(3));
    const [kept] = [...memory.refused.values()];
    expect(checkpointIn(kept!.refused)).toMatchObject({ size: 30 });
    expect(kept!.standing).toBe(memory.notes.get(log.origin));
  });

  it("tells a fork that proves itself from a true head that anybody sent with a wrong proof", async () => {
    await ask(0, 20);
    await ask(20, 20, log.forkedAt(3));
    await ask(20, 30, log.forkedAt(3));
    for (let size = 21; size <= 40; size += 1)
      await witness.addCheckpoint(await log.request(20, size, { proof: [sha256("x")] }));
    // One text twice is no fork.
    await witness.addCheckpoint(await log.request(20, 20, { proof: [sha256("x")] }));
    const kinds = [...memory.refused.values()].map(({ isFork }) => isFork);
    expect(kinds).toEqual([true, ...Array<boolean>(22).fill(false)]);
    await ask(20, 40);
    expect(memory.refused.size).toBe(22);
  });

  it("refuses proofs that are missing, too long, changed or of another tree", async () => {
    await ask(0, 20);
    const proof = await log.proof(20, 30);
    for (const wrong of [
      [],
      proof.slice(1),
      [...proof, sha256("x")],
      proof.with(0, sha256("x")),
      await log.proof(19, 30),
    ]) {
      expect((await witness.addCheckpoint(await log.request(20, 30, { proof: wrong }))).is).toBe(
        "not-consistent",
      );
    }
    const first = over(new MemoryWitnessMemory());
    const superfluous = await log.request(0, 5, { proof: [sha256("x")] });
    expect((await first.addCheckpoint(superfluous)).is).toBe("not-consistent");
  });

  it("takes an empty log with its one root only", async () => {
    const empty = (root: string) =>
      encodeAddCheckpoint({
        oldSize: 0,
        proof: [],
        note: log.sign(`${log.origin}\n0\n${Buffer.from(root, "hex").toString("base64")}\n`),
      });
    expect((await witness.addCheckpoint(empty(sha256("x")))).is).toBe("not-consistent");
    expect((await witness.addCheckpoint(empty(EMPTY_ROOT))).is).toBe("cosigned");
    expect((await ask(0, 4)).is).toBe("cosigned");
  });

  it("serves the agency's log of another year under the same key, and no other log", async () => {
    expect((await ask(0, 4, log.called("haikou/2027"))).is).toBe("cosigned");
    expect((await ask(0, 4, log.called("sanya/2026"))).is).toBe("unknown-log");
    expect((await ask(0, 4, log.called("haikou/2027/x"))).is).toBe("unknown-log");
    expect((await ask(0, 4, logOf(9))).is).toBe("not-signed");
    expect((await ask(0, 4, logOf(9, "haikou/2027"))).is).toBe("not-signed");
  });

  it("passes over lines of strangers, and takes extension lines of the log into what it signs", async () => {
    const stranger = cosignerCalled("stranger.example");
    const text = `${log.origin}\n4\n${Buffer.from(log.root(4), "hex").toString("base64")}\nmore\n`;
    const note = `${log.sign(text)}${stranger.cosign(text, AT)}`;
    const answer = await witness.addCheckpoint(
      encodeAddCheckpoint({ oldSize: 0, proof: [], note }),
    );
    if (answer.is !== "cosigned") throw new Error(answer.is);
    expect(cosignedAt(parseNote(`${note}${answer.lines}`)!, court.verifier)).toBe(AT);
    expect(memory.notes.get(log.origin)).not.toContain("stranger");
  });

  it("cosigns one of two histories that race, and the other never", async () => {
    const forked = log.forkedAt(0);
    const answers = await Promise.all([ask(0, 9), ask(0, 9, forked), ask(0, 12, forked)]);
    expect(answers.map(({ is }) => is)).toEqual(["cosigned", "other-size", "other-size"]);
  });

  it("answers nothing when its memory cannot be written, and goes on from what was kept", async () => {
    const keep = memory.keep.bind(memory);
    memory.keep = () => Promise.reject(new Error("disk full"));
    await expect(ask(0, 5)).rejects.toThrow("disk full");
    // Written, but not heard of: what counts is what is kept.
    memory.keep = async (...kept) => {
      await keep(...kept);
      throw new Error("cut");
    };
    await expect(ask(0, 5)).rejects.toThrow("cut");
    memory.keep = keep;
    expect(await ask(0, 9, log.forkedAt(1))).toEqual({ is: "other-size", size: 5 });
    expect((await ask(5, 5)).is).toBe("cosigned");
  });

  it("holds to one history through any run of requests", async () => {
    const sides = [log, log.forkedAt(2)] as const;
    const step = fc.record({
      side: fc.constantFrom(0 as const, 1 as const),
      from: fc.option(fc.nat(40), { nil: null }),
      to: fc.integer({ min: 1, max: 40 }),
      isCut: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const kept = new MemoryWitnessMemory();
        const roots = new Map<number, string>();
        let last = 0;
        for (const { side, from, to, isCut } of steps) {
          const now = checkpointIn(kept.notes.get(log.origin) ?? "")?.size ?? 0;
          const old = Math.min(from ?? now, to);
          const answer = await over(kept).addCheckpoint(await sides[side].request(old, to));
          if (answer.is !== "cosigned" || isCut) continue;
          const { size, rootSha256 } = answer.checkpoint;
          expect(size).toBeGreaterThanOrEqual(last);
          expect(roots.get(size) ?? rootSha256).toBe(rootSha256);
          // Every size it vouched for lies in one and the same history.
          const histories = sides.filter((each) =>
            [...roots, [size, rootSha256] as const].every(([n, root]) => each.root(n) === root),
          );
          expect(histories.length).toBeGreaterThan(0);
          roots.set(size, rootSha256);
          last = size;
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("the texts of add-checkpoint", () => {
  it("look like this", async () => {
    const text = await log.request(7, 9);
    expect(text.startsWith("old 7\n")).toBe(true);
    expect(parseAddCheckpoint(text)).toEqual({
      oldSize: 7,
      proof: await log.proof(7, 9),
      note: log.note(9),
    });
    expect(await log.request(0, 1)).toBe(`old 0\n\n${log.note(1)}`);
  });

  it.each([
    "",
    "old 1",
    "old 01\n\nx",
    "old -1\n\nx",
    "old  1\n\nx",
    "Old 1\n\nx",
    "old 1\r\n\r\nx",
    `old ${2 ** 53}\n\nx`,
    `old 1\n${"A".repeat(43)}\n\nx`,
    `old 1\n${"A".repeat(42)}B=\n\nx`,
    `old 1\n${`${"A".repeat(43)}=\n`.repeat(64)}\nx`,
    `old 1\n\n${"x".repeat(70_000)}`,
  ])("are refused where they differ: %j", async (text) => {
    expect(parseAddCheckpoint(text)).toBeNull();
    expect((await witness.addCheckpoint(text)).is).toBe("malformed");
  });

  it("never throw, whatever comes", async () => {
    await ask(0, 7);
    const sound = await log.request(7, 9);
    const cut = fc.tuple(fc.nat(sound.length), fc.string({ unit: "binary" }), fc.nat(9));
    await fc.assert(
      fc.asyncProperty(cut, async ([at, text, less]) => {
        const changed = `${sound.slice(0, at)}${text}${sound.slice(at + less)}`;
        const answer = await witness.addCheckpoint(changed);
        if (answer.is === "cosigned") expect(answer.checkpoint.rootSha256).toBe(log.root(9));
      }),
      { numRuns: 150 },
    );
  });
});

describe("a cosignature", () => {
  const text = log.note(9).slice(0, log.note(9).indexOf("\n\n") + 1);
  const line = court.cosign(text, AT);
  const at = (note: string) => {
    const parsed = parseNote(note);
    return parsed === null ? null : cosignedAt(parsed, court.verifier);
  };

  it("spoils the note if any of its bits is another, and is nobody's under another name", () => {
    const sound = Buffer.from(line.split(" ")[2]!.trim(), "base64");
    for (let byte = 0; byte < sound.byteLength; byte += 1) {
      const changed = sound.with(byte, sound[byte]! ^ 1);
      const other = `— ${court.name} ${Buffer.from(changed).toString("base64")}\n`;
      expect(at(`${log.note(9)}${other}`)).toBe(byte < 4 ? null : "spoilt");
    }
    expect(at(`${log.note(9)}${line.replace("w1", "w2")}`)).toBeNull();
    expect(at(`${log.note(8)}${line}`)).toBe("spoilt");
    expect(at(log.note(9))).toBeNull();
  });

  it("counts by its earliest time, and one bad line among good ones spoils all", () => {
    const later = court.cosign(text, "2026-11-26T08:00:00.000Z" as typeof AT);
    expect(at(`${log.note(9)}${later}${line}`)).toBe(AT);
    expect(at(`${log.note(9)}${line}${court.cosign("else\n", AT)}`)).toBe("spoilt");
  });

  it("has keys that are no keys of logs", () => {
    expect(parseVerifierKey(court.vkey)).toBeNull();
    expect(parseCosignerKey(log.vkey)).toBeNull();
    expect(parseCosignerKey(court.vkey.replace("+B", "+A"))).toBeNull();
    expect(parseCosignerKey(`${court.vkey}A`)).toBeNull();
  });
});
