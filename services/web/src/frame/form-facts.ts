/** What a form of facts sends: only what a person made differ. */

/** An empty field says nothing. */
export const told = (text: string | null | undefined): string | null => {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
};

export const differing = <Facts extends object>(before: Facts, after: Facts): Partial<Facts> =>
  Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Facts]),
    ),
  ) as Partial<Facts>;

/** Ids that a person typed, between spaces or commas or on lines, each once. */
export const idsIn = (text: string | undefined): string[] => [
  ...new Set((text ?? "").split(/[\s,;，；]+/u).filter((id) => id !== "")),
];

const two = (value: number): string => String(value).padStart(2, "0");

/** An instant as a field of day and time holds it: in the reader's zone, to the second. */
export function localField(instant: string | null): string {
  if (instant === null) return "";
  const at = new Date(instant);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** The instant that such a field holds; `before`, to the millisecond, where nobody changed the field. */
export function instantOf(field: string | null | undefined, before: string | null): string | null {
  const text = told(field);
  if (text === null) return null;
  if (before !== null && text === localField(before)) return before;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
