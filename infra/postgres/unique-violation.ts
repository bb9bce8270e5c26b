/** Tells a row that is there already (SQLSTATE 23505), or names one that is not (23503), from every other fault. */
const isState = (error: unknown, state: string): boolean =>
  error instanceof Error && "code" in error && error.code === state;

/** Of this constraint; of any, where none is named. */
export const isUniqueViolation = (error: unknown, constraint: string | null = null): boolean =>
  isState(error, "23505") &&
  (constraint === null || (error as { constraint?: unknown }).constraint === constraint);
export const isForeignKeyViolation = (error: unknown): boolean => isState(error, "23503");
