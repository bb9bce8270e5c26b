/** Says in the log how each thing of a round ended. */

interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
}

/** One line each: `done` (null: nothing is said of it), or `failed` with the error. */
export function tellOutcomes(
  log: Log,
  outcomes: readonly ({ readonly error?: unknown } & object)[],
  done: string | null,
  failed: string,
): void {
  for (const { error, ...line } of outcomes) {
    if (error === undefined && done !== null) log.info(line, done);
    if (error !== undefined) log.warn({ ...line, err: error }, failed);
  }
}
