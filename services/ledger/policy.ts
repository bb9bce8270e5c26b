/** Which checkpoints count as witnessed (C2SP tlog-policy): known logs, witnesses, and the quorum of k of n. */
import type { UtcInstant } from "../kernel/clock.ts";
import { Refusal } from "../kernel/refusal.ts";
import { cosignedAt } from "./cosignature.ts";
import { type Note, type NoteVerifier, parseCosignerKey, parseVerifierKey } from "./note.ts";

export interface PolicyWitness {
  /** Of this policy alone; the name in its key is what stands in its lines. */
  readonly name: string;
  /** Its verifier key as text. */
  readonly vkey: string;
  readonly verifier: NoteVerifier;
  /** Where it is asked; null: this policy only checks. */
  readonly url: string | null;
}

export interface PolicyGroup {
  readonly name: string;
  /** How many of `members` it takes. */
  readonly least: number;
  /** Names of witnesses and of groups above. */
  readonly members: readonly string[];
}

export interface Policy {
  readonly logs: readonly NoteVerifier[];
  readonly witnesses: readonly PolicyWitness[];
  readonly groups: readonly PolicyGroup[];
  /** Name of a witness or group; null: no cosignature is asked for. */
  readonly quorum: string | null;
}

/** What a note says under a policy. */
export interface Witnessed {
  readonly isMet: boolean;
  /** Names of witnesses in the policy, with the time each states. */
  readonly cosigned: readonly { readonly name: string; readonly at: UtcInstant }[];
  /** Names of witnesses whose line does not verify. */
  readonly spoilt: readonly string[];
}

const MAX_BYTES = 64 << 10;
const MAX_OF_A_KIND = 128;
/** Nobody's name: `quorum none`. */
const NONE = "none";

/** @throws Refusal invalid "ledger/bad-policy" with the number of the line, from 1. */
export function parsePolicy(text: string): Policy {
  const reader = new Reader();
  if (Buffer.byteLength(text) > MAX_BYTES) throw bad(0, "it is too long");
  const lines = text.split("\n");
  if (lines.pop() !== "") throw bad(lines.length + 1, "the last line does not end");
  for (const [at, line] of lines.entries()) reader.line(at + 1, line);
  return reader.end(lines.length);
}

/** `policy` as a text that `parsePolicy` reads; without the addresses of witnesses, which are the agency's own matter. */
export function policyText({ witnesses, groups, quorum }: Policy, logs: readonly string[]): string {
  return [
    ...logs.map((vkey) => `log ${vkey}`),
    ...witnesses.map(({ name, vkey }) => `witness ${name} ${vkey}`),
    ...groups.map(({ name, least, members }) => `group ${name} ${least} ${members.join(" ")}`),
    `quorum ${quorum ?? NONE}`,
    "",
  ].join("\n");
}

/** Which of the policy's witnesses cosigned `note`, and whether they are enough. A spoilt line counts for nobody. */
export function witnessed({ witnesses, groups, quorum }: Policy, note: Note): Witnessed {
  const cosigned: { name: string; at: UtcInstant }[] = [];
  const spoilt: string[] = [];
  const met = new Set<string>();
  for (const { name, verifier } of witnesses) {
    const at = cosignedAt(note, verifier);
    if (at === "spoilt") spoilt.push(name);
    else if (at !== null) {
      cosigned.push({ name, at });
      met.add(name);
    }
  }
  // A group names only what stands above it.
  for (const { name, least, members } of groups) {
    if (members.filter((member) => met.has(member)).length >= least) met.add(name);
  }
  return { isMet: quorum === null || met.has(quorum), cosigned, spoilt };
}

/** The least number of witnesses that can meet the policy; 0 for `quorum none`. Two names never share a member. */
export function leastWitnesses({ groups, quorum }: Policy): number {
  const costs = new Map<string, number>();
  for (const { name, least, members } of groups) {
    const cheapest = members.map((member) => costs.get(member) ?? 1).sort((a, b) => a - b);
    costs.set(
      name,
      cheapest.slice(0, least).reduce((sum, cost) => sum + cost, 0),
    );
  }
  return quorum === null ? 0 : (costs.get(quorum) ?? 1);
}

/** One line after the other; what a line names must stand above it. */
class Reader {
  readonly #logs: NoteVerifier[] = [];
  readonly #witnesses: PolicyWitness[] = [];
  readonly #groups: PolicyGroup[] = [];
  readonly #names = new Set<string>();
  readonly #members = new Set<string>();
  #quorum: string | null | undefined;

  line(at: number, line: string): void {
    // Tab is the one control character that may stand in a line.
    // oxlint-disable-next-line no-control-regex -- the specification names them
    if (/[\x00-\x08\x0b-\x1f\x7f]/.test(line)) throw bad(at, "it has a control character");
    const [word = "", ...rest] = line.split(/[ \t]+/).filter((each) => each !== "");
    if (word === "" || word.startsWith("#")) return;
    if (word === "log") this.#log(at, rest);
    else if (word === "witness") this.#witness(at, rest);
    else if (word === "group") this.#group(at, rest);
    else if (word === "quorum") this.#quorumIs(at, rest);
    else throw bad(at, "it begins with none of log, witness, group, quorum");
  }

  end(lines: number): Policy {
    if (this.#quorum === undefined) throw bad(lines, "there is no quorum");
    return {
      logs: this.#logs,
      witnesses: this.#witnesses,
      groups: this.#groups,
      quorum: this.#quorum,
    };
  }

  #log(at: number, [vkey = "", url, ...more]: readonly string[]): void {
    const verifier = parseVerifierKey(vkey);
    if (verifier === null) throw bad(at, "it has no verifier key of a log");
    if (more.length > 0 || !isAddress(url)) throw bad(at, "its address cannot be used");
    add(at, this.#logs, verifier, (other) => other.key.equals(verifier.key));
  }

  #witness(at: number, [name = "", vkey = "", url, ...more]: readonly string[]): void {
    const verifier = parseCosignerKey(vkey);
    if (verifier === null) throw bad(at, "it has no verifier key of a witness (type 04)");
    if (more.length > 0 || !isAddress(url)) throw bad(at, "its address cannot be used");
    const isSame = (other: PolicyWitness): boolean => other.verifier.key.equals(verifier.key);
    add(at, this.#witnesses, { name, vkey, verifier, url: url ?? null }, isSame);
    this.#name(at, name);
  }

  #group(at: number, [name = "", count = "", ...members]: readonly string[]): void {
    const least = count === "any" ? 1 : count === "all" ? members.length : numberOf(count);
    if (least === null || least < 1 || least > members.length) {
      throw bad(at, "a group asks for 1 to all of its members");
    }
    for (const member of members) {
      if (!this.#names.has(member)) throw bad(at, "a member is not defined above");
      if (this.#members.has(member)) throw bad(at, "a member stands in two places");
      this.#members.add(member);
    }
    add(at, this.#groups, { name, least, members }, () => false);
    this.#name(at, name);
  }

  #quorumIs(at: number, [name = "", ...more]: readonly string[]): void {
    if (this.#quorum !== undefined) throw bad(at, "there is a quorum already");
    if (more.length > 0 || (name !== NONE && !this.#names.has(name))) {
      throw bad(at, "a quorum is one witness or group defined above, or none");
    }
    this.#quorum = name === NONE ? null : name;
  }

  #name(at: number, name: string): void {
    if (name === NONE || this.#names.has(name)) throw bad(at, "its name is taken");
    this.#names.add(name);
  }
}

function add<T>(at: number, all: T[], one: T, isSame: (other: T) => boolean): void {
  if (all.some(isSame)) throw bad(at, "its key stands above already");
  if (all.length >= MAX_OF_A_KIND) throw bad(at, `there are more than ${MAX_OF_A_KIND}`);
  all.push(one);
}

const numberOf = (text: string): number | null =>
  /^[1-9]\d{0,3}$/.test(text) ? Number(text) : null;

const isAddress = (url: string | undefined): boolean =>
  url === undefined || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol));

const bad = (line: number, why: string): Refusal =>
  new Refusal("invalid", "ledger/bad-policy", `line ${line} of the policy: ${why}`, {
    fix: "A policy is a text as C2SP tlog-policy describes it: log, witness, group and one quorum line.",
    facts: { line },
  });
