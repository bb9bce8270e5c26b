/** A state in icon, word and colour together; never colour alone. */
import type { ReactNode } from "react";

export type Tone = "good" | "bad" | "warn" | "move" | "still";

export function Mark({
  tone,
  icon,
  children,
}: {
  readonly tone: Tone;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <span className={`mark mark-${tone}`}>
      <span aria-hidden>{icon}</span>
      <span>{children}</span>
    </span>
  );
}
