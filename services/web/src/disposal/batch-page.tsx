/** One batch: its way, what may be done with it now, its items, and its certificate. */
import { Skeleton } from "antd";
import { useParams } from "react-router";
import type { DisposalDetailBody } from "../../../review/disposal-schema.ts";
import { useMay } from "../api/queries.ts";
import { NotForYou } from "../frame/not-here.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import { BatchActs } from "./batch-acts.tsx";
import { BatchItems } from "./batch-items.tsx";
import { BatchMark, countsText, useNextStep } from "./batch-state.tsx";
import { BatchSteps } from "./batch-steps.tsx";
import { Certificate } from "./certificate.tsx";
import { useBatch } from "./disposal-api.ts";

export function BatchPage() {
  const { id = "" } = useParams();
  const query = useBatch(id);
  if (!useMay("disposal:see")) return <NotForYou />;
  if (query.data !== undefined) return <Batch key={id} batch={query.data} />;
  if (query.error !== null)
    return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton active />;
}

function Batch({ batch }: { readonly batch: DisposalDetailBody }) {
  const say = useSay();
  const nextOf = useNextStep();
  return (
    <>
      <div className="head">
        <div>
          <h1>{batch.reason}</h1>
          <div className="quiet small code">{batch.id}</div>
        </div>
        <BatchMark batch={batch} />
        <BatchActs batch={batch} />
      </div>
      <p>
        {countsText(say, batch.counts)} <span className="quiet">{nextOf(batch)}</span>
      </p>
      <div className="item">
        <BatchSteps batch={batch} />
        <Certificate batch={batch} />
      </div>
      <BatchItems batch={batch} />
    </>
  );
}
