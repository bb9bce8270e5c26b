/**
 * What of a log or an answer may leave the house for whoever helps: when, which process, which step, which code. Everything else is
 * taken out by rules that name what may stay. Pure.
 */
import { z } from "zod";
import { scrubText } from "./scrub-text.ts";

/** Of our own lines; a member that is not here is left out, whatever it says. */
const KEPT = [
  ...["level", "time", "process", "msg", "code", "kind", "event", "name", "pid", "port", "ms"],
  ...["step", "itemId", "attempt", "requestId", "method", "route", "status", "round", "seconds"],
  ...["count", "size", "signal", "restarts"],
] as const;
const KEPT_NAMES: ReadonlySet<string> = new Set(KEPT);

const Line = z.record(z.string(), z.unknown());
const Fault = z.object({
  type: z.string().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  stack: z.string().optional(),
});

/** Lines of PostgreSQL that hold what was asked or stored. */
const HOLDS_DATA = /^(?:\s|.*\b(?:STATEMENT|DETAIL|CONTEXT|QUERY|HINT|LOCATION):)/;

/** Null: nothing of it may leave. */
export function scrubLine(line: string): string | null {
  // One that is cut names nothing that could be left out.
  if (line.startsWith("{")) return ownLine(line);
  return HOLDS_DATA.test(line) || line.trim() === "" ? null : scrubText(line);
}

function ownLine(line: string): string | null {
  const read = parsed(line);
  if (read === null) return null;
  const kept = Object.entries(read)
    .filter(([name, value]) => KEPT_NAMES.has(name) && isPlain(value))
    .map(([name, value]) => [name, typeof value === "string" ? scrubText(value) : value]);
  const fault = Fault.safeParse(read["err"]);
  const err = fault.success ? { err: scrubFault(fault.data) } : {};
  return JSON.stringify({ ...Object.fromEntries(kept), ...err });
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    return Line.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

const isPlain = (value: unknown): boolean =>
  typeof value === "number" || typeof value === "string" || typeof value === "boolean";

function scrubFault({ type, code, message, stack }: z.infer<typeof Fault>) {
  const [first] = (message ?? "").split("\n", 1);
  const frames = [...(stack ?? "").matchAll(/^\s+at (.+)$/gm)].map(([, frame]) =>
    scrubText(frame ?? ""),
  );
  return {
    ...{
      type: scrubText(type ?? ""),
      code: scrubText(code ?? ""),
      message: scrubText(first ?? ""),
    },
    at: frames.slice(0, 12),
  };
}

/** Labels whose values are names that the agency gave. */
const NAMED = /\b(witness|authority|log)="(?:[^"\\]|\\.)*"/g;

/** `text`: as /metrics gives it. Each name becomes a number, the same everywhere. */
export function scrubMetrics(text: string): string {
  const numbers = new Map<string, number>();
  return text.replace(NAMED, (found, label: string) => {
    if (!numbers.has(found)) numbers.set(found, numbers.size + 1);
    return `${label}="${numbers.get(found)}"`;
  });
}

const PLAIN_SETTING =
  /^(?:-?\d{1,15}(?:\.\d{1,6})?|true|false|on|off|required|filesystem|s3|compliance|governance|debug|info|warn|error|-?P[\dDTHMSWY]{1,20})$/;

/** Which of our variables are set: their value only where it is a number, a term or one of a few words. */
export const scrubSettings = (env: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(
    Object.entries(env)
      .filter(([name]) => name.startsWith("HOLDFAST_"))
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => [name, PLAIN_SETTING.test(value ?? "") ? value : "[set]"]),
  );
