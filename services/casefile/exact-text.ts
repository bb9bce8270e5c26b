/** Texts about a case that are signed: written once on one line of strict JSON, and read back by the same schema. */
import { z } from "zod";
import { parseSha256, type Sha256 } from "../kernel/digest.ts";
import { parseId } from "../kernel/ids.ts";
import { oneLine } from "../kernel/one-line.ts";
import type { Refusal } from "../kernel/refusal.ts";
import { parseStrictJson, strictJsonLine, type Json } from "../kernel/strict-json.ts";

export const idField = z.string().refine((text) => parseId(text) !== null);
export const digestField = z
  .string()
  .refine((text) => parseSha256(text) === text)
  .transform((text) => text as Sha256);
export const wordsField = z.string().max(500);
/** How a text names the rules that it was judged by; null: no pack was in force. */
export const rulesField = z
  .strictObject({ code: wordsField, version: z.int(), sha256: digestField })
  .nullable();
export const factsField = z.record(z.string(), z.union([z.string().max(500), z.number()]));

/** Of what is read back. */
const EXACT_MAX_BYTES = 8 << 20;

/** Exact: parsed again it is the same; texts of people are one line each. */
export const exactText = <T extends Json>(schema: z.ZodType<T>, value: T): string =>
  strictJsonLine(schema.parse(JSON.parse(JSON.stringify(value, tamed))));

/** The same, and never more than is read back. @throws `tooMuch` where it is. */
export function boundedText<T extends Json>(
  schema: z.ZodType<T>,
  value: T,
  tooMuch: () => Refusal,
): string {
  try {
    const text = exactText(schema, value);
    if (Buffer.byteLength(text) <= EXACT_MAX_BYTES) return text;
  } catch (error) {
    if (!isTooBig(error)) throw error;
  }
  throw tooMuch();
}

const isTooBig = (error: unknown): boolean =>
  error instanceof z.ZodError && error.issues.every(({ code: fault }) => fault === "too_big");

const tamed = (_name: string, value: unknown): unknown =>
  typeof value === "string" ? oneLine(value) : value;

/** @throws what the schema and strict JSON throw. */
export const parseExactText = <T>(schema: z.ZodType<T>, text: string): T =>
  schema.parse(parseStrictJson(Buffer.from(text), { maxBytes: EXACT_MAX_BYTES, maxDepth: 8 }));
