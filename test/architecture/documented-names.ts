/** The names that README lists: every configuration variable and every refusal code, read from the source. */
import { join } from "node:path";
import { z } from "zod";
import { productFiles, ROOT } from "./source-files.ts";

export interface Variable {
  readonly name: string;
  readonly description: string;
  /** As text, "" where there is none. */
  readonly fallback: string;
}

/** Every HOLDFAST_ variable of every exported `…Config` schema, once, by name. */
export async function variables(): Promise<Variable[]> {
  const found = new Map<string, Variable>();
  for (const { path, text } of productFiles()) {
    for (const [, exported] of text.matchAll(/^export const (\w+Config)\b/gm)) {
      const module = (await import(join(ROOT, path))) as Record<string, unknown>;
      const schema = module[exported ?? ""];
      if (!(schema instanceof z.ZodObject)) continue;
      for (const [name, field] of Object.entries<z.ZodType>(schema.shape)) {
        found.set(name, { name, description: describe(field), fallback: fallbackOf(field) });
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The text stands on the field or on what it wraps (a default, an option). */
function describe(field: z.ZodType): string {
  if (field.description !== undefined) return field.description;
  return field instanceof z.ZodDefault || field instanceof z.ZodOptional
    ? describe(field.unwrap() as z.ZodType)
    : "";
}

function fallbackOf(field: z.ZodType): string {
  const empty = field.safeParse(undefined);
  if (!empty.success) return "required";
  return z.coerce.string().parse(empty.data ?? "");
}

/** What a code may begin with: one a line. */
const CONTEXTS = [
  "access",
  "anchors",
  "api",
  "axis",
  "backup",
  "batches",
  "calendar",
  "casefile",
  "cases",
  "derived",
  "disposal",
  "encryption",
  "events",
  "evidence",
  "exports",
  "fixity",
  "holds",
  "ingest",
  "kernel",
  "keys",
  "ledger",
  "legalreview",
  "live",
  "media",
  "objects",
  "officers",
  "packages",
  "policy",
  "postgres",
  "queue",
  "reports",
  "retention",
  "review",
  "s3",
  "sealing",
  "search",
  "sessions",
  "secrecy",
  "sharing",
  "source",
  "spotcheck",
  "timestamps",
  "verification",
  "webhooks",
];

/** Every "context/code" that a Refusal of the product carries or that an item keeps as its reason. */
export function refusalCodes(): string[] {
  const code = new RegExp(`"((?:${CONTEXTS.join("|")})/[a-z0-9-]+)"`, "g");
  const codes = productFiles()
    .filter(({ path }) => !path.startsWith("services/web/"))
    .flatMap(({ text }) => [...text.matchAll(code)].map(([, name]) => name ?? ""));
  return [...new Set(codes)].sort();
}
