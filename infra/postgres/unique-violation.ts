/** Tells a row that is there already (SQLSTATE 23505) from every other fault. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "23505";
