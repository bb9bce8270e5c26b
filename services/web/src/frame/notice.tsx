/** A notice above what it is about, with what can be done. */
import type { ReactNode } from "react";

export function Notice({
  tone,
  role,
  icon,
  action,
  children,
}: {
  readonly tone: "error" | "warning";
  readonly role: "alert" | "status";
  readonly icon: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div role={role} className={`notice told told-${tone}`}>
      <span className="told-icon">{icon}</span>
      <div className="told-words">{children}</div>
      {action}
    </div>
  );
}
