/** When the systems that tell of cases were heard last, and a notice where they fell silent. */
import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { call } from "../api/request.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";

export function CaseSources() {
  const say = useSay();
  const query = useQuery({
    queryKey: ["case-sources"],
    queryFn: ({ signal }) => call("GET", "/cases/sources", { signal }),
  });
  const { data, error, refetch } = query;
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined || (data.entries.length === 0 && !data.isSilent)) return null;
  const told = ({ source, heardAt }: (typeof data.entries)[number]): string =>
    `${source} ${localTime(heardAt)}`;
  const heard = data.entries.map(told);
  const silent = data.entries.filter((one) => one.isSilent).map(told);
  return (
    <>
      {data.isSilent && (
        <Alert
          type="warning"
          showIcon
          title={say("cases.silent", {
            ...{ days: data.silentAfterDays ?? 0, which: silent.join(", ") || "–" },
          })}
          description={say("cases.silent-how")}
        />
      )}
      {heard.length > 0 && (
        <p className="quiet small">{say("cases.heard", { heard: heard.join(", ") })}</p>
      )}
    </>
  );
}
