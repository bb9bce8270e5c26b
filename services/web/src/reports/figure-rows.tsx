/** The figures of a report: a bar where there is a share, and always what was counted, of how many, and what was not. */
import type { ReportFigureBody, ReportFiguresBody } from "../../../review/report-schema.ts";
import { groupedDigits } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";

export function FigureRows({ measures }: Pick<ReportFiguresBody, "measures">) {
  const { language } = useLanguage();
  return (
    <div className="measures">
      {measures.map(({ measure, title, figures }) => (
        <section key={measure} className="panel measure" aria-label={title[language]}>
          <h2>{title[language]}</h2>
          {figures.map((figure) => (
            <FigureRow key={figure.code} figure={figure} />
          ))}
        </section>
      ))}
    </div>
  );
}

function FigureRow({ figure }: { readonly figure: ReportFigureBody }) {
  const say = useSay();
  const { language } = useLanguage();
  const { title, basis, leftOut, permille } = figure;
  return (
    <div className="figure">
      <div className="figure-head">
        <span>{title[language]}</span>
        <span className="figure-value">{useValue(figure)}</span>
      </div>
      {permille !== null && (
        <div className="share" aria-hidden>
          <div style={{ width: `${Math.min(permille, 1000) / 10}%` }} />
        </div>
      )}
      {leftOut.length > 0 && (
        <p className="small quiet">
          {say("reports.left-out")}{" "}
          {leftOut
            .map(({ text, count }) => `${text[language]} ${groupedDigits(count)}`)
            .join(" · ")}
        </p>
      )}
      <details className="small quiet">
        <summary>{say("reports.basis")}</summary>
        {basis[language]}
      </details>
    </div>
  );
}

function useValue({ numerator, denominator, permille, unknown }: ReportFigureBody): string {
  const { language } = useLanguage();
  const say = useSay();
  if (unknown !== null) return unknown[language];
  if (permille === null || denominator === null) return groupedDigits(numerator ?? 0);
  return say("reports.share", {
    percent: (permille / 10).toFixed(1),
    numerator: groupedDigits(numerator ?? 0),
    denominator: groupedDigits(denominator),
  });
}
