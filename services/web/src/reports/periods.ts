/** Names of periods, "2026-Q3" and "2026", as lists offer them: the running one and those before it. */

const QUARTERS = 4;

export function before(name: string): string {
  const [year = "", quarter] = name.split("-Q");
  if (quarter === undefined) return String(Number(year) - 1);
  return quarter === "1" ? `${Number(year) - 1}-Q${QUARTERS}` : `${year}-Q${Number(quarter) - 1}`;
}

/** Newest first. */
export function latest(running: string, count: number): string[] {
  const names = [running];
  while (names.length < count) names.push(before(names.at(-1) ?? running));
  return names;
}
