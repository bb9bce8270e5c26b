/** Tests of validators: what is taken from their answers, and that one that fails costs nobody else's verdict. */
import { beforeEach, describe, expect, it } from "vitest";
import { checkSource } from "../../../services/source/check-source.ts";
import { readC2paReport } from "../../../services/source/c2pa.ts";
import { readAnswer } from "../../../services/source/outside-validator.ts";
import { type SourceValidator, ValidatorFault } from "../../../services/source/validator.ts";
import {
  type SignatureVerdict,
  type SourceStatement,
  parseSourceStatement,
} from "../../../services/source/verdict.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { MemorySourceStore } from "../../fakes/source-store.ts";
import { receivedItem, tickingClock } from "../../fixtures/evidence.ts";
import { gb35114Unit } from "../../fixtures/gb35114.ts";
import { onvifFile, sourceFile } from "../../fixtures/onvif-recordings.ts";

const line = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);
const report = (changes: object = {}): Buffer =>
  line({ version: "0.13.3", found: "store", state: "Trusted", failures: [], ...changes });

describe("a report on a C2PA manifest", () => {
  it.each([
    [{}, "valid", ["holds"]],
    [
      { state: "Valid", failures: ["signingCredential.untrusted"] },
      "not-verifiable",
      ["signer-not-trusted"],
    ],
    [
      { state: "Invalid", failures: ["signingCredential.expired"] },
      "not-verifiable",
      ["certificate-out-of-time"],
    ],
    [
      { state: "Invalid", failures: ["assertion.bmffHash.mismatch"] },
      "invalid",
      ["pictures-differ"],
    ],
    [
      { state: "Invalid", failures: ["signingCredential.expired", "claimSignature.mismatch"] },
      "invalid",
      ["signature-wrong"],
    ],
    // Whatever it calls itself: a failure that is not known here leaves it open.
    [{ failures: ["assertion.something.new"] }, "not-verifiable", ["said-by-validator"]],
    [{ state: "Invalid" }, "not-verifiable", ["said-by-validator"]],
    [{ found: "elsewhere", state: undefined }, "not-verifiable", ["manifest-elsewhere"]],
    [{ found: "none", state: undefined }, "not-verifiable", ["mark-only"]],
  ] as const)("%j is %s", (changes, verdict, reasons) => {
    expect(readC2paReport(report(changes), true)).toMatchObject({ verdict, reasons });
  });

  it("counts for nobody where no roots are configured", () => {
    const untrusted = { state: "Valid", failures: ["signingCredential.untrusted"] };
    expect(readC2paReport(report(untrusted), false).reasons).toEqual(["no-trust-configured"]);
  });
});

describe("an answer that is not as agreed", () => {
  const good = { verdict: "valid", tool: "gbcheck", version: "1.2", details: { depth: 3 } };
  it.each([
    ["nothing", Buffer.alloc(0)],
    ["words", Buffer.from("VALID\n")],
    ["two answers", Buffer.concat([line(good), line(good)])],
    [
      "a name twice",
      Buffer.from('{"verdict":"invalid","verdict":"valid","tool":"a","version":"1"}'),
    ],
    ["another verdict", line({ ...good, verdict: "ok" })],
    ["more than was asked", line({ ...good, operator: "a name" })],
    ["a tool without a name", line({ ...good, tool: "" })],
    ["a line break in a detail", line({ ...good, details: { why: "a\nb" } })],
    [
      "too many details",
      line({
        ...good,
        details: Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`d${at}`, at])),
      }),
    ],
    ["a detail that is a list", line({ ...good, details: { all: [1] } })],
    ["too much", line({ ...good, details: { why: "x".repeat(20_000) } })],
  ])("is none: %s", (_, bytes) => {
    expect(() => readAnswer(bytes, "gb35114")).toThrow(ValidatorFault);
    expect(() => readC2paReport(bytes, true)).toThrow(ValidatorFault);
  });

  it("is told from one that is, with tool and version", () => {
    expect(readAnswer(line(good), "gb35114")).toEqual({
      ...{ kind: "gb35114", verdict: "valid", reasons: ["said-by-validator"] },
      ...{ tool: "gbcheck", version: "1.2", facts: { depth: 3 } },
    });
    expect(readAnswer(line({ ...good, verdict: "unsigned" }), "gb35114")).toBe("unsigned");
  });
});

describe("a validator", () => {
  let items: MemoryEvidenceStore;
  let runs: number;
  beforeEach(() => {
    items = new MemoryEvidenceStore();
    runs = 0;
  });
  const said: SignatureVerdict = {
    ...{ kind: "gb35114", verdict: "valid", reasons: ["said-by-validator"] },
    ...{ tool: "gbcheck", version: "1.2", facts: {} },
  };
  /** Gives these answers, one a run; an error is thrown. */
  const validator = (...answers: (SignatureVerdict | "unsigned" | Error)[]): SourceValidator => ({
    ...{ kind: "gb35114", asksAll: true },
    judge: async () => {
      const answer = answers[Math.min(runs++, answers.length - 1)]!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  async function statement(
    bytes: Buffer,
    ...validators: SourceValidator[]
  ): Promise<SourceStatement> {
    const item = receivedItem();
    items.add(item);
    const sources = new MemorySourceStore(items);
    const deps = {
      sources,
      sourceRoots: [],
      clock: tickingClock(),
      actor: "process:media" as const,
    };
    const never = new AbortController().signal;
    await checkSource({ ...deps, validators }, item, sourceFile(bytes), never);
    return parseSourceStatement((await sources.verdict(item.id))!.statement);
  }
  const plain = Buffer.from("plain");

  it("is believed where nothing here knows the kind, mark or not", async () => {
    for (const bytes of [plain, gb35114Unit()]) {
      expect(await statement(bytes, validator(said))).toMatchObject({
        verdict: "valid",
        signatures: [said],
      });
    }
    expect(await statement(plain, validator("unsigned"))).toMatchObject({ verdict: "unsigned" });
    expect((await statement(gb35114Unit(), validator("unsigned"))).signatures).toMatchObject([
      { kind: "gb35114", verdict: "not-verifiable", reasons: ["mark-only"] },
    ]);
    expect((await statement(gb35114Unit())).signatures).toMatchObject([
      { kind: "gb35114", verdict: "not-verifiable", reasons: ["no-validator"] },
    ]);
  });

  it("that fails once is asked again, and that fails twice leaves it open and says how", async () => {
    const hung = new ValidatorFault("timed-out");
    expect(await statement(plain, validator(hung, said))).toMatchObject({ verdict: "valid" });
    expect(runs).toBe(2);
    runs = 0;
    expect(await statement(plain, validator(hung))).toMatchObject({
      ...{ verdict: "not-verifiable", reasons: ["validator-failed"], facts: { how: "timed-out" } },
      signatures: [],
    });
    expect(runs).toBe(2);
    expect((await statement(gb35114Unit(), validator(hung))).signatures).toMatchObject([
      { kind: "gb35114", reasons: ["validator-failed"], facts: { how: "timed-out" } },
    ]);
  });

  it("that fails costs no other verdict, and one that was stopped keeps none", async () => {
    const film = onvifFile("to-the-end.mp4");
    const { signatures } = await statement(film, validator(new ValidatorFault("ended-badly")));
    expect(signatures).toMatchObject([{ kind: "onvif-media-signing", verdict: "not-verifiable" }]);
    await expect(statement(plain, validator(new Error("stopped")))).rejects.toThrow("stopped");
  });
});
