/** What for somebody looks: whose that purpose is, and how much it must be explained (琼府办〔2019〕10号 三(二)1). */
import type { Role } from "../access/permission.ts";

/** 证据作用, 监督作用, 保障作用 (of an officer who did their duty). */
export const PURPOSES = ["evidence", "supervision", "protection"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Evidence is the work on a case; who answers for all cases supervises; protection is asked for by whoever was there, or judges it. */
const OF_ROLE: Readonly<Record<Purpose, readonly Role[]>> = {
  evidence: ["admin", "officer", "reviewer", "records", "legal", "guest"],
  supervision: ["admin", "reviewer", "auditor", "records", "legal", "guest"],
  protection: ["admin", "officer", "reviewer", "legal"],
};

/** Characters of the words that say why: looking over somebody's shoulder takes more than one word. */
const MIN_WORDS: Readonly<Record<Purpose, number>> = {
  evidence: 3,
  supervision: 8,
  protection: 8,
};

export interface OfferedPurpose {
  readonly purpose: Purpose;
  readonly minCharacters: number;
}

/** Those that a role may name, with how many characters the reason takes. */
export const purposesOf = (role: Role): readonly OfferedPurpose[] =>
  PURPOSES.filter((purpose) => OF_ROLE[purpose].includes(role)).map((purpose) => ({
    purpose,
    minCharacters: MIN_WORDS[purpose],
  }));

/**
 * Whose work it is: a case with people set to it is their evidence, and nobody else's; who answers for all cases looks
 * at it to supervise. `isTheirs`: no people are set, or this person is among them.
 */
export const mayName = (role: Role, purpose: Purpose, isTheirs: boolean): boolean =>
  OF_ROLE[purpose].includes(role) && (purpose !== "evidence" || isTheirs);

/** Says more than that there is work to do: what is only stored is opened for nothing less. */
export const isSpecial = (purpose: Purpose): boolean => purpose !== "evidence";

export const isExplained = (purpose: Purpose, words: string): boolean =>
  Array.from(words).length >= MIN_WORDS[purpose];
