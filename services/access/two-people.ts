/** Two people: what one asked for, another approves. */
import type { UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";

/**
 * Compared by account, so that an API token counts as the person who made it.
 * @throws Refusal forbidden "access/same-person".
 */
export function requireAnother(asker: UserId, approver: UserId): void {
  if (asker.toLowerCase() !== approver.toLowerCase()) return;
  throw new Refusal("forbidden", "access/same-person", "this takes two people", {
    fix: "Let another person do it, under an account of their own.",
  });
}
