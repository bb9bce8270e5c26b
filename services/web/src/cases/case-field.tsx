/** A field of a form whose value is a case, searched for by its number or title. */
import { useCases } from "../api/queries.ts";
import { SearchedChoice } from "../frame/searched-choice.tsx";
import { useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";

export function CaseField({
  label,
  value,
  onChange,
}: {
  readonly label: TextKey;
  readonly value?: string | null;
  /** Null where the case is taken out of the field. */
  readonly onChange?: (value: string | null) => void;
}) {
  const say = useSay();
  return (
    <SearchedChoice
      label={say(label)}
      value={value ?? undefined}
      useFound={useCases}
      nameOf={({ number, title }) => `${number} ${title}`}
      onChange={(id) => onChange?.(id ?? null)}
    />
  );
}
