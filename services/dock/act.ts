/** What every act on a clip works with, and the events of acts that came to nothing. */
import type { Clock } from "../kernel/clock.ts";
import type { BatchId, UploadId } from "../kernel/ids.ts";
import type { OpenAnchor } from "./anchor.ts";
import type { Clip, ClipEvent } from "./clip.ts";
import type { Policy } from "./next-act.ts";
import { backoffMs } from "./pace.ts";
import type { Pieces } from "./pieces.ts";
import type { CardFiles, CheckReceipt, EvidenceService, Notes, Outcome } from "./ports.ts";
import { type ProblemCode, problemOfFile } from "./problem.ts";
import type { SourceDigests } from "./source-digests.ts";

export interface ActDeps {
  readonly openAnchor: OpenAnchor;
  readonly files: CardFiles;
  readonly service: EvidenceService;
  readonly notes: Notes;
  readonly checkReceipt: CheckReceipt;
  readonly clock: Clock;
  readonly policy: Policy;
  /** Whether what was sealed unread, on the word of the service's store, may leave its card. */
  readonly acceptsUnread: boolean;
  readonly random: () => number;
  readonly pieces: Pieces;
  readonly atSource: SourceDigests;
  /** Uploads that were announced by this process and that nothing was sent to: where they stand need not be asked. */
  readonly unsent: Set<UploadId>;
  /** Waits for the line's turn; false: the window closed or the dock ends, so stop here. */
  readonly turn: (bytes: number) => Promise<boolean>;
  readonly progressed: (clip: Clip, sentBytes: number) => void;
}

/** Where a clip lies now, and whose it is. */
export interface Place {
  readonly root: string;
  readonly camera: string;
  /** Of a side file, when it is announced: the name of its recording. */
  readonly belongsTo: string | null;
  /** The visit under way. */
  readonly batch: BatchId | null;
  /** Where the anchor of its card lies, if it may have one. */
  readonly anchor: string | null;
}

export type With<Stage extends Clip["stage"]> = Extract<Clip, { stage: Stage }>;

/** Tried again later, each time after a longer wait. */
export function later(
  deps: ActDeps,
  clip: Clip,
  problem: ProblemCode | null,
  retryAfterMs = 0,
): ClipEvent {
  const waitMs = backoffMs(clip.failures + 1, retryAfterMs, deps.random());
  return { kind: "failed", problem, notBefore: now(deps) + waitMs };
}

export const now = ({ clock }: ActDeps): number => Date.parse(clock());

/** The event of an answer that is no success. */
export function unsuccessful(
  deps: ActDeps,
  clip: Clip,
  outcome: Extract<Outcome<unknown>, { ok: false }>,
): ClipEvent {
  if (outcome.why === "unreachable") return later(deps, clip, "server-away");
  if (outcome.why === "gone") return { kind: "upload-lost" };
  if (outcome.why === "refused" && !isOwnProof(outcome.code)) return later(deps, clip, "refused");
  return later(deps, clip, problemOfAnswer(outcome.status, outcome.code), outcome.retryAfterMs);
}

/** The dock itself is refused, and not a recording: nothing of any card gets in. */
const isOwnProof = (code: string): boolean => code.startsWith("access/");

/** Null for what passes without anyone's doing. */
function problemOfAnswer(status: number, code: string): ProblemCode | null {
  if (status === 401 || isOwnProof(code)) return "token-refused";
  if (status === 507) return "server-full";
  if (status === 429) return code.endsWith("-quota") ? "quota-used-up" : null;
  return status >= 500 ? "server-away" : null;
}

export const changed = (deps: ActDeps, clip: Clip): ClipEvent => ({
  kind: "changed",
  notBefore: now(deps) + backoffMs(clip.failures + 1, 0, deps.random()),
});

/** What reading a card met. */
export const unread = (deps: ActDeps, clip: Clip, error: unknown): ClipEvent =>
  later(deps, clip, problemOfFile(codeOf(error)));

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
