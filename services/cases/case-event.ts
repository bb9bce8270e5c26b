/** What happened in a case that a term of the law runs from: told with its day and document, and again with what was done. Pure. */
import type { CalendarDate } from "../calendar/calendar-date.ts";

/** 先行登记保存, 查封扣押, 收到应诉通知, 对是否属于国家秘密不明确. */
export const CASE_EVENTS = [
  "preservation-registered",
  "seizure-started",
  "suit-received",
  "secrecy-doubted",
] as const;

export interface CaseEvent {
  readonly kind: (typeof CASE_EVENTS)[number];
  readonly on: CalendarDate;
  /** Number of what says so; with the kind it names the event in its case. */
  readonly document: string;
  /** Handled, released or ended, evidence filed, answered; null: not yet. */
  readonly doneOn: CalendarDate | null;
  readonly doneDocument: string | null;
}

/** Of the term of one event, or of the case itself ("case-filed"): once, before it is over. */
export interface DeadlineExtension {
  readonly of: string;
  /** The day it was decided on. */
  readonly on: CalendarDate;
  readonly document: string;
  readonly reason: string;
}

export const MOST_EVENTS = 100;

export const eventKey = ({ kind, document }: Pick<CaseEvent, "kind" | "document">): string =>
  `${kind}:${document}`;

/** Those that are left out stay. */
export function joinedEvents(
  before: readonly CaseEvent[],
  told: readonly CaseEvent[],
): readonly CaseEvent[] {
  const byKey = new Map([...before, ...told].map((one) => [eventKey(one), one]));
  return [...byKey.values()];
}

/** Whether one of `before` is gone, or says another thing; that something was done meanwhile is neither. */
export const overwritesEvent = (
  before: readonly CaseEvent[],
  after: readonly CaseEvent[],
): boolean =>
  before.some((one) => {
    const other = after.find((event) => eventKey(event) === eventKey(one));
    if (other === undefined || other.on !== one.on) return true;
    const names = ["doneOn", "doneDocument"] as const;
    return names.some((name) => one[name] !== null && one[name] !== other[name]);
  });
