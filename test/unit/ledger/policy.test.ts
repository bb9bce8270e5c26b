/** Policies: what counts as witnessed, and every text that is none. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNote } from "../../../services/ledger/note.ts";
import {
  leastWitnesses,
  parsePolicy,
  policyText,
  witnessed,
} from "../../../services/ledger/policy.ts";
import { AT, cosignerCalled, logOf } from "../../fixtures/witnessed-log.ts";

const log = logOf(9);
const [X1, X2, X3, Y1, Y2] = ["x1", "x2", "x3", "y1", "y2"].map((name) =>
  cosignerCalled(`${name}.example`),
) as [Cosigner, Cosigner, Cosigner, Cosigner, Cosigner];
type Cosigner = ReturnType<typeof cosignerCalled>;

const LINES = `log ${log.vkey} https://log.example/
# the court
witness X1 ${X1.vkey} https://x1.example/
\twitness  X2\t${X2.vkey}
witness X3 ${X3.vkey}
group X-witnesses 2 X1 X2 X3

witness Y1 ${Y1.vkey} http://127.0.0.1:1/
witness Y2 ${Y2.vkey}
group Y-witnesses any Y1 Y2
group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`;
const text = log.note(9).slice(0, log.note(9).indexOf("\n\n") + 1);
const noteBy = (...by: Cosigner[]) =>
  parseNote(`${log.note(9)}${by.map((each) => each.cosign(text, AT)).join("")}`)!;

describe("a policy", () => {
  const policy = parsePolicy(LINES);

  it("is met by as many of each group as it asks for", () => {
    const isMet = (...by: Cosigner[]) => witnessed(policy, noteBy(...by)).isMet;
    expect(isMet(X1, X3, Y2)).toBe(true);
    expect(isMet(X1, X2, X3, Y1, Y2)).toBe(true);
    for (const by of [[], [X1, X2, X3], [X1, Y1, Y2], [X1, X1, Y1]])
      expect(isMet(...by)).toBe(false);
    expect(leastWitnesses(policy)).toBe(3);
    expect(witnessed(policy, noteBy(X2))).toEqual({
      isMet: false,
      cosigned: [{ name: "X2", at: AT }],
      spoilt: [],
    });
  });

  it("names a witness whose line does not verify, and does not count it", () => {
    const note = parseNote(`${log.note(9)}${X1.cosign("else\n", AT)}${Y1.cosign(text, AT)}`)!;
    const one = parsePolicy(`witness X1 ${X1.vkey}\nwitness Y1 ${Y1.vkey}\nquorum X1\n`);
    expect(witnessed(one, note)).toEqual({
      isMet: false,
      cosigned: [{ name: "Y1", at: AT }],
      spoilt: ["X1"],
    });
  });

  it("goes over as a text that means the same, without addresses", () => {
    const handed = policyText(policy, [log.vkey]);
    expect(handed).not.toContain("://");
    const read = parsePolicy(handed);
    expect(policyText(read, [log.vkey])).toBe(handed);
    expect(read.logs.map(({ name }) => name)).toEqual([log.origin]);
    expect(witnessed(read, noteBy(X1, X3, Y2)).isMet).toBe(true);
    expect(witnessed(read, noteBy(X1, Y1, Y2)).isMet).toBe(false);
  });

  it("may ask for nobody", () => {
    expect(witnessed(parsePolicy("quorum none\n"), noteBy()).isMet).toBe(true);
    expect(leastWitnesses(parsePolicy("quorum none\n"))).toBe(0);
  });

  it.each([
    ["", "no quorum"],
    ["quorum none", "does not end"],
    ["quorum X\n", "defined above"],
    ["quorum none\nquorum none\n", "already"],
    ["quorum none more\n", "defined above"],
    ["Quorum none\n", "none of log"],
    [`witness none ${X1.vkey}\nquorum none\n`, "name is taken"],
    [`witness X1 ${X1.vkey}\nwitness X2 ${X1.vkey}\nquorum X1\n`, "key stands above"],
    [`witness X1 ${X1.vkey}\nwitness X1 ${X2.vkey}\nquorum X1\n`, "name is taken"],
    [`witness X1 ${log.vkey}\nquorum X1\n`, "witness (type 04)"],
    [`log ${X1.vkey}\nquorum none\n`, "key of a log"],
    [`log ${log.vkey}\nlog ${log.vkey}\nquorum none\n`, "key stands above"],
    [`witness X1 ${X1.vkey} ftp://x\nquorum X1\n`, "address"],
    [`witness X1 ${X1.vkey} https://x more\nquorum X1\n`, "address"],
    [`witness X1 ${X1.vkey}\ngroup G 2 X1\nquorum G\n`, "1 to all"],
    [`witness X1 ${X1.vkey}\ngroup G 0 X1\nquorum G\n`, "1 to all"],
    [`witness X1 ${X1.vkey}\ngroup G 01 X1\nquorum G\n`, "1 to all"],
    [`witness X1 ${X1.vkey}\ngroup G any\nquorum G\n`, "1 to all"],
    [`witness X1 ${X1.vkey}\ngroup G all X1 X1\nquorum G\n`, "two places"],
    [`witness X1 ${X1.vkey}\ngroup G any X1\ngroup H any X1\nquorum G\n`, "two places"],
    [`group G any G\nquorum G\n`, "not defined above"],
    ["# \u0001\nquorum none\n", "control"],
    ["quorum\u00a0none\n", "none of log"],
    ["quorum none\r\n", "control"],
  ])("is refused: %j (%s)", (wrong, why) => {
    expect(() => parsePolicy(wrong)).toThrow(
      expect.objectContaining({
        code: "ledger/bad-policy",
        message: expect.stringContaining(why) as string,
      }),
    );
  });

  it("is read or refused, whatever comes", () => {
    const words = fc.constantFrom(
      "log",
      "witness",
      "group",
      "quorum",
      "none",
      "any",
      "1",
      " ",
      "\n",
      "\t",
      "A",
      X1.vkey,
      log.vkey,
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(words, fc.string({ unit: "binary", maxLength: 3 }))),
        (parts) => {
          try {
            const read = parsePolicy(parts.join(" "));
            expect(policyText(parsePolicy(policyText(read, [])), [])).toBe(policyText(read, []));
          } catch (error) {
            expect(error).toMatchObject({ code: "ledger/bad-policy" });
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
