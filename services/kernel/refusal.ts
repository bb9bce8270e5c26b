/** The expected "no" (Refusal), the broken invariant (assert), and nothing else to throw on purpose. */

/** How a refusal is meant; `services/api/problem.ts` alone turns it into an HTTP status. */
export type RefusalKind =
  | "invalid" // the request can never succeed as it stands
  | "forbidden" // not by this person or device
  | "missing" // no such thing, or not for you
  | "conflict" // the state moved; look again, then decide
  | "tampered" // bytes are not what they were said to be
  | "unavailable"; // something this needs is down or full; try again later

/** A stable name "context/what", listed in README; texts for people are made from it. */
export type RefusalCode = `${string}/${string}`;

export interface RefusalOptions {
  /** The next step for whoever was refused, in plain English; the page translates by code. */
  readonly fix?: string;
  /** Facts for the caller (numbers, ids). Never names, file names, tokens or case text. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  readonly cause?: unknown;
}

export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly kind: RefusalKind;
  readonly code: RefusalCode;
  readonly fix: string | undefined;
  readonly facts: Readonly<Record<string, string | number | boolean>>;

  constructor(
    kind: RefusalKind,
    code: RefusalCode,
    message: string,
    { fix, facts = {}, cause }: RefusalOptions = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.code = code;
    this.fix = fix;
    this.facts = facts;
  }
}

/** True for a refusal with this code. */
export function isRefusal(error: unknown, code?: RefusalCode): error is Refusal {
  return error instanceof Refusal && (code === undefined || error.code === code);
}

/** States what must be true here. A failure is a bug of ours, never bad input. */
export function assert(condition: unknown, mustBeTrue: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${mustBeTrue}`);
}
