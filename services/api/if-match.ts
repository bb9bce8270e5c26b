/** ETag and If-Match (RFC 9110 §8.8.3, §13.1.1) over the revision that answers tell and bodies name: one rule, by header or by member. Pure. */
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import type { Route } from "../review/route.ts";

/** Of an answer that tells its revision; null: it has none. */
export function etagOf(json: unknown): string | null {
  const revision = revisionIn(json);
  return Number.isInteger(revision) ? `"${String(revision)}"` : null;
}

/** Whether it changes what has a revision. */
export const takesRevision = ({ body }: { readonly body?: Route["body"] | undefined }): boolean =>
  body !== undefined && "revision" in body.shape;

/**
 * The body with the revision that If-Match names. "*" asks for nothing more: what is not there is refused in any case.
 * @throws Refusal invalid "api/no-if-match", "api/bad-if-match".
 */
export function withIfMatch(
  header: string | undefined,
  route: Pick<Route, "body">,
  body: unknown,
): unknown {
  if (header === undefined || header.trim() === "*") return body;
  if (!takesRevision(route)) {
    throw new Refusal("invalid", "api/no-if-match", "nothing here has a revision", {
      fix: "Leave If-Match out; it counts where the body has a member revision.",
    });
  }
  const [, digits] = /^"(0|[1-9]\d{0,14})"$/.exec(header.trim()) ?? [];
  const revision = digits === undefined ? null : Number(digits);
  const said = revisionIn(body);
  if (revision === null || (said !== undefined && said !== revision)) {
    throw new Refusal("invalid", "api/bad-if-match", "If-Match is not understood", {
      fix: "Send the one ETag that the last answer had; a revision in the body must be the same.",
    });
  }
  return typeof body === "object" && body !== null ? { ...body, revision } : body;
}

/** What was asked with If-Match, and stands at another revision by now. */
export function preconditionOf(header: string | undefined, error: unknown): unknown {
  const isPast = isRefusal(error) && error.kind === "conflict" && /[/-]changed$/.test(error.code);
  if (header === undefined || !isPast) return error;
  return new Refusal("conflict", "api/precondition-failed", error.message, {
    fix: "Read it again, look at what is different, and send the new ETag with what you want still.",
    facts: { code: error.code },
    cause: error,
  });
}

const revisionIn = (json: unknown): unknown =>
  typeof json === "object" && json !== null && "revision" in json ? json.revision : undefined;
