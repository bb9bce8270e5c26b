/** What people note on an item: a moment in it (marker), or the written record it supports or replaces. Pure. */
import type { Actor } from "../kernel/actor.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { AnnotationId, ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";

/** Marks that need no pack; shots of the pack's activities are marked by their own codes. */
export const MARKER_KINDS = [
  "credential_shown",
  "rights_told",
  "document_issued",
  "seal_applied",
  "object",
  "statement",
  "custom",
] as const;

export interface Marker {
  readonly type: "marker";
  readonly kind: string;
  /** From the beginning of the viewing copy. */
  readonly atMs: number;
  readonly text: string | null;
}

/** 笔录, 检查记录, 送达回证, 决定书. */
export const RECORD_KINDS = [
  "transcript",
  "inspection",
  "service-receipt",
  "decision",
  "other",
] as const;

export interface Segment {
  readonly fromMs: number;
  readonly toMs: number;
  /** What is said or seen there, in words. */
  readonly text: string;
}

export interface WrittenRecord {
  readonly type: "record";
  readonly kind: (typeof RECORD_KINDS)[number];
  readonly documentNo: string;
  /** Of the document as it was signed. */
  readonly sha256: Sha256;
  /** The recording supports the record, or stands in its place. */
  readonly relation: "supports" | "replaces";
  readonly segments: readonly Segment[];
}

export type Note = Marker | WrittenRecord;

export interface Annotation {
  readonly id: AnnotationId;
  readonly itemId: ItemId;
  readonly note: Note;
  readonly madeAt: UtcInstant;
  readonly madeBy: Actor;
  /** Null: it stands. */
  readonly ended: { readonly at: UtcInstant; readonly by: Actor; readonly reason: string } | null;
}

/**
 * Where a recording stands in a record's place, its key content must be told in words with its times
 * (公安机关办理行政案件程序规定).
 * @throws Refusal invalid "sessions/no-segments", "sessions/segments-out-of-order".
 */
export function checkNote(note: Note): void {
  if (note.type === "marker") return;
  if (note.relation === "replaces" && note.segments.length === 0) {
    throw new Refusal("invalid", "sessions/no-segments", "key content must be told in words", {
      fix: "Name the stretches that matter, with what is said or seen there.",
    });
  }
  if (note.segments.some(({ fromMs, toMs }) => toMs <= fromMs)) {
    throw new Refusal(
      "invalid",
      "sessions/segments-out-of-order",
      "a stretch ends before it begins",
      {
        fix: "Give an end that is later than the beginning.",
      },
    );
  }
}
