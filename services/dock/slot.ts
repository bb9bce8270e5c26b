/** What a slot shows, from its card and its clips: one state, and "safe to remove" only when all is sealed. Pure. */
import { type Clip, isSecured } from "./clip.ts";
import type { SequenceReport } from "../batches/sequence.ts";
import type { SlotVisit } from "./slot-visit.ts";
import { type AnyProblem, type Notice, isOfDock } from "./problem.ts";

export interface SlotFacts {
  readonly isPresent: boolean;
  /** The card was looked through at least once since it came. */
  readonly isScanned: boolean;
  /** Files that are still being written or just came. */
  readonly settling: number;
  /** Clips of files on the card, and unsealed ones of files that are gone. */
  readonly clips: readonly Clip[];
  readonly cardProblem: AnyProblem | null;
  readonly notices: readonly Notice[];
  readonly visit: SlotVisit;
}

export const SLOT_KINDS = [
  "empty",
  "reading",
  "copying",
  "sealing",
  "sealed",
  "attention",
] as const;
export type SlotKind = (typeof SLOT_KINDS)[number];

export interface SlotState {
  readonly kind: SlotKind;
  readonly total: number;
  /** Arrived at the server. */
  readonly sent: number;
  readonly sealed: number;
  readonly problem: AnyProblem | null;
  readonly notices: readonly Notice[];
  readonly mayRemove: boolean;
  /** Sequence numbers of what is on the card, against the visit before; null without recordings. */
  readonly sequence: SequenceReport | null;
  /** The short form of the visit's verified receipt, once the card may be removed. */
  readonly code: string | null;
}

export interface Slot extends SlotState {
  /** Of the camera. */
  readonly name: string;
  readonly root: string;
  /** A folder that nobody takes out. */
  readonly isWatched: boolean;
}

export function slotState(facts: SlotFacts): SlotState {
  const { clips, settling, notices } = facts;
  const total = clips.length + settling;
  const sealed = clips.filter(isSecured).length;
  const sent = clips.filter((clip) => clip.stage === "sent").length + sealed;
  const problem = problemOf(facts);
  const { sequence } = facts.visit;
  const state = { total, sent, sealed, problem, notices, sequence, code: null };
  const isWhole = facts.isPresent && facts.isScanned && settling === 0 && sealed === total;
  if (problem !== null) return { ...state, kind: "attention", mayRemove: false };
  if (!facts.isPresent) return { ...state, kind: "empty", mayRemove: false };
  if (!facts.isScanned) return { ...state, kind: "reading", mayRemove: false };
  if (total === 0) return { ...state, kind: "empty", mayRemove: false };
  const { code } = facts.visit;
  if (isWhole) return { ...state, kind: "sealed", mayRemove: true, code };
  const kind =
    settling === 0 && sent === total
      ? "sealing"
      : sent > 0 || hasBegun(clips)
        ? "copying"
        : "reading";
  return { ...state, kind, mayRemove: false };
}

const hasBegun = (clips: readonly Clip[]): boolean => clips.some(({ stage }) => stage !== "found");

function problemOf({ isPresent, clips, cardProblem }: SlotFacts): AnyProblem | null {
  if (cardProblem !== null) return cardProblem;
  if (!isPresent) return clips.some((clip) => !isSecured(clip)) ? "card-gone" : null;
  const own = clips.find(({ problem }) => problem !== null && !isOfDock(problem));
  return own?.problem ?? null;
}
