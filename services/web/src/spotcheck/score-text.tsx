/** What a closed sheet came to: points and grade, in words. */
import type { SpotUnitBody } from "../../../review/spot-check-schema.ts";
import { useLanguage, useSay } from "../texts/say.ts";

export type Result = Pick<SpotUnitBody["versions"][number], "score" | "of" | "grade" | "isFatal">;

export function ScoreText({
  result: { score, of, grade, isFatal },
  grades,
}: {
  readonly result: Result;
  /** Of the sheet that was fixed before the draw. */
  readonly grades: SpotUnitBody["sheet"]["grades"];
}) {
  const say = useSay();
  const { language } = useLanguage();
  const title = grades.find(({ code }) => code === grade)?.title[language] ?? grade;
  return (
    <>
      {say("spot.score", { score, of })} {title ?? say("spot.no-grade")}
      {isFatal && <div className="small mark mark-bad">{say("spot.fatal-failed")}</div>}
    </>
  );
}
