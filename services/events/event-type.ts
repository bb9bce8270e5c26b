/** What is told to others as it happens: published names, by the kinds of custody events and actions, and who may hear each. */
import { type Permission, type Role, allows } from "../access/permission.ts";
import type { ActionKind } from "../actions/action.ts";
import type { CustodyKind } from "../evidence/custody-event.ts";

/** A name that was published keeps its meaning; who looked at what is told to nobody. */
const OF_ITEMS = {
  received: "item.received",
  verified: "item.verified",
  quarantined: "item.quarantined",
  sealed: "item.sealed",
  "source-checked": "item.source-checked",
  "media-checked": "item.media-checked",
  "copies-sealed": "item.copies-sealed",
  "no-viewing-copy": "item.no-viewing-copy",
  "overview-sealed": "item.overview-sealed",
  linked: "item.linked",
  unlinked: "item.unlinked",
  "label-changed": "item.label-changed",
  "retention-set": "item.retention-set",
  "fixity-failed": "item.fixity-failed",
  "fixity-restored": "item.fixity-restored",
  transferred: "item.transferred",
  disposed: "item.disposed",
} as const satisfies { readonly [kind in CustodyKind]?: string };

const OF_ACTIONS = {
  "case-created": "case.created",
  "case-changed": "case.changed",
  "case-file-sealed": "case.file-sealed",
  "recording-session-opened": "session.opened",
  "recording-session-changed": "session.changed",
  "live-started": "session.live-started",
  "live-paused": "session.live-paused",
  "live-resumed": "session.live-resumed",
  "live-stopped": "session.live-stopped",
  "hold-placed": "hold.placed",
  "hold-reviewed": "hold.reviewed",
  "hold-released": "hold.released",
  "package-requested": "package.requested",
  "package-prepared": "package.prepared",
  "package-failed": "package.failed",
  "package-downloaded": "package.downloaded",
  "export-acknowledged": "package.acknowledged",
  "export-confirmed": "package.confirmed",
  "export-withdrawn": "package.withdrawn",
} as const satisfies { readonly [kind in ActionKind]?: string };

/** Of docking visits, which no chain tells of; counts stand in the receipt. */
const OF_BATCHES = ["batch.opened", "batch.left-open", "batch.finished", "batch.lacking"] as const;
export type BatchEventType = (typeof OF_BATCHES)[number];

export type EventType =
  | BatchEventType
  | (typeof OF_ITEMS)[keyof typeof OF_ITEMS]
  | (typeof OF_ACTIONS)[keyof typeof OF_ACTIONS];
export const EVENT_TYPES: readonly EventType[] = [
  ...OF_BATCHES,
  ...Object.values(OF_ITEMS),
  ...Object.values(OF_ACTIONS),
].toSorted();

/** The published name of what happened to an item, or null: nobody is told. */
export const typeOfCustody = (kind: CustodyKind): EventType | null =>
  kind in OF_ITEMS ? OF_ITEMS[kind as keyof typeof OF_ITEMS] : null;

/** The same of what was done to the house. */
export const typeOfAction = (kind: ActionKind): EventType | null =>
  kind in OF_ACTIONS ? OF_ACTIONS[kind as keyof typeof OF_ACTIONS] : null;

type About = EventType extends `${infer Subject}.${string}` ? Subject : never;

/** The permission that shows the thing itself. */
const SHOWN_BY: Readonly<Record<About, Permission>> = {
  batch: "devices:see",
  item: "items:see",
  case: "cases:see",
  session: "cases:see",
  hold: "holds:see",
  package: "packages:see",
};

export const permissionFor = (type: EventType): Permission =>
  SHOWN_BY[type.slice(0, type.indexOf(".")) as About];

/** The names that somebody of this role may hear at all; what of these is about something hidden, they do not. */
export const heardBy = (role: Role): readonly EventType[] =>
  EVENT_TYPES.filter((type) => allows(role, permissionFor(type)));
