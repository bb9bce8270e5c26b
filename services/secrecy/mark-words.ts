/** A mark as words of metadata: read in Chinese or English, written in one form. */
import { DUTIES, type Duty, type Mark, STATE_LEVELS, type StateLevel } from "./mark.ts";

const SAID: ReadonlyMap<string, StateLevel | Duty> = new Map([
  ...[...STATE_LEVELS, ...DUTIES].map((name) => [name, name] as const),
  ...([
    ["秘密", "secret"],
    ["机密", "highly-secret"],
    ["绝密", "top-secret"],
    ["工作秘密", "work"],
    ["商业秘密", "trade"],
    ["个人隐私", "privacy"],
    ["未成年人", "minor"],
    ["举报人", "informant"],
  ] as const),
]);

/** The `secrecy` of Upload-Metadata: names of levels and duties in English or Chinese, parted by spaces; null: unreadable. */
export function markSaid(text: string): Mark | null {
  const words = text
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .split(/[\s,;、]+/u);
  const found = words.filter((word) => word !== "").map((word) => SAID.get(word));
  if (found.length === 0 || found.includes(undefined)) return null;
  const levels = STATE_LEVELS.filter((level) => found.includes(level));
  return { state: levels.at(-1) ?? null, duties: DUTIES.filter((duty) => found.includes(duty)) };
}

/** "secret trade"; `markSaid` reads it back. */
export const markWords = ({ state, duties }: Mark): string =>
  [...(state === null ? [] : [state]), ...duties].join(" ");
