/** The form of an opinion: what it sends is taken by the service, also where the opinion was changed after its points were marked. */
import { expect, test } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { checkOpinion } from "../../../services/legalreview/opinion.ts";
import { OpinionRequest } from "../../../services/review/legal-review-schema.ts";
import { opinionRequest } from "../../../services/web/src/legalreview/opinion-fields.ts";

const read = sha256("the submission");
const fields = {
  ...{ text: " 意见 ", points: ["integrity", "recorded"] as const },
  marks: {
    integrity: { mark: "problem", text: " fixity " },
    recorded: { mark: "correct", text: "gap" },
  },
} as const;

test.each([
  ["problems", ["problem", "correct"]],
  ["agree-with-corrections", ["correct", "correct"]],
  ["agree", []],
] as const)("sends with %s the marks that it allows", (verdict, marks) => {
  const sent = opinionRequest({ ...fields, verdict }, read);
  const taken = OpinionRequest.parse(sent);
  expect(taken.marks.map(({ mark }) => mark)).toEqual(marks);
  expect(taken).toMatchObject({ text: "意见", submissionSha256: read, document: null });
  expect(() => checkOpinion({ ...taken, document: null }, ["integrity", "recorded"])).not.toThrow();
});

test("marks by the first that is allowed where nothing else was chosen, and names the document whole", () => {
  const sent = opinionRequest(
    {
      ...{ verdict: "problems", text: "意见", points: ["integrity"] },
      ...{ marks: { integrity: { text: "fixity" } } },
      ...{ documentNo: " 1 ", documentSha256: ` ${read.toUpperCase()} ` },
    },
    read,
  );
  expect(sent).toMatchObject({
    marks: [{ point: "integrity", mark: "problem", text: "fixity" }],
    document: { no: "1", sha256: read },
  });
});
