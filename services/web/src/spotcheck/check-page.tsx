/** One spot check: how it stands, what it drew and came to, and all it takes to draw again. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Skeleton, Table, type TableColumnsType } from "antd";
import { Link, useParams } from "react-router";
import type { SpotCheckDetailBody } from "../../../review/spot-check-schema.ts";
import { download } from "../api/download.ts";
import { useMay } from "../api/queries.ts";
import { addressOf } from "../api/request.ts";
import { NotForYou } from "../frame/not-here.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { CheckMark } from "./checks.tsx";
import { Draw } from "./draw.tsx";
import { factsIn } from "./population-files.ts";
import { ScoreText } from "./score-text.tsx";
import { resultPath, useCheck } from "./spot-api.ts";

export function CheckPage() {
  const { id = "" } = useParams();
  const query = useCheck(id);
  if (!useMay("spotchecks:see")) return <NotForYou />;
  // Beside what was read before: it stays where it cannot be read again.
  return (
    <>
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton active />}
      {query.data !== undefined && <Check key={id} detail={query.data} />}
    </>
  );
}

function Check({ detail }: { readonly detail: SpotCheckDetailBody }) {
  const say = useSay();
  const { language } = useLanguage();
  const { check, sheetTitle } = detail;
  return (
    <>
      <div className="head">
        <div>
          <h1>
            {sheetTitle[language]} {check.period}
          </h1>
          <div className="quiet small code">{check.id}</div>
        </div>
        <CheckMark check={check} />
        <Button
          icon={<DownloadOutlined aria-hidden />}
          disabled={check.closed === 0}
          onClick={() => download(addressOf(resultPath(check.id)))}
        >
          {say("spot.result-csv")}
        </Button>
      </div>
      <p>
        {say(`spot.subject.${check.subject}`)} ·{" "}
        {say("spot.sample-of", { sample: check.sampleSize, population: check.populationSize })} ·{" "}
        {say("spot.fixed-by", { who: check.fixedByName, at: localTime(check.fixedAt) })}
        {check.dueOn !== null && <> · {say("spot.due", { day: check.dueOn })}</>}
      </p>
      {check.draw !== null && <Units detail={detail} />}
      <Draw detail={detail} />
    </>
  );
}

type Unit = SpotCheckDetailBody["units"][number];

function Units({ detail: { check, population, units } }: { readonly detail: SpotCheckDetailBody }) {
  const say = useSay();
  const { grades } = factsIn(population.text).sheet;
  const columns: TableColumnsType<Unit> = [
    {
      title: say("spot.unit"),
      render: (_, { unit, name }) => (
        <Link className="file-name" to={`/spot-checks/${check.id}/units/${unit}`}>
          {name}
        </Link>
      ),
    },
    {
      title: say("spot.result"),
      render: (_, { sheet }) =>
        sheet === null ? say("spot.waits-for-sheet") : <ScoreText result={sheet} grades={grades} />,
    },
    {
      title: say("spot.checker"),
      render: (_, { sheet }) =>
        sheet !== null && (
          <>
            {sheet.byName}
            <div className="quiet small">{say("spot.version", { version: sheet.version })}</div>
          </>
        ),
    },
    { title: say("spot.answers"), render: (_, { answers }) => answers },
  ];
  return (
    <div className="wide panel" role="region" aria-label={say("spot.units")} tabIndex={0}>
      <h2>{say("spot.units")}</h2>
      <Table<Unit>
        rowKey="unit"
        size="small"
        columns={columns}
        dataSource={units}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      />
    </div>
  );
}
