/** On the page of a case: the packages that hold something of it, and for whom they were made. */
import { Link } from "react-router";
import { useList } from "../api/lists.ts";
import { useMay } from "../api/queries.ts";
import { LoadMore } from "../frame/load-more.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";

export function PackagesOfCase({ caseId }: { readonly caseId: string }) {
  const say = useSay();
  const maySee = useMay("packages:see");
  const query = useList(["packages", { caseId }], "/packages", { caseId }, () => false, maySee);
  if (!maySee) return null;
  const packages = query.data?.pages.flatMap(({ entries }) => entries) ?? [];
  return (
    <section className="panel" aria-labelledby="case-packages">
      <h2 id="case-packages">{say("line.packages")}</h2>
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {query.isSuccess && packages.length === 0 && (
        <p className="quiet">{say("line.no-packages")}</p>
      )}
      <ul className="downloads">
        {packages.map(({ id, requestedAt, purpose, state, watermark }) => (
          <li key={id}>
            <Link to={watermark === null ? "/packages" : `/exports/${id}`}>
              {localTime(requestedAt)} {purpose}
            </Link>
            <span className="quiet small">{say(`packages.${state}`)}</span>
          </li>
        ))}
      </ul>
      {query.hasNextPage && <LoadMore pages={query} count={packages.length} />}
    </section>
  );
}
