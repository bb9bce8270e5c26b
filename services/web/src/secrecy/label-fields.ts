/** What the form of a label holds, and what it sends. */
import type { z } from "zod";
import type { LabelBody, LabelRequest } from "../../../review/secrecy-schema.ts";
import { told } from "../frame/form-facts.ts";

export type Label = z.infer<typeof LabelBody>;
export type LabelKind = Label["kind"];

/** In the order of the form: levels from the lowest up, then duties. */
export const LABEL_KINDS: Readonly<Record<LabelKind, true>> = {
  ...{ secret: true, "highly-secret": true, "top-secret": true },
  ...{ work: true, trade: true, privacy: true, minor: true, informant: true, "set-apart": true },
};

export const isLevel = (kind: LabelKind): boolean =>
  kind === "secret" || kind === "highly-secret" || kind === "top-secret";

export interface LabelFields {
  readonly kind: LabelKind;
  /** A day as a field of dates holds it: "" or left out where none is named. */
  readonly issuedOn?: string;
  readonly until?: string;
  readonly condition?: string;
  readonly basis: string;
}

export const labelRequest = ({
  kind,
  issuedOn,
  until,
  condition,
  basis,
}: LabelFields): z.input<typeof LabelRequest> => ({
  ...{ kind, basis: basis.trim(), condition: told(condition) },
  ...{ issuedOn: told(issuedOn), until: told(until) },
});

/** Today in the reader's zone stands for the agency's: it only chooses what a line looks like; the service decides. */
export const isInForce = (
  { endedAt, until }: Pick<Label, "endedAt" | "until">,
  today: string,
): boolean => endedAt === null && (until === null || today < until);

const DAY_MS = 24 * 3_600_000;
const SOON_DAYS = 30;

/** A review, or a report to the authority, that is due within a month. */
export const isSoon = (day: string, today: string): boolean =>
  (Date.parse(day) - Date.parse(today)) / DAY_MS <= SOON_DAYS;

/** What protects as a level is made less by another person than the one who set it. */
export const takesAnother = ({ kind, setBy }: Label, userId: string | undefined): boolean =>
  (isLevel(kind) || kind === "set-apart") && setBy === `user:${userId ?? ""}`;
