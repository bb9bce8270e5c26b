/** What a token's fault is called where it wraps data keys, and what to do about it: nothing is lost through any of them. */
import { Refusal } from "../../../services/kernel/refusal.ts";
import type { TokenFault } from "./token-fault.ts";
import { tokenRefusal } from "./token-refusal.ts";

const FIXES: Partial<Readonly<Record<TokenFault, string>>> = {
  gone: "Look after the token, its line and its module. What is encrypted can be read once it answers.",
  "no-key":
    "Put the token in that holds the key of this name, or restore the key from the token's own backup. If it was destroyed, nobody can read what it wraps.",
  exportable:
    "Remove the key that could leave, if nothing is wrapped by it, and make one in the token itself, sensitive and not extractable. What is encrypted can be read.",
};

/** `rv` is CK_RV, as the module gave it. */
export function wrappingRefusal(fault: TokenFault, rv: number | null): Refusal {
  const { kind, code, message, fix, facts } = tokenRefusal(fault, rv);
  const next = FIXES[fault] ?? fix;
  return new Refusal(kind, code, message, { ...(next === undefined ? {} : { fix: next }), facts });
}
