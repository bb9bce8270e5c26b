/** Disposal: what is past its term, and the batches in which it ends. */
import { useSearchParams } from "react-router";
import { Segmented } from "antd";
import { useMay } from "../api/queries.ts";
import { NotForYou } from "../frame/not-here.tsx";
import { useSay } from "../texts/say.ts";
import { DueLooks } from "../extensions/due-looks.tsx";
import { EndingItems } from "../extensions/ending-items.tsx";
import { Batches } from "./batches.tsx";
import { DueItems } from "./due-items.tsx";

const SHOWN = ["batches", "due", "archive", "looks", "ending"] as const;

export function DisposalPage() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const shown = SHOWN.find((each) => each === search.get("show")) ?? "batches";
  if (!useMay("disposal:see")) return <NotForYou />;
  return (
    <>
      <div className="head">
        <h1>{say("disposal.title")}</h1>
        <Segmented
          name="disposal-show"
          aria-label={say("disposal.show")}
          value={shown}
          options={SHOWN.map((value) => ({
            value,
            label: say(`disposal.${value}`),
          }))}
          onChange={(value) =>
            setSearch(value === "batches" ? {} : { show: value }, { replace: true })
          }
        />
      </div>
      <p className="quiet">{say("disposal.lead")}</p>
      {shown === "batches" && <Batches />}
      {shown === "due" && <DueItems key={shown} way="destroy" />}
      {shown === "looks" && <DueLooks />}
      {shown === "ending" && <EndingItems />}
      {shown === "archive" && <DueItems key={shown} way="transfer" />}
    </>
  );
}
