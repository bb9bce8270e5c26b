/** The shape in which /api/v1 tells what is wrong with a table: see api-schema.ts. */
import { z } from "zod";

export const TableFault = z.object({
  line: z.int().describe("From 1, the header being the first; 0: the table as a whole"),
  column: z.string().nullable(),
  fault: z.string(),
  text: z.object({ "zh-CN": z.string(), en: z.string() }).describe("What to do"),
});
export type TableFaultBody = z.infer<typeof TableFault>;
