/** One case: its items, and a package of them all. */
import { Skeleton } from "antd";
import { useParams } from "react-router";
import { useCase, useItems } from "../api/queries.ts";
import { LoadMore } from "../frame/load-more.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { usePurpose } from "../item/purpose-dialog.tsx";
import { ItemList } from "../items/items-page.tsx";
import { PackageOrder } from "../packages/package-order.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";

/** As many as one package may hold. */
const PACKAGE_MAX = 500;

export function CasePage() {
  const say = useSay();
  const { id = "" } = useParams();
  const found = useCase(id);
  const query = useItems({ caseId: id });
  const items = query.data?.pages.flatMap(({ entries }) => entries);
  const sealed = (items ?? []).filter(({ stage }) => stage === "sealed").slice(0, PACKAGE_MAX);
  return (
    <>
      <ProblemNotice error={found.error ?? query.error} onRetry={() => void query.refetch()} />
      {found.data === undefined && found.isPending && <Skeleton active />}
      {found.data !== undefined && (
        <div className="head">
          <div>
            <h1>
              {found.data.number} {found.data.title}
            </h1>
            <div className="quiet small">
              {say("cases.created")} {localTime(found.data.createdAt)}
            </div>
          </div>
          {sealed.length > 0 && !query.hasNextPage && (
            <CasePackage caseId={id} itemIds={sealed.map((item) => item.id)} />
          )}
        </div>
      )}
      {items?.length === 0 && (
        <div className="panel" role="status">
          <h2>{say("cases.empty")}</h2>
          <p>{say("cases.empty-how")}</p>
        </div>
      )}
      {items !== undefined && items.length > 0 && (
        <>
          <ItemList items={items} loading={false} />
          <LoadMore pages={query} count={items.length} />
        </>
      )}
    </>
  );
}

function CasePackage({
  caseId,
  itemIds,
}: {
  readonly caseId: string;
  readonly itemIds: readonly string[];
}) {
  const purpose = usePurpose(caseId);
  return (
    <div>
      <PackageOrder itemIds={itemIds} purpose={purpose} />
      {purpose.dialog}
    </div>
  );
}
