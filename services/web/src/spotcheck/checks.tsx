/** Spot checks that were begun, newest first, and how each stands. */
import { CheckCircleOutlined, ClockCircleOutlined, SolutionOutlined } from "@ant-design/icons";
import type { TableColumnsType } from "antd";
import { Link } from "react-router";
import type { SpotCheckHeadBody } from "../../../review/spot-check-schema.ts";
import { Mark } from "../frame/mark.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { useChecks, useSheets } from "./spot-api.ts";

export function Checks() {
  return (
    <PagesTable
      query={useChecks()}
      title="spot.checks"
      columns={useColumns()}
      none="spot.none"
      noneHow="spot.none-how"
    />
  );
}

/** What a sheet is called; its code where the pack of today does not have it any more. */
function useSheetTitles(): (code: string) => string {
  const { language } = useLanguage();
  const sheets = useSheets().data?.rules?.sheets ?? [];
  return (code) => sheets.find((one) => one.code === code)?.title[language] ?? code;
}

function useColumns(): TableColumnsType<SpotCheckHeadBody> {
  const say = useSay();
  const titleOf = useSheetTitles();
  return [
    {
      title: say("spot.check"),
      render: (_, { id, period, sheet, subject }) => (
        <>
          <Link to={`/spot-checks/${id}`}>
            {titleOf(sheet)} {period}
          </Link>
          <div className="quiet small">
            {say(`spot.subject.${subject}`)} <span className="code">{id.slice(0, 8)}</span>
          </div>
        </>
      ),
    },
    {
      title: say("spot.state"),
      render: (_, check) => (
        <>
          <CheckMark check={check} />
          {check.dueOn !== null && (
            <div className="quiet small">{say("spot.due", { day: check.dueOn })}</div>
          )}
        </>
      ),
    },
    {
      title: say("spot.fixed"),
      render: (_, { fixedByName, fixedAt }) => (
        <>
          {fixedByName}
          <div className="nowrap">{localTime(fixedAt)}</div>
        </>
      ),
    },
    {
      title: say("spot.sample"),
      render: (_, { sampleSize, populationSize }) =>
        say("spot.sample-of", { sample: sampleSize, population: populationSize }),
    },
  ];
}

export function CheckMark({ check }: { readonly check: SpotCheckHeadBody }) {
  const say = useSay();
  const { draw, closed, sampleSize: sample, isOverdue } = check;
  if (draw === null)
    return (
      <Mark tone="move" icon={<ClockCircleOutlined />}>
        {say("spot.state.waits-for-draw")}
      </Mark>
    );
  if (closed >= sample)
    return (
      <Mark tone="good" icon={<CheckCircleOutlined />}>
        {say("spot.state.done")}
      </Mark>
    );
  return (
    <Mark tone={isOverdue ? "bad" : "warn"} icon={<SolutionOutlined />}>
      {say(isOverdue ? "spot.state.overdue" : "spot.state.open", { closed, sample })}
    </Mark>
  );
}
