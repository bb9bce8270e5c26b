/** What is told of a maker's program that opened a recording before anything was made of it. */
import type { z } from "zod";
import type { MadeBy } from "../evidence/derivative.ts";
import type { ProgramBody } from "./copy-schema.ts";

/** Null: nothing had to. */
export const programBody = ({
  program,
}: Pick<MadeBy, "program">): z.infer<typeof ProgramBody> | null =>
  program === undefined ? null : { ...program, arguments: [...program.arguments] };
