/** One verdict of the verification panel, and how it is put together. */
import type { RefusalCode } from "../kernel/refusal.ts";
import type { CheckBody } from "./api-schema.ts";

export type Facts = CheckBody["facts"];
export type CheckName = CheckBody["name"];

/** Makes the checks of one name; `yourself` are commands with standard tools. */
export function checkOf(name: CheckName, yourself: string) {
  const make =
    (verdict: CheckBody["verdict"]) =>
    (reason: RefusalCode, facts: Facts = {}): CheckBody => ({
      name,
      verdict,
      reason,
      facts,
      checkYourself: yourself,
    });
  return {
    passed: make("PASSED"),
    failed: make("FAILED"),
    /** Nothing is known to be wrong, and nothing was shown to be right. */
    open: make("INDETERMINATE"),
  };
}
