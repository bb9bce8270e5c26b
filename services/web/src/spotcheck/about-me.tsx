/** Closed score sheets about the work of whoever reads, newest first. */
import { CheckCircleOutlined, SolutionOutlined } from "@ant-design/icons";
import type { TableColumnsType } from "antd";
import { Link } from "react-router";
import { Mark } from "../frame/mark.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { useAboutMe } from "./spot-api.ts";

type Row = NonNullable<ReturnType<typeof useAboutMe>["data"]>["pages"][number]["entries"][number];

export function AboutMe() {
  return (
    <PagesTable
      query={useAboutMe()}
      title="spot.mine"
      columns={useColumns()}
      none="spot.mine-none"
      noneHow="spot.mine-none-how"
    />
  );
}

function useColumns(): TableColumnsType<Row> {
  const say = useSay();
  return [
    {
      title: say("spot.unit"),
      render: (_, { checkId, unit, name, subject }) => (
        <>
          <Link to={`/spot-checks/mine/${checkId}/${unit}`}>{name}</Link>
          <div className="quiet small">{say(`spot.subject.${subject}`)}</div>
        </>
      ),
    },
    {
      title: say("spot.closed-at"),
      render: (_, { closedAt, version }) => (
        <>
          <span className="nowrap">{localTime(closedAt)}</span>
          <div className="quiet small">{say("spot.version", { version })}</div>
        </>
      ),
    },
    {
      title: say("spot.answer"),
      render: (_, { isAnswered, answerUntil }) => (
        <>
          {isAnswered ? (
            <Mark tone="good" icon={<CheckCircleOutlined />}>
              {say("spot.answered")}
            </Mark>
          ) : (
            <Mark tone="warn" icon={<SolutionOutlined />}>
              {say("spot.not-answered")}
            </Mark>
          )}
          {answerUntil !== null && (
            <div className="quiet small">{say("spot.answer-until", { day: answerUntil })}</div>
          )}
        </>
      ),
    },
  ];
}
