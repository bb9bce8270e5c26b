/** The shape of a file that was made from an original: what it is, how it was made, what of the original is in it unchanged; and of the wish for one. */
import { z } from "zod";

export const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe("SHA-256, lower-case hex");
/** How JSON Schema says what z.base64() takes. */
export const BASE64 = { contentEncoding: "base64" } as const;

const packets = z.object({
  stream: z.enum(["video", "audio"]),
  form: z.enum(["whole", "content"]),
  sha256: digest,
});

/** Of a recording that a program of its maker opened first. */
export const ProgramBody = z.object({
  ...{ name: z.string(), version: z.string(), sha256: digest, filesSha256: digest },
  arguments: z.array(z.string()),
  output: z.object({ sizeBytes: z.number().int(), sha256: digest }),
});

export const CopyBody = z.object({
  ...{ kind: z.string(), mediaType: z.string(), sizeBytes: z.number().int() },
  ...{ sha256: digest, method: z.string(), tool: z.string(), arguments: z.array(z.string()) },
  packets: z
    .array(packets)
    .describe("SHA-256 over all packets of a stream, the same in original and copy"),
  program: ProgramBody.nullable().describe(
    "What opened a container of its maker's own first: packets are those of what it wrote",
  ),
});

/** What becomes of a wish for the viewing copy. */
export const WantedCopy = z.object({
  state: z
    .enum(["wanted", "made", "none"])
    .describe("none: no copy is made of this item; its page says why"),
});
