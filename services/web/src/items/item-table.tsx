/** The list of items on a wide screen: a table of its own, because antd's is not there yet when the first rows are. */
import { type ReactNode, memo } from "react";
import { Link } from "react-router";
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import { LabelMarks } from "../secrecy/label-mark.tsx";
import { lengthText, localTime, sizeText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import type { Say } from "../texts/texts.ts";
import { ChooseItem } from "./choose-item.tsx";
import type { Selection } from "./choose-items.ts";
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
  return (
    <table className="list" aria-busy={loading}>
      <thead>
        <tr>
          {selection !== null && <th scope="col">{say("flags.column")}</th>}
          {COLUMNS.map(({ title }) => (
            <th key={title} scope="col">
              {say(title)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            {selection !== null && (
              <td>
                <ChooseItem item={item} selection={selection} />
              </td>
            )}
            <Cells item={item} say={say} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Not drawn again while something is chosen. */
const Cells = memo(function Cells({
  item,
  say,
}: {
  readonly item: ItemSummaryBody;
  readonly say: Say;
}) {
  return COLUMNS.map(({ title, isNarrow, cell }) => (
    <td key={title} className={isNarrow === true ? "nowrap" : undefined}>
      {cell(item, say)}
    </td>
  ));
});

export function CaseNumbers({ cases }: Pick<ItemSummaryBody, "cases">) {
  return cases.map(({ id, number }, position) => (
    <span key={id}>
      {position > 0 && ", "}
      <Link to={`/cases/${id}`}>{number}</Link>
    </span>
  ));
}

interface Column {
  readonly title: `items.${string}` & Parameters<Say>[0];
  readonly isNarrow?: boolean;
  readonly cell: (item: ItemSummaryBody, say: Say) => ReactNode;
}

const COLUMNS: readonly Column[] = [
  { title: "items.picture", cell: (item) => <Poster item={item} /> },
  { title: "items.file", cell: (item) => <FileCell item={item} /> },
  { title: "items.device", isNarrow: true, cell: ({ deviceName }) => deviceName },
  {
    title: "items.recorded",
    isNarrow: true,
    cell: ({ recordedAt }, say) =>
      recordedAt === null ? (
        <span className="quiet">{say("items.no-recorded")}</span>
      ) : (
        localTime(recordedAt)
      ),
  },
  { title: "items.received", isNarrow: true, cell: ({ receivedAt }) => localTime(receivedAt) },
  {
    title: "items.original",
    cell: (item) => (
      <>
        <StageMark stage={item.stage} />
        <WhyQuarantined item={item} />
        <RunningSteps steps={item.steps} track="original" />
      </>
    ),
  },
  {
    title: "items.viewing",
    cell: (item) => (
      <>
        <ViewingMark stage={item.stage} viewingStage={item.viewingStage} />
        <WhyNoCopy item={item} />
        <RunningSteps steps={item.steps} track="viewing" />
      </>
    ),
  },
  { title: "items.case", cell: ({ cases }) => <CaseNumbers cases={cases} /> },
];

function FileCell({
  item: { id, filename, durationSeconds, sizeBytes, labels },
}: {
  readonly item: ItemSummaryBody;
}) {
  return (
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
  );
}
