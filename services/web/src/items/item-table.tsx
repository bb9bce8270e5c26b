/** The list of items on a wide screen. */
import { Table, type TableColumnsType, type TableProps } from "antd";
import { useMemo } from "react";
import { Link } from "react-router";
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import { LabelMarks } from "../secrecy/label-mark.tsx";
import { lengthText, localTime, sizeText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import type { Say } from "../texts/texts.ts";
import type { Selection } from "./choose-items.tsx";
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
      columns={columns}
      dataSource={[...items]}
      loading={loading}
      {...(selection !== null && { rowSelection: chosenBy(selection) })}
    />
  );
}

type Chosen = NonNullable<TableProps<ItemSummaryBody>["rowSelection"]>;

const chosenBy = ({ chosen, choose }: Selection): Chosen => ({
  selectedRowKeys: [...chosen],
  // Its English name would be spoken in a Chinese page.
  hideSelectAll: true,
  getCheckboxProps: ({ filename }) => ({ "aria-label": filename }),
  onSelect: ({ id }, isChosen) => choose(id, isChosen),
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
      render: (_, { stage, steps }) => (
        <>
          <StageMark stage={stage} />
          <RunningSteps steps={steps} track="original" />
        </>
      ),
    },
    {
      key: "viewing",
      title: say("items.viewing"),
      render: (_, { stage, viewingStage, steps }) => (
        <>
          <ViewingMark stage={stage} viewingStage={viewingStage} />
          <RunningSteps steps={steps} track="viewing" />
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
