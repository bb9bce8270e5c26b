/** Collects what `fsck` finds and shows it: rule by rule for people, one object for programs. */
import { INVARIANTS, type Violation } from "../../fixity/invariants.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type Terminal, fill } from "../terminal.ts";
import { FOUND, FSCK, RULES } from "../texts/fsck.ts";

/** Memory stays flat, and nobody reads more; all are counted. */
const MOST_KEPT = 1_000;
const SHOWN_PER_RULE = 20;

export class FsckReport {
  readonly #kept: Violation[] = [];
  readonly #counts = new Map<string, number>();

  add(violation: Violation): void {
    const { invariant } = violation;
    this.#counts.set(invariant, (this.#counts.get(invariant) ?? 0) + 1);
    if (this.#kept.length < MOST_KEPT) this.#kept.push(violation);
  }

  show(
    term: Terminal,
    seen: { readonly items: number; readonly entries: number; readonly lost: number },
    how: "record" | "sizes" | "deep",
  ): ExitCode {
    const count = [...this.#counts.values()].reduce((sum, each) => sum + each, 0);
    for (const invariant of INVARIANTS) this.#showRule(term, invariant);
    const rules = INVARIANTS.map((name) => ({ name, violations: this.#counts.get(name) ?? 0 }));
    const deep = how === "deep";
    term.result({ ok: count === 0, how, deep, ...seen, rules, violations: this.#kept });
    if (how === "sizes") term.say(FSCK.shallow);
    if (how === "record") term.say(FSCK.recordOnly);
    if (seen.lost > 0) term.say(FSCK.lost, { lost: seen.lost });
    if (count === 0) term.say(FSCK.well, { ...seen, rules: INVARIANTS.length });
    else term.say(FSCK.broken, { ...seen, count });
    return count === 0 ? EXIT.ok : EXIT.negative;
  }

  #showRule(term: Terminal, invariant: Violation["invariant"]): void {
    const { language } = term;
    const { rule, cure } = RULES[invariant];
    const count = this.#counts.get(invariant) ?? 0;
    const mark = (count === 0 ? FSCK.holds : FSCK.fails)[language];
    term.print(`${mark}  ${rule[language]}`);
    if (count === 0) return;
    const own = this.#kept.filter((each) => each.invariant === invariant);
    for (const { subject, what, facts } of own.slice(0, SHOWN_PER_RULE)) {
      const values = Object.entries(facts).map(([name, value]) => `${name}=${value}`);
      const said = FOUND[what] === undefined ? [] : [`(${FOUND[what][language]})`];
      term.print(`      ${subject}: ${[what, ...said, ...values].join(" ")}`);
    }
    const more = count - Math.min(own.length, SHOWN_PER_RULE);
    if (more > 0) term.print(fill(FSCK.more[language], { count: more }));
    term.print(`      → ${cure[language]}`);
  }
}
