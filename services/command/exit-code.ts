/** How a verb of the command ends; scripts rely on these numbers. */
export const EXIT = {
  ok: 0,
  /** A check was made and its verdict is no. */
  negative: 1,
  usage: 2,
  /** What it should speak to does not answer. */
  unreachable: 3,
  /** Somebody must do something first; the text says what. */
  attention: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
