/** Opaque cursors of lists: where a page ended, in a text that is taken back only if it is one of ours. */
import { parseCalendarDate } from "../calendar/calendar-date.ts";
import { type UtcInstant, parseInstant } from "../kernel/clock.ts";
import { type ItemId, parseId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { EventPlace } from "./event-finder.ts";
import type { DayPlace } from "../retention/extension-store.ts";

/** Lists ordered by arrival. */
export type Position = number;

/** Lists ordered by creation, the id deciding between equals. */
export interface Place {
  readonly at: UtcInstant;
  readonly id: string;
}

const no = (): Refusal =>
  new Refusal("invalid", "review/bad-cursor", "this is no cursor of this list", {
    fix: "Take nextCursor of the page before as it is, or leave it out to begin anew.",
  });

const wrap = (text: string): string => Buffer.from(text, "latin1").toString("base64url");

/** The one text `wrap` would have made this of, or "". */
function unwrap(cursor: string): string {
  const text = Buffer.from(cursor, "base64url").toString("latin1");
  return wrap(text) === cursor ? text : "";
}

export const positionCursor = (position: Position): string => wrap(`p1 ${position}`);
export const placeCursor = ({ at, id }: Place): string => wrap(`t1 ${at} ${id}`);

/** @throws Refusal invalid "review/bad-cursor". */
export function parsePosition(cursor: string | undefined): Position | null {
  if (cursor === undefined) return null;
  const position = Number(/^p1 ([1-9]\d{0,15})$/.exec(unwrap(cursor))?.[1]);
  if (!Number.isSafeInteger(position)) throw no();
  return position;
}

/** @throws Refusal invalid "review/bad-cursor". */
export function parsePlace(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const found = /^t1 (\S{24}) ([0-9a-f-]{36})$/.exec(unwrap(cursor));
  const at = parseInstant(found?.[1] ?? "");
  if (at === null || found?.[2] === undefined) throw no();
  return { at, id: found[2] };
}

/** Lists ordered by a day of the agency's zone, arrival deciding between equals. */
export const dayCursor = ({ on, position }: DayPlace): string => wrap(`d1 ${on} ${position}`);

/** @throws Refusal invalid "review/bad-cursor". */
export function parseDayPlace(cursor: string | undefined): DayPlace | null {
  if (cursor === undefined) return null;
  const found = /^d1 (\S{10}) ([1-9]\d{0,15})$/.exec(unwrap(cursor));
  const on = parseCalendarDate(found?.[1] ?? "");
  const position = Number(found?.[2]);
  if (on === null || !Number.isSafeInteger(position)) throw no();
  return { on, position };
}

/** Two lists read as one: where each of them ended; null: nothing of it was read yet. */
export interface AuditPlace {
  readonly event: EventPlace | null;
  readonly action: number | null;
}

export const auditCursor = ({ event, action }: AuditPlace): string => {
  const of = event === null ? "- - -" : `${event.at} ${event.itemId} ${event.index}`;
  return wrap(`a1 ${of} ${action ?? "-"}`);
};

/** @throws Refusal invalid "review/bad-cursor". */
export function parseAudit(cursor: string | undefined): AuditPlace | null {
  if (cursor === undefined) return null;
  const form = /^a1 (?:- - -|(\S{24}) ([0-9a-f-]{36}) (\d{1,9})) (?:-|(\d{1,15}))$/;
  const found = form.exec(unwrap(cursor));
  if (found === null) throw no();
  const [, at, item, index, action] = found;
  const place = { action: action === undefined ? null : Number(action), event: null };
  if (at === undefined) return place;
  const [instant, itemId] = [parseInstant(at), parseId<ItemId>(item ?? "")];
  if (instant === null || itemId === null) throw no();
  return { ...place, event: { at: instant, itemId, index: Number(index) } };
}
