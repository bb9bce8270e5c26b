/** Search: one box, what narrows it, what is found, and what stood in the way where nothing is. */
import { Skeleton } from "antd";
import { LoadMore } from "../frame/load-more.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { ItemList } from "../items/item-list.tsx";
import { useSay } from "../texts/say.ts";
import { useFoundItems } from "./search-api.ts";
import { SavedSearches } from "./saved-searches.tsx";
import { SearchBox, SearchFilters } from "./search-box.tsx";
import { Chips, Facets, NothingFound } from "./search-chips.tsx";
import { useQuestion } from "./search-question.ts";

export function SearchPage() {
  const say = useSay();
  const asking = useQuestion();
  const query = useFoundItems(asking.question);
  const items = query.data?.pages.flatMap(({ entries }) => entries);
  return (
    <>
      <div className="head">
        <h1>{say("search.title")}</h1>
      </div>
      <SearchBox {...asking} />
      <SearchFilters {...asking} />
      <Chips {...asking} />
      <SavedSearches question={asking.question} />
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {items === undefined && query.isPending && <Skeleton active />}
      {items?.length === 0 && <NothingFound {...asking} />}
      {items !== undefined && items.length > 0 && (
        <div className="found">
          <Facets {...asking} />
          <div>
            <ItemList items={items} loading={query.isPlaceholderData} />
            <LoadMore pages={query} count={items.length} />
          </div>
        </div>
      )}
    </>
  );
}
