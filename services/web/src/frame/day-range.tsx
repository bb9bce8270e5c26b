/** From one day until another, either left open. */
import { useSay } from "../texts/say.ts";
import { DayInput } from "./day-input.tsx";

export interface Days {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export function DayRange({
  days,
  onDays,
}: {
  readonly days: Days;
  /** Told the end that was changed. */
  readonly onDays: (changed: Days) => void;
}) {
  const say = useSay();
  return (["from", "until"] as const).map((end) => (
    <DayInput
      key={end}
      prefix={say(`actions.${end}`)}
      aria-label={say(`actions.${end}`)}
      value={days[end] ?? ""}
      onChange={({ target }) => onDays({ [end]: target.value })}
    />
  ));
}
