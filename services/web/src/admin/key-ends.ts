/** When the certificates of keys in use end, the first one first. Pure. */
import type { z } from "zod";
import type { HouseKeyEntry } from "../../../review/key-schema.ts";

export type KeyInUse = Pick<z.infer<typeof HouseKeyEntry>, "role" | "notAfter" | "usedUntil">;

export interface KeyEnd {
  readonly role: Exclude<KeyInUse["role"], "ledger">;
  readonly notAfter: string;
  /** Whole days that are left; below 0 it is over. */
  readonly days: number;
}

const DAY_MS = 86_400_000;
/** As `doctor` has it: so long before an end somebody is told. */
const SOON_DAYS = 90;

export function keyEnds(keys: readonly KeyInUse[], nowMs: number): readonly KeyEnd[] {
  return keys
    .flatMap(({ role, notAfter, usedUntil }) => {
      if (role === "ledger" || notAfter === null || usedUntil !== null) return [];
      return [{ role, notAfter, days: Math.floor((Date.parse(notAfter) - nowMs) / DAY_MS) }];
    })
    .sort((a, b) => a.days - b.days);
}

export const isSoon = ({ days }: KeyEnd): boolean => days < SOON_DAYS;
