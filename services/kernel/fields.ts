/** Fields that signed texts and doors share, as zod schemas: digests, instants, sizes and ids in the one spelling they have here. */
import { z } from "zod";
import { type UtcInstant, parseInstant } from "./clock.ts";
import type { Sha256 } from "./digest.ts";
import { oneLine } from "./one-line.ts";
import { type AnyId, type DeviceId, type ItemId, parseId } from "./ids.ts";

export const digestField = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((text) => text as Sha256);
/** UTC with milliseconds. */
export const instantField = z.iso
  .datetime({ precision: 3 })
  .transform((text) => text as UtcInstant);
/** RFC 3339 with any zone, as people and devices write it. */
export const timeField = z
  .string()
  .max(40)
  .transform((text, context) => {
    const time = parseInstant(text);
    if (time === null) context.addIssue("no RFC 3339 time with a zone");
    return time ?? z.NEVER;
  });
/** Decimal: no reader may round it. */
export const sizeField = z.string().regex(/^(0|[1-9]\d{0,15})$/);
export const itemField = z.uuid().transform((text) => text as ItemId);
/** An id as a request says it. */
export const idField = <T extends AnyId>() =>
  z.string().transform((text, context) => {
    const id = parseId<T>(text);
    if (id === null) context.addIssue("no UUID version 4");
    return id ?? z.NEVER;
  });
export const deviceField = z.uuid().transform((text) => text as DeviceId);
/** Printed and signed: one line, without characters that show nothing. */
export const lineField = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .transform((text) => oneLine(text.normalize("NFC")))
    .pipe(z.string().min(1).max(most));
