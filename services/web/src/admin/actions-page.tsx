/** What was done to the house, newest first, for those who audit it; to filter, and to take away. */
import { Link, useSearchParams } from "react-router";
import { useActions, useMay } from "../api/queries.ts";
import { Choice } from "../frame/choice.tsx";
import { DayRange } from "../frame/day-range.tsx";
import { NotForYou } from "../frame/not-here.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { TakeAway } from "../frame/take-away.tsx";
import { Pairs } from "../item/pairs.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { actionTexts } from "../texts/action-texts.ts";
import { isTextKey } from "../texts/texts.ts";
import { actionSentence } from "./action-sentence.ts";
import { CertificateEnds } from "./certificate-ends.tsx";
import { dayStart } from "./day-start.ts";

const KINDS = Object.keys(actionTexts).flatMap((key) =>
  key.startsWith("kind.") ? [key.slice("kind.".length)] : [],
);

export function ActionsPage() {
  const say = useSay();
  const maySee = useMay("actions:see");
  const [search, setSearch] = useSearchParams();
  const kind = search.get("kind") ?? undefined;
  const [from, until] = [search.get("from") ?? undefined, search.get("until") ?? undefined];
  const asked = { kind, from: dayStart(from, 0), until: dayStart(until, 1) };
  const query = useActions(asked);
  if (!maySee) return <NotForYou />;
  return (
    <>
      <div className="head">
        <h1>{say("actions.title")}</h1>
        <Link to="/audit?only=refusals">{say("audit.open")}</Link>
      </div>
      <p className="quiet">{say("actions.lead")}</p>
      <CertificateEnds />
      <Filters
        chosen={{ kind, from, until }}
        onChosen={(chosen) =>
          setSearch(Object.entries(chosen).filter((pair): pair is [string, string] => !!pair[1]))
        }
      />
      <TakeAway path="/actions" query={asked} name="actions" />
      <PagesTable
        query={query}
        title="actions.title"
        none="actions.none"
        columns={[
          {
            key: "at",
            title: say("actions.at"),
            className: "nowrap",
            render: (_, { at }) => <time dateTime={at}>{localTime(at)}</time>,
          },
          {
            key: "what",
            title: say("actions.what"),
            render: (_, action) => (
              <>
                {actionSentence(say, action)}
                <details className="small">
                  <summary>{say("actions.details")}</summary>
                  <Pairs of={recorded(action)} />
                </details>
              </>
            ),
          },
          { key: "reason", title: say("actions.reason"), dataIndex: "reason" },
        ]}
      />
    </>
  );
}

interface Chosen {
  readonly kind: string | undefined;
  /** First and last day, "2026-11-24". */
  readonly from: string | undefined;
  readonly until: string | undefined;
}

function Filters({
  chosen,
  onChosen,
}: {
  readonly chosen: Chosen;
  readonly onChosen: (chosen: Chosen) => void;
}) {
  const say = useSay();
  return (
    <div className="filters">
      <Choice
        aria-label={say("actions.any-kind")}
        placeholder={say("actions.any-kind")}
        allowClear
        value={chosen.kind}
        options={KINDS.map((value) => {
          const key = `kind.${value}`;
          return { value, label: isTextKey(key) ? say(key) : value };
        })}
        onChange={(kind?: string) => onChosen({ ...chosen, kind })}
      />
      <DayRange days={chosen} onDays={(days) => onChosen({ ...chosen, ...days })} />
    </div>
  );
}

type Shown = Parameters<typeof actionSentence>[1] & {
  readonly index: number;
  readonly at: string;
  readonly sha256: string;
};

function recorded({ index, at, kind, actor, subject, before, after, sha256 }: Shown) {
  return { index, at, kind, actor, subject, before, after, sha256 };
}
