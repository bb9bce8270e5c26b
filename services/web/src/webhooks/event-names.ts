/** Published names of events by what they are about: what a person picks from when a webhook is added. */
import type { WebhookRequest } from "../../../review/webhook-schema.ts";

export const SUBJECTS = ["item", "case", "session", "hold", "package", "batch"] as const;
export type Subject = (typeof SUBJECTS)[number];
export type EventName = NonNullable<WebhookRequest["types"]>[number];

export const EVENT_NAMES: Readonly<Record<Subject, readonly EventName[]>> = {
  item: [
    "item.copies-sealed",
    "item.disposed",
    "item.fixity-failed",
    "item.fixity-restored",
    "item.label-changed",
    "item.linked",
    "item.media-checked",
    "item.no-viewing-copy",
    "item.overview-sealed",
    "item.quarantined",
    "item.received",
    "item.retention-set",
    "item.sealed",
    "item.source-checked",
    "item.transferred",
    "item.unlinked",
    "item.verified",
  ],
  case: ["case.changed", "case.created", "case.file-sealed"],
  session: [
    "session.changed",
    "session.live-paused",
    "session.live-resumed",
    "session.live-started",
    "session.live-stopped",
    "session.opened",
  ],
  hold: ["hold.placed", "hold.released", "hold.reviewed"],
  package: [
    "package.acknowledged",
    "package.confirmed",
    "package.downloaded",
    "package.failed",
    "package.prepared",
    "package.requested",
    "package.withdrawn",
  ],
  batch: ["batch.finished", "batch.lacking", "batch.left-open", "batch.opened"],
};

/** None of them picked, or all: whatever comes, also names that are published later. */
export const typesOf = (picked: readonly Subject[]): readonly EventName[] =>
  picked.length === SUBJECTS.length ? [] : picked.flatMap((subject) => EVENT_NAMES[subject]);

/** What a webhook is told of, for people. */
export const subjectsOf = (types: readonly string[]): readonly Subject[] =>
  types.length === 0
    ? SUBJECTS
    : SUBJECTS.filter((subject) => types.some((type) => type.startsWith(`${subject}.`)));
