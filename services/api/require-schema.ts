/** The API does not start on a database that lacks `missing` migrations. */
export async function requireSchema(
  missing: readonly string[],
  log: { error(line: object, message: string): void },
  end: (code: number) => Promise<void>,
): Promise<void> {
  if (missing.length === 0) return;
  log.error({ missing }, "the database lacks migrations: run `holdfast up`, or migrate first");
  await end(70);
}
