/** Beside a word that says a state: opened, it says which rule, person or event made it so, and leads there. */
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useSay } from "../texts/say.ts";

export function Why({ of, children }: { readonly of: string; readonly children: ReactNode }) {
  const say = useSay();
  return (
    <details className="small why">
      <summary aria-label={say("why.of", { word: of })}>{say("why.ask")}</summary>
      {children}
    </details>
  );
}

/** Of a day that no table of working days stands behind yet. */
export function WhyProvisional() {
  const say = useSay();
  return (
    <Link to="/policy" className="why-link">
      {say("why.calendar")}
    </Link>
  );
}

/** Of labels that stand on the same screen: who set them, and on what ground. */
export function WhyLabels() {
  const say = useSay();
  return (
    <a href="#labels" className="small why-link">
      {say("why.labels")}
    </a>
  );
}
