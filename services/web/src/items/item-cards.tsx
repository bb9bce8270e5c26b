/** The list of items on a phone. */
import { Link } from "react-router";
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import { LabelMarks } from "../secrecy/label-mark.tsx";
import { lengthText, localTime, sizeText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { ChooseItem } from "./choose-item.tsx";
import type { Selection } from "./choose-items.ts";
import { WhyNoCopy, WhyQuarantined } from "./item-why.tsx";
import { CaseNumbers } from "./item-table.tsx";
import { Poster } from "./poster.tsx";
import { RunningSteps } from "./running-steps.tsx";
import { StageMark, ViewingMark } from "./stage-mark.tsx";

export function ItemCards({
  items,
  loading,
  selection = null,
}: {
  readonly items: readonly ItemSummaryBody[];
  readonly loading: boolean;
  readonly selection?: Selection | null;
}) {
  return (
    <ul className="cards" aria-busy={loading}>
      {items.map((item) => (
        <ItemCard key={item.id} item={item} selection={selection} />
      ))}
    </ul>
  );
}

function ItemCard({
  item,
  selection,
}: {
  readonly item: ItemSummaryBody;
  readonly selection: Selection | null;
}) {
  const say = useSay();
  const { id, filename, deviceName, sizeBytes, durationSeconds, recordedAt, receivedAt } = item;
  return (
    <li className="card">
      <Poster item={item} />
      <div>
        {selection !== null && (
          <>
            <ChooseItem item={item} selection={selection} />{" "}
          </>
        )}
        <Link to={`/items/${id}`} className="file-name">
          {filename}
        </Link>
        <div className="card-facts quiet small">
          <span>{deviceName}</span>
          <span className="nowrap">{sizeText(sizeBytes)}</span>
          {durationSeconds !== null && (
            <span className="nowrap">{lengthText(durationSeconds)}</span>
          )}
        </div>
        <LabelMarks labels={item.labels} />
      </div>
      <div className="card-wide card-facts">
        <Standing item={item} />
      </div>
      <div className="card-wide card-facts quiet small">
        <span className="nowrap">
          {say("items.recorded")}{" "}
          {recordedAt === null ? say("items.no-recorded") : localTime(recordedAt)}
        </span>
        <span className="nowrap">
          {say("items.received")} {localTime(receivedAt)}
        </span>
        {item.cases.length > 0 && (
          <span>
            {say("items.case")} <CaseNumbers cases={item.cases} />
          </span>
        )}
      </div>
      {item.steps.length > 0 && (
        <div className="card-wide">
          <RunningSteps steps={item.steps} />
        </div>
      )}
    </li>
  );
}

function Standing({ item }: { readonly item: ItemSummaryBody }) {
  return (
    <>
      <StageMark stage={item.stage} />
      <WhyQuarantined item={item} />
      <ViewingMark stage={item.stage} viewingStage={item.viewingStage} />
      <WhyNoCopy item={item} />
    </>
  );
}
