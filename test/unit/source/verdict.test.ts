/** Tests of the verdict's text: one meaning, every byte of it counts, and no word in it that we did not choose. */
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import {
  type SignatureVerdict,
  type SourceFindings,
  SOURCE_KINDS,
  overallVerdict,
  parseSourceStatement,
  writeSourceStatement,
} from "../../../services/source/verdict.ts";
import { NOON } from "../../fixtures/evidence.ts";

const findings = (changes: Partial<SourceFindings> = {}): SourceFindings => ({
  ...{ item: newId<ItemId>(), sha256: sha256("film"), takenAt: NOON, reasons: [], facts: {} },
  ...{ searched: [...SOURCE_KINDS], signatures: [], expected: null },
  nonce: randomBytes(16).toString("hex"),
  ...changes,
});
const said = (verdict: SignatureVerdict["verdict"]): SignatureVerdict => ({
  ...{ kind: "c2pa", verdict, reasons: ["no-validator"], tool: "t", version: "1", facts: {} },
});

describe("the verdict's text", () => {
  it("is read back as it was written", () => {
    const of = findings({ signatures: [said("invalid")] });
    expect(parseSourceStatement(writeSourceStatement(of))).toMatchObject({
      ...{ ...of, verdict: "invalid" },
    });
  });

  it("is refused after any one byte of it changed", () => {
    const text = Buffer.from(writeSourceStatement(findings()));
    const original = parseSourceStatement(text);
    fc.assert(
      fc.property(fc.nat(text.byteLength - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(text);
        changed[at] = (changed[at] ?? 0) ^ flip;
        let read;
        try {
          read = parseSourceStatement(changed);
        } catch {
          return;
        }
        // Digits of a time, an id, a digest or the nonce: another statement, with another digest.
        expect(read).not.toEqual(original);
      }),
    );
  });

  it.each([
    [{ ...JSON.parse(writeSourceStatement(findings())), verdict: "valid" }],
    [{ ...JSON.parse(writeSourceStatement(findings())), signer: "a name" }],
    [{ ...JSON.parse(writeSourceStatement(findings())), reasons: ["because"] }],
  ])("is refused if it says what does not follow from it, or more than it may", (changed) => {
    expect(() => parseSourceStatement(`${JSON.stringify(changed)}\n`)).toThrow(
      expect.objectContaining({ code: "source/malformed-verdict" }) as Error,
    );
  });
});

describe("the verdict over all", () => {
  it.each([
    ["unsigned", [], []],
    ["valid", ["valid"], []],
    ["not-verifiable", ["valid", "not-verifiable"], []],
    ["invalid", ["valid", "not-verifiable", "invalid"], []],
    ["not-verifiable", [], ["quarantined"]],
  ] as const)("is %s for %j and %j", (verdict, signatures, reasons) => {
    const of = { signatures: signatures.map(said), reasons: [...reasons] };
    expect(overallVerdict(of)).toBe(verdict);
  });
});
