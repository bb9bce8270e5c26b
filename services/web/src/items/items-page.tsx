/** The list of items: what came in, where it stands, what moves just now. */
import { SyncOutlined } from "@ant-design/icons";
import { Button, Grid, Skeleton } from "antd";
import { useDeferredValue } from "react";
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import { isMoving, useItems, useMay } from "../api/queries.ts";
import { LoadMore } from "../frame/load-more.tsx";
import { Mark } from "../frame/mark.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import { ChosenBar, type Selection, useSelection } from "./choose-items.tsx";
import { NoItems } from "./no-items.tsx";
import { ItemCards } from "./item-cards.tsx";
import { ItemFilterBar, useItemFilters } from "./item-filters.tsx";
import { ItemTable } from "./item-table.tsx";

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
        {mayFlag && selection === null && <Button onClick={begin}>{say("flags.choose")}</Button>}
      </div>
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {items === undefined && query.isPending && <Skeleton active />}
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

/** About as many as a screen has room for: they are drawn first, and at once the rest. */
const FIRST_ROWS = 20;

/** A table where there is room for one, cards on a phone and on a tablet. */
export function ItemList({
  items,
  ...props
}: {
  readonly items: readonly ItemSummaryBody[];
  readonly loading: boolean;
  readonly selection?: Selection | null;
}) {
  const { lg } = Grid.useBreakpoint();
  const drawn = useDeferredValue(items, items.slice(0, FIRST_ROWS));
  return lg === true ? (
    <ItemTable items={drawn} {...props} />
  ) : (
    <ItemCards items={drawn} {...props} />
  );
}
