/** Parts of a pack in words of the reader's language. */
import type { PackBody } from "../../../review/policy-schema.ts";
import type { Say } from "../texts/texts.ts";

type Term = PackBody["classes"][number]["floor"];

const UNITS = { Y: "year", M: "month", W: "week", D: "day" } as const;

/** "P1Y6M" as "1 year 6 months". */
export function durationText(say: Say, iso: string): string {
  const parts = [...iso.matchAll(/(\d+)([YMWD])/g)].map(([, digits, letter]) => {
    const count = Number(digits);
    const unit = UNITS[letter as keyof typeof UNITS];
    return say(count === 1 ? `term.${unit}` : `term.${unit}s`, { count });
  });
  return parts.join(" ");
}

/** Null: nothing is said. */
export function termText(say: Say, term: Term | null, basis: "calendar" | "working"): string {
  if (term === null) return "–";
  switch (term.kind) {
    case "permanent":
      return say("term.permanent");
    case "follow-case-file":
      return say("term.follow", { least: durationText(say, term.least) });
    case "until-condition":
      return say(`term.until.${term.condition}`);
    case "duration":
      return basis === "working"
        ? say("unit.working-days", { count: term.iso.replace(/\D/g, "") })
        : durationText(say, term.iso);
  }
}

export function deadlineText(
  say: Say,
  { amount, unit, extension }: PackBody["deadlines"][number],
): string {
  const first = say(`unit.${unit}`, { count: amount });
  if (extension === null) return first;
  return say("unit.and-again", { first, more: say(`unit.${unit}`, { count: extension }) });
}
