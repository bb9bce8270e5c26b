/** Values of a written record as a person gives them: times like "1:02:03". */

/** Milliseconds of "12", "0:12", "1:02:03" or "0:12.5"; null: no such time. */
export function msOf(text: string | null | undefined): number | null {
  const parts = (text ?? "").trim().split(":");
  if (parts.length > 3 || !parts.every((part, place) => isPart(part, place, parts.length)))
    return null;
  const seconds = parts.reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round(seconds * 1000);
}

const isPart = (part: string, place: number, count: number): boolean => {
  const isLast = place === count - 1;
  if (!(isLast ? /^\d{1,5}([.]\d{1,3})?$/ : /^\d{1,2}$/).test(part)) return false;
  return place === 0 || Number(part) < 60;
};
