/** How secret something is: a lattice of state-secret levels times sets of other duties of secrecy. */

/** 秘密, 机密, 绝密 (保守国家秘密法 2024 art. 14), from the lowest up. */
export const STATE_LEVELS = ["secret", "highly-secret", "top-secret"] as const;
export type StateLevel = (typeof STATE_LEVELS)[number];

/** 工作秘密 (art. 64), 商业秘密, 个人隐私, 未成年人, 举报人: none above another. */
export const DUTIES = ["work", "trade", "privacy", "minor", "informant"] as const;
export type Duty = (typeof DUTIES)[number];

/** The mark of a thing, and equally what a person is cleared for. Duties stand in the order of DUTIES, each once. */
export interface Mark {
  readonly state: StateLevel | null;
  readonly duties: readonly Duty[];
}

export const OPEN: Mark = { state: null, duties: [] };

/** 0 for none, 3 for 绝密. */
export const rankOf = (level: StateLevel | null): number =>
  level === null ? 0 : STATE_LEVELS.indexOf(level) + 1;

/** The least mark that protects all of them: what a bundle or a derivative takes. */
export function join(...marks: readonly Mark[]): Mark {
  const rank = Math.max(0, ...marks.map(({ state }) => rankOf(state)));
  return {
    state: STATE_LEVELS[rank - 1] ?? null,
    duties: DUTIES.filter((duty) => marks.some(({ duties }) => duties.includes(duty))),
  };
}

/** Whether whoever is cleared for `clearance` may know what bears `mark`. */
export const covers = (clearance: Mark, mark: Mark): boolean =>
  rankOf(clearance.state) >= rankOf(mark.state) &&
  mark.duties.every((duty) => clearance.duties.includes(duty));

export const isOpen = ({ state, duties }: Mark): boolean => state === null && duties.length === 0;
