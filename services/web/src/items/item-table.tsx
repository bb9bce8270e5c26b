/** The list of items on a wide screen. */
import { Checkbox, Table, type TableColumnsType } from "antd";
import { useMemo } from "react";
import { Link } from "react-router";
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import { LabelMarks } from "../secrecy/label-mark.tsx";
import { lengthText, localTime, sizeText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import type { Say } from "../texts/texts.ts";
import type { Selection } from "./choose-items.tsx";
import { WhyNoCopy, WhyQuarantined } from "./item-why.tsx";
import { Poster } from "./poster.tsx";
import { RunningSteps } from "./running-steps.tsx";
import { StageMark, ViewingMark } from "./stage-mark.tsx";

export function ItemTable({
  items,
  loading,
  selection = null,
}: {
  readonly items: readonly ItemSummaryBody[];
  readonly loading: boolean;
  readonly selection?: Selection | null;
}) {
  const say = useSay();
  const columns = useMemo(() => columnsIn(say), [say]);
  return (
    <Table<ItemSummaryBody>
      rowKey="id"
      size="small"
      bordered={false}
      pagination={false}
      columns={selection === null ? columns : [chooseColumn(say, selection), ...columns]}
      dataSource={[...items]}
      loading={loading}
    />
  );
}

type Columns = TableColumnsType<ItemSummaryBody>;

/** Not antd's own selection: its heading is empty, and its chosen rows take the contrast from what they say. */
const chooseColumn = (say: Say, { chosen, choose }: Selection): Columns[number] => ({
  key: "choose",
  title: say("flags.column"),
  width: 64,
  render: (_, { id, filename }) => (
    <Checkbox
      aria-label={filename}
      checked={chosen.has(id)}
      onChange={({ target }) => choose(id, target.checked)}
    />
  ),
});

export function CaseNumbers({ cases }: Pick<ItemSummaryBody, "cases">) {
  return cases.map(({ id, number }, position) => (
    <span key={id}>
      {position > 0 && ", "}
      <Link to={`/cases/${id}`}>{number}</Link>
    </span>
  ));
}

const columnsIn = (say: Say): TableColumnsType<ItemSummaryBody> => [
  ...whatColumns(say),
  ...whereColumns(say),
];

function whatColumns(say: Say): TableColumnsType<ItemSummaryBody> {
  return [
    {
      key: "poster",
      title: say("items.picture"),
      width: 108,
      render: (_, item) => <Poster item={item} />,
    },
    {
      key: "file",
      title: say("items.file"),
      render: (_, { id, filename, durationSeconds, sizeBytes, labels }) => (
        <>
          <Link to={`/items/${id}`} className="file-name">
            {filename}
          </Link>
          <div className="quiet small nowrap">
            {sizeText(sizeBytes)}
            {durationSeconds !== null && ` · ${lengthText(durationSeconds)}`}
          </div>
          <LabelMarks labels={labels} />
        </>
      ),
    },
    { key: "device", title: say("items.device"), className: "nowrap", dataIndex: "deviceName" },
    {
      key: "recorded",
      title: say("items.recorded"),
      className: "nowrap",
      render: (_, { recordedAt }) =>
        recordedAt === null ? (
          <span className="quiet">{say("items.no-recorded")}</span>
        ) : (
          localTime(recordedAt)
        ),
    },
    {
      key: "received",
      title: say("items.received"),
      className: "nowrap",
      render: (_, { receivedAt }) => localTime(receivedAt),
    },
  ];
}

function whereColumns(say: Say): TableColumnsType<ItemSummaryBody> {
  return [
    {
      key: "stage",
      title: say("items.original"),
      render: (_, item) => (
        <>
          <StageMark stage={item.stage} />
          <WhyQuarantined item={item} />
          <RunningSteps steps={item.steps} track="original" />
        </>
      ),
    },
    {
      key: "viewing",
      title: say("items.viewing"),
      render: (_, item) => (
        <>
          <ViewingMark stage={item.stage} viewingStage={item.viewingStage} />
          <WhyNoCopy item={item} />
          <RunningSteps steps={item.steps} track="viewing" />
        </>
      ),
    },
    {
      key: "case",
      title: say("items.case"),
      render: (_, { cases }) => <CaseNumbers cases={cases} />,
    },
  ];
}
