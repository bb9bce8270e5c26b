/** The file of a case: what stands in it and in which order, what changed since it was sealed, and its sealed versions. */
import { Skeleton } from "antd";
import { Link, useParams } from "react-router";
import { AskInstead } from "../access/ask-access.tsx";
import { useCase } from "../cases/case-api.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import { useCaseFile } from "./file-api.ts";
import { FileOrder } from "./file-order-panel.tsx";
import { SinceSealed } from "./since-sealed.tsx";
import { Versions } from "./versions.tsx";

export function CaseFilePage() {
  const say = useSay();
  const { id = "" } = useParams();
  const found = useCaseFile(id);
  const number = useCase(id).data?.number;
  return (
    <>
      <div className="head">
        <h1>
          {say("file.title")} {number}
        </h1>
        <Link to={`/cases/${id}`}>{say("file.to-case")}</Link>
      </div>
      <p className="quiet">{say("file.lead")}</p>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      <AskInstead error={found.error} about={id} />
      {found.isPending && <Skeleton active />}
      {found.data !== undefined && (
        <>
          <FileOrder key={id} caseId={id} file={found.data} />
          <SinceSealed caseId={id} file={found.data} />
          <Versions caseId={id} versions={found.data.versions} />
        </>
      )}
    </>
  );
}
