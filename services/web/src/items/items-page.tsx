/** The list of items: what came in, where it stands, what moves just now. */
import { SyncOutlined } from "@ant-design/icons";
import { isMoving, useItems, useMay } from "../api/queries.ts";
import { LoadMore } from "../frame/load-more.tsx";
import { later } from "../frame/later.tsx";
import { Mark } from "../frame/mark.tsx";
import { PlainButton } from "../frame/plain-button.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { Waiting } from "../frame/waiting.tsx";
import { useSay } from "../texts/say.ts";
import { useSelection } from "./choose-items.ts";
import { ItemList } from "./item-list.tsx";
import { useItemFilters } from "./use-item-filters.ts";

const ItemFilterBar = later(
  async () => (await import("./item-filters.tsx")).ItemFilterBar,
  <div className="filters">
    {["stage", "awaits", "device", "case"].map((filter) => (
      <span key={filter} className="filter-place" />
    ))}
  </div>,
);
const ChosenBar = later(async () => (await import("./chosen-bar.tsx")).ChosenBar);
const NoItems = later(async () => (await import("./no-items.tsx")).NoItems);

export function ItemsPage() {
  const say = useSay();
  const filters = useItemFilters();
  const query = useItems(filters.filters);
  const { selection, begin, end } = useSelection();
  const mayFlag = useMay("items:flag");
  const items = query.data?.pages.flatMap(({ entries }) => entries);
  return (
    <>
      <div className="head">
        <h1>{say("items.title")}</h1>
        <span role="status">
          {items?.some(isMoving) === true && (
            <Mark tone="move" icon={<SyncOutlined spin />}>
              {say("items.moving")}
            </Mark>
          )}
        </span>
        <ItemFilterBar state={filters} />
        {mayFlag && selection === null && (
          <PlainButton onClick={begin}>{say("flags.choose")}</PlainButton>
        )}
      </div>
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {items === undefined && query.isPending && <Waiting />}
      {items?.length === 0 && <NoItems filtered={filters.filtered} />}
      {selection !== null && (
        <ChosenBar
          selection={selection}
          shown={new Set((items ?? []).map(({ id }) => id))}
          onEnd={end}
        />
      )}
      {items !== undefined && items.length > 0 && (
        <>
          <ItemList items={items} loading={query.isPlaceholderData} selection={selection} />
          <LoadMore pages={query} count={items.length} />
        </>
      )}
    </>
  );
}
