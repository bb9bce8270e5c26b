/** What an answer of the service comes to: a value, or why nothing came of it. Never a throw. */
import { z } from "zod";
import type { Answer } from "./exchange.ts";

export type Failure =
  | { readonly ok: false; readonly why: "unreachable" }
  | {
      readonly ok: false;
      readonly why: "later" | "refused" | "gone";
      readonly status: number;
      readonly code: string;
      readonly retryAfterMs: number;
    };
export type Outcome<T> = { readonly ok: true; readonly value: T } | Failure;

const Problem = z.object({ code: z.string() });
/** Statuses that pass: timed out, conflict of offsets, locked, too early, too many, checksum, full. */
const PASSING = new Set([401, 408, 409, 423, 425, 429, 460, 507]);

/** A success that cannot be read is a proxy's or a bug's: it passes, or a person must look. */
export function failure(answer: Answer | null): Failure {
  if (answer === null) return { ok: false, why: "unreachable" };
  const { status } = answer;
  const problem = Problem.safeParse(parsed(answer.body));
  const code = problem.success ? problem.data.code : `http/${status}`;
  const seconds = Number(answer.headers["retry-after"] ?? "0");
  const retryAfterMs = seconds > 0 ? seconds * 1000 : 0;
  const passes = PASSING.has(status) || status >= 500 || status < 400;
  const gone = status === 410 || status === 404;
  return {
    ok: false,
    why: gone ? "gone" : passes ? "later" : "refused",
    status,
    code,
    retryAfterMs,
  };
}

/** Null for what is no JSON. */
export function parsed(text = ""): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
