/** A guest's first screen: what was shared with me, for what and until when. */
import { Skeleton } from "antd";
import { Link } from "react-router";
import type { SharedBody } from "../../../review/sharing-schema.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { useShared } from "./shared-api.ts";

export function SharedPage() {
  const say = useSay();
  const query = useShared();
  return (
    <>
      <h1>{say("shared.title")}</h1>
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton active />}
      {query.data?.entries.length === 0 && <p role="status">{say("shared.none")}</p>}
      {query.data?.entries.map((share) => (
        <Card key={share.id} of={share} />
      ))}
    </>
  );
}

function Card({ of: share }: { readonly of: SharedBody }) {
  const say = useSay();
  return (
    <section className="panel" aria-labelledby={`share-${share.id}`}>
      <h2 id={`share-${share.id}`}>
        <Link to={`/shared/${share.id}`}>
          {share.caseNumber === null
            ? share.documentName
            : say("sharing.case", { number: share.caseNumber })}
        </Link>
      </h2>
      <p>{say("shared.lead", { agency: share.agency })}</p>
      <p>
        {say(`purpose.kind-${share.purpose === "evidence" ? "evidence" : "supervision"}`)} ·{" "}
        {share.reason} · {say("shared.until", { day: share.until })}
      </p>
      <p className="quiet small">
        {share.acknowledged === null
          ? say("sharing.share-not-acknowledged")
          : say("shared.acknowledged", { time: localTime(share.acknowledged.at) })}
      </p>
    </section>
  );
}
