/** One batch: its way, what may be done with it now, its items, and its certificate. */
import { WarningOutlined } from "@ant-design/icons";
import { Alert, Skeleton } from "antd";
import { useParams } from "react-router";
import type { DisposalDetailBody } from "../../../review/disposal-schema.ts";
import { useMay } from "../api/queries.ts";
import { NotForYou } from "../frame/not-here.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { sayCode } from "../texts/texts.ts";
import { Reasons } from "./against.tsx";
import { BatchActs } from "./batch-acts.tsx";
import { BatchItems } from "./batch-items.tsx";
import { BatchMark, countsText, useNextStep } from "./batch-state.tsx";
import { BatchSteps } from "./batch-steps.tsx";
import { Certificate } from "./certificate.tsx";
import { HandedOver } from "./handed-over.tsx";
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

function Stalled({ stalled }: { readonly stalled: NonNullable<DisposalDetailBody["stalled"]> }) {
  const say = useSay();
  const { since, code, against } = stalled;
  return (
    <Alert
      className="notice"
      type="warning"
      showIcon
      icon={<WarningOutlined aria-hidden />}
      title={say("disposal.stalled", { at: localTime(since) })}
      description={against.length === 0 ? sayCode(say, code) : <Reasons of={against} />}
    />
  );
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
      {batch.stalled !== null && <Stalled stalled={batch.stalled} />}
      <div className="item">
        <BatchSteps batch={batch} />
        <Certificate batch={batch} />
      </div>
      {batch.transfer !== null && <HandedOver transfer={batch.transfer} batch={batch} />}
      <BatchItems batch={batch} />
    </>
  );
}
