/** The list of items on a phone. */
import { Link } from "react-router";
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import { LabelMarks } from "../secrecy/label-mark.tsx";
import { lengthText, localTime, sizeText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { CaseNumbers } from "./item-table.tsx";
import { Poster } from "./poster.tsx";
import { RunningSteps } from "./running-steps.tsx";
import { StageMark, ViewingMark } from "./stage-mark.tsx";

export function ItemCards({ items }: { readonly items: readonly ItemSummaryBody[] }) {
  return (
    <ul className="cards">
      {items.map((item) => (
        <ItemCard key={item.id} item={item} />
      ))}
    </ul>
  );
}

function ItemCard({ item }: { readonly item: ItemSummaryBody }) {
  const say = useSay();
  const { id, filename, deviceName, sizeBytes, durationSeconds, recordedAt, receivedAt } = item;
  return (
    <li className="card">
      <Poster item={item} />
      <div>
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
        <StageMark stage={item.stage} />
        <ViewingMark stage={item.stage} viewingStage={item.viewingStage} />
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
