/** How often the page looks again by itself: by what moves, and less where it hears what happens. */
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import { isHearing } from "./listen.ts";

export const BUSY_MS = 2_500;
export const QUIET_MS = 15_000;
/** A stream that a proxy holds back tells nothing, and does not say so. */
const HEARD_MS = 60_000;

/** While something moves: where that is heard, only steps that begin must be found. */
export const busyMs = (): number => (isHearing() ? QUIET_MS : BUSY_MS);
export const quietMs = (): number => (isHearing() ? HEARD_MS : QUIET_MS);

/** A step says how far it is, which is no event. */
const isCounted = ({ steps }: Pick<ItemSummaryBody, "steps">): boolean =>
  steps.some(({ progress }) => progress !== null);

/** Of one that moves. */
export const itemMs = (item: Pick<ItemSummaryBody, "steps">): number =>
  isCounted(item) ? BUSY_MS : busyMs();
