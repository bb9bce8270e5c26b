/** Figures in a row, each of them the way to the list that shows just these. */
import type { ReactNode } from "react";
import { Link } from "react-router";
import { groupedDigits } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";

export function Figures({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul className="figures">{children}</ul>
    </section>
  );
}

export function Figure({
  to,
  name,
  count,
  isMore = false,
  tone,
  note,
}: {
  readonly to: string;
  readonly name: string;
  readonly count: number;
  readonly isMore?: boolean;
  /** Where it is more than none. */
  readonly tone?: "bad" | "warn";
  readonly note?: ReactNode;
}) {
  const say = useSay();
  const digits = groupedDigits(count);
  const isTold = tone !== undefined && (count > 0 || isMore);
  return (
    <li className="panel">
      <Link to={to}>
        <strong className={isTold ? `count mark-${tone}` : "count"}>
          {isMore ? say("dashboard.more", { count: digits }) : digits}
        </strong>{" "}
        {name}
      </Link>
      {note !== undefined && <div className="quiet small">{note}</div>}
    </li>
  );
}
