/** What stands otherwise in a case file than in its newest sealed version. */
import type { CaseFileBodyOut } from "../../../review/case-file-schema.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import { useEntryNames } from "./entry-names.ts";
import { useVersion } from "./file-api.ts";
import { changesSince, draftOf, keyOf, sealedIn } from "./file-order.ts";

export function SinceSealed({
  caseId,
  file,
}: {
  readonly caseId: string;
  readonly file: CaseFileBodyOut;
}) {
  const say = useSay();
  const nameOf = useEntryNames(caseId);
  const newest = file.versions[0];
  const found = useVersion(caseId, newest?.number ?? 0, "", newest !== undefined);
  if (newest === undefined) return null;
  const sealed = found.data?.sha256 === newest.sha256 ? sealedIn(found.data.text) : null;
  const changes = sealed === null ? null : changesSince(sealed.entries, draftOf(file.entries));
  return (
    <section className="panel" aria-labelledby="since-sealed">
      <h2 id="since-sealed">{say("file.since", { number: newest.number })}</h2>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {changes?.length === 0 && <p role="status">{say("file.since-none")}</p>}
      {changes !== null && changes.length > 0 && (
        <ul className="entries">
          {changes.map(({ act, entry, before, after }) => {
            const { kind, name } = nameOf(entry);
            const places = { before: before ?? 0, after: after ?? 0 };
            return (
              <li key={`${act} ${keyOf(entry)}`}>
                {say(`file.change.${act}`, places)} <span className="quiet">{kind}</span> {name}
              </li>
            );
          })}
        </ul>
      )}
      <p className="quiet small">{say("file.since-verdicts")}</p>
    </section>
  );
}
