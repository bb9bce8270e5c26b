/** Tells a row that is there already (SQLSTATE 23505), or names one that is not (23503), from every other fault. */
const isState = (error: unknown, state: string): boolean =>
  error instanceof Error && "code" in error && error.code === state;

export const isUniqueViolation = (error: unknown): boolean => isState(error, "23505");
export const isForeignKeyViolation = (error: unknown): boolean => isState(error, "23503");
