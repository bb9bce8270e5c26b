/** How a pack stands: it waits, is applied, is in force, or was withdrawn. */
import type { PolicyEntryBody } from "../../../review/policy-schema.ts";
import { useSay } from "../texts/say.ts";

const MARKS = {
  waits: "mark-warn",
  applied: "quiet",
  "in-force": "mark-good",
  withdrawn: "quiet",
} as const;

export function PolicyState({
  entry,
  inForce,
}: {
  readonly entry: PolicyEntryBody;
  readonly inForce: string | null;
}) {
  const say = useSay();
  const state = entry.id === inForce ? "in-force" : (entry.decision?.act ?? "waits");
  return <span className={MARKS[state]}>{say(`policy.state.${state}`)}</span>;
}
