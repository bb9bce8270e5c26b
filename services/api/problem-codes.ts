/** Every code that a refusal may carry, with its status and its meaning, as problem-codes.json has them of the source and of README. */
import { readFileSync } from "node:fs";
import { z } from "zod";

const ProblemCodes = z.record(
  z.string(),
  z.strictObject({
    /** Absent where it depends, and for reasons that stand in answers instead. */
    status: z.int().optional(),
    meaning: z.string(),
  }),
);

export const PROBLEM_CODES = ProblemCodes.parse(
  JSON.parse(readFileSync(new URL("problem-codes.json", import.meta.url), "utf8")),
);
