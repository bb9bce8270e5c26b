/** `doctor`: every check with what was found, why, and what to do. */
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Facts, fill, type Terminal } from "./terminal.ts";
import { CHECKS, DOCTOR, FINDINGS } from "./texts/doctor.ts";
import type { Explanation } from "./texts/doctor-devices.ts";

export type CheckName = keyof typeof CHECKS;
export type FindingName = keyof typeof FINDINGS;

export interface Finding {
  readonly state: "ok" | "warning" | "failed";
  readonly finding: FindingName;
  readonly facts?: Facts;
}

export interface Check {
  readonly name: CheckName;
  /** Looks; never throws for what it looks for. */
  readonly look: () => Promise<Finding>;
}

export const fine = (finding: FindingName, facts: Facts = {}): Finding => ({
  state: "ok",
  finding,
  facts,
});
export const warning = (finding: FindingName, facts: Facts = {}): Finding => ({
  state: "warning",
  finding,
  facts,
});
export const failed = (finding: FindingName, facts: Facts = {}): Finding => ({
  state: "failed",
  finding,
  facts,
});

/** Longer than any check whose service answers or refuses; only what hangs takes more. */
const CHECK_LIMIT_MS = 30_000;

/** Runs every check, one after another, and shows each as it is known. */
export async function doctor(
  term: Terminal,
  checks: readonly Check[],
  limitMs: number = CHECK_LIMIT_MS,
): Promise<ExitCode> {
  const found: ({ readonly name: CheckName } & Finding)[] = [];
  for (const { name, look } of checks) {
    const finding = await inTime(look, limitMs);
    found.push({ name, ...finding });
    show(term, name, finding);
  }
  const count = (state: Finding["state"]): number =>
    found.filter((each) => each.state === state).length;
  term.result({
    ok: count("failed") === 0,
    checks: found.map(({ name, ...finding }) => ({ name, ...told(term, finding) })),
  });
  if (count("failed") > 0) {
    term.say(DOCTOR.someFailed, { count: count("failed") });
    return EXIT.attention;
  }
  if (count("warning") > 0) term.say(DOCTOR.someWarnings, { count: count("warning") });
  else term.say(DOCTOR.allWell);
  return EXIT.ok;
}

/** A lock in the database or a store that says nothing must not keep the other findings from being seen. */
async function inTime(look: Check["look"], limitMs: number): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    const finding = failed("checkLate", { seconds: Math.ceil(limitMs / 1000) });
    timer = setTimeout(() => resolve(finding), limitMs);
  });
  try {
    return await Promise.race([look(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What of a finding is in the JSON. */
export const told = (term: Terminal, { state, finding, facts = {} }: Finding) => ({
  ...{ state, finding, cause: sentence(term, finding, "cause", facts) },
  cure: state === "ok" ? null : sentence(term, finding, "cure", facts),
});

/** A line, and below it what to do. */
export function show(
  term: Terminal,
  name: CheckName,
  { state, finding, facts = {} }: Finding,
): void {
  const { language } = term;
  const cause = sentence(term, finding, "cause", facts) ?? "";
  term.print(`${DOCTOR[state][language]}  ${CHECKS[name][language]}: ${cause}`);
  const cure = state === "ok" ? null : sentence(term, finding, "cure", facts);
  if (cure !== null) term.print(fill(DOCTOR.cure[language], { cure }));
}

function sentence(
  { language }: Terminal,
  finding: FindingName,
  part: keyof Explanation,
  facts: Facts,
): string | null {
  const explanation: Explanation = FINDINGS[finding];
  const text = explanation[part];
  return text === null ? null : fill(text[language], facts);
}

/** Of an error, what a person may see: never a connection string. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return `${code} ${error.message.split("\n", 1)[0] ?? ""}`.trim().replace(/\S+:\/\/\S+/g, "…");
}
