/** One case: its items, and a package of them all. */
import { Skeleton } from "antd";
import { Link, useParams } from "react-router";
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import { AskInstead } from "../access/ask-access.tsx";
import { useItems, useMay } from "../api/queries.ts";
import { ConditionsHere } from "../conditions/conditions-here.tsx";
import { ExtendAll } from "../extensions/extensions-here.tsx";
import { OrderExport } from "../exports/order-export.tsx";
import { LegalReviewHere } from "../legalreview/legal-review-here.tsx";
import { LoadMore } from "../frame/load-more.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { WhyLabels } from "../frame/why.tsx";
import { GrantsHere } from "../grants/grants-here.tsx";
import { HoldsHere } from "../holds/holds-here.tsx";
import { usePurpose } from "../item/purpose-dialog.tsx";
import { DeadlinesHere } from "../deadlines/deadlines-here.tsx";
import { ItemList } from "../items/item-list.tsx";
import { PackageOrder } from "../packages/package-order.tsx";
import { PublicityHere } from "../publicity/publicity-here.tsx";
import { LabelMarks } from "../secrecy/label-mark.tsx";
import { LabelsHere } from "../secrecy/labels-here.tsx";
import { CaseSessions } from "../sessions/case-sessions.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { useCase } from "./case-api.ts";
import { CaseFacts } from "./case-facts.tsx";
import { CaseLineHere } from "./case-line-here.tsx";
import { PackagesOfCase } from "./packages-of-case.tsx";

/** As many as one package may hold. */
const PACKAGE_MAX = 500;

export function CasePage() {
  const { id = "" } = useParams();
  const query = useItems({ caseId: id });
  const items = query.data?.pages.flatMap(({ entries }) => entries) ?? [];
  return (
    <>
      <CaseHead id={id} items={items} whole={query.isSuccess && !query.hasNextPage} />
      <CaseLineHere caseId={id} />
      <CaseSessions caseId={id} />
      <LegalReviewHere caseId={id} />
      <DeadlinesHere caseId={id} />
      <PublicityHere caseId={id} />
      <ConditionsHere of="cases" id={id} />
      <ExtendAll thing={{ of: "cases", id }} />
      <LabelsHere things="cases" id={id} />
      <HoldsHere caseId={id} />
      <GrantsHere caseId={id} />
      <PackagesOfCase caseId={id} />
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {query.isSuccess && items.length === 0 && <NothingLinked />}
      {items.length > 0 && (
        <>
          <ItemList items={items} loading={false} />
          <LoadMore pages={query} count={items.length} />
        </>
      )}
    </>
  );
}

function NothingLinked() {
  const say = useSay();
  return (
    <div className="panel" role="status">
      <h2>{say("cases.empty")}</h2>
      <p>{say("cases.empty-how")}</p>
    </div>
  );
}

/** `whole`: `items` are all of the case's, so a package of them is one of the case. */
function CaseHead({
  id,
  items,
  whole,
}: {
  readonly id: string;
  readonly items: readonly ItemSummaryBody[];
  readonly whole: boolean;
}) {
  const say = useSay();
  const found = useCase(id);
  const mayPackage = useMay("packages:make");
  const mayAudit = useMay("actions:see");
  const problem = (
    <>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      <AskInstead error={found.error} about={id} />
    </>
  );
  if (found.data === undefined) return found.error === null ? <Skeleton active /> : problem;
  const sealed = items.filter(({ stage }) => stage === "sealed");
  const packable = mayPackage && whole && sealed.length > 0 && sealed.length <= PACKAGE_MAX;
  return (
    <>
      {problem}
      <div className="head">
        <div>
          <h1>
            {found.data.number} {found.data.title}
          </h1>
          <LabelMarks labels={found.data.labels} />
          {found.data.labels.length > 0 && <WhyLabels />}
          <div className="quiet small">
            {say("cases.created")} {localTime(found.data.createdAt)}
          </div>
        </div>
        <Link to={`/cases/${id}/file`}>{say("file.open")}</Link>
        {mayAudit && <Link to={`/audit?case=${id}`}>{say("audit.here")}</Link>}
        {packable && <CasePackage caseId={id} itemIds={sealed.map((item) => item.id)} />}
      </div>
      <CaseFacts file={found.data} />
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
      <div className="acts">
        <PackageOrder itemIds={itemIds} purpose={purpose} />
        <OrderExport itemIds={itemIds} />
      </div>
      {purpose.dialog}
    </div>
  );
}
