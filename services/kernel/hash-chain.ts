/**
 * Texts chained by hash, so that none can be changed, dropped or put between unseen.
 *
 *     sha256(n) = SHA-256( context ‖ "\n" ‖ sha256(n-1) as 64 hex ‖ "\n" ‖ body(n) )
 *
 * The body is the exact text that was stored, never re-serialised. Link 0 follows 64 zeros.
 * A chain alone does not show that its end was cut off; what the ledger says of it does.
 */
import { type Sha256, sha256 } from "./digest.ts";

export interface Link {
  /** Position in its chain, from 0 without gaps. */
  readonly index: number;
  /** The exact text that is hashed. */
  readonly body: string;
  readonly previousSha256: Sha256;
  readonly sha256: Sha256;
}

/** What the first link of every chain follows. */
export const GENESIS = "0".repeat(64) as Sha256;

/** The digest that a link with this body must carry behind `previous`. */
export const linkDigest = (context: string, previous: Sha256, body: string): Sha256 =>
  sha256(context, "\n", previous, "\n", body);

/** The link behind `previous` (null at the start); `bodyAt` writes its text. */
export function nextLink(
  context: string,
  previous: Pick<Link, "index" | "sha256"> | null,
  bodyAt: (index: number) => string,
): Link {
  const index = previous === null ? 0 : previous.index + 1;
  const previousSha256 = previous?.sha256 ?? GENESIS;
  const body = bodyAt(index);
  return { index, body, previousSha256, sha256: linkDigest(context, previousSha256, body) };
}

/**
 * The index of the first link that does not follow from the one before, or null for a sound chain. `before` is the
 * link that the first of `links` must follow; null: they are the chain from its start.
 */
export function firstBreak(
  context: string,
  links: readonly Link[],
  before: Link | null = null,
): number | null {
  let previous = before?.sha256 ?? GENESIS;
  const first = before === null ? 0 : before.index + 1;
  for (const [at, link] of links.entries()) {
    const position = first + at;
    const follows = link.index === position && link.previousSha256 === previous;
    if (!follows || linkDigest(context, previous, link.body) !== link.sha256) return position;
    previous = link.sha256;
  }
  return null;
}
