/** The audit: what one person did, what happened to one item or case, and what was refused, between two days. */
import { Checkbox, Input } from "antd";
import { useEffect } from "react";
import { Link, useSearchParams } from "react-router";
import type { AuditEntryBody } from "../../../review/audit-schema.ts";
import { actionSentence } from "../admin/action-sentence.ts";
import { dayStart } from "../admin/day-start.ts";
import { useMay, useUsers } from "../api/queries.ts";
import { Choice } from "../frame/choice.tsx";
import { DayRange } from "../frame/day-range.tsx";
import { NotForYou } from "../frame/not-here.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { TakeAway } from "../frame/take-away.tsx";
import { custodySentence } from "../item/custody-sentence.ts";
import { Pairs } from "../item/pairs.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { isAskable, useAudit } from "./audit-api.ts";

const NAMES = ["person", "item", "case", "only", "from", "until"] as const;
type Chosen = Readonly<Record<(typeof NAMES)[number], string | undefined>>;

export function AuditPage() {
  const say = useSay();
  const maySee = useMay("actions:see");
  const [search, setSearch] = useSearchParams();
  const [person, item, file, only, from, until] = NAMES.map(
    (name) => search.get(name) ?? undefined,
  );
  const chosen: Chosen = { person, item, case: file, only, from, until };
  const asked = { ...chosen, from: dayStart(from, 0), until: dayStart(until, 1) };
  const query = useAudit(asked);
  if (!maySee) return <NotForYou />;
  return (
    <>
      <div className="head">
        <h1>{say("audit.title")}</h1>
      </div>
      <p className="quiet">{say("audit.lead")}</p>
      <Filters
        chosen={chosen}
        onChosen={(next) =>
          setSearch(Object.entries(next).filter((pair): pair is [string, string] => !!pair[1]))
        }
      />
      {isAskable(asked) ? (
        <>
          <TakeAway path="/audit" query={asked} name="audit" formats={["csv", "jsonl"]} />
          <PagesTable
            query={query}
            title="audit.title"
            none="audit.none"
            columns={[
              {
                key: "at",
                title: say("actions.at"),
                className: "nowrap",
                render: (_, { at }) => <time dateTime={at}>{localTime(at)}</time>,
              },
              { key: "what", title: say("actions.what"), render: (_, one) => <What of={one} /> },
              { key: "about", title: say("audit.about"), render: (_, one) => <About of={one} /> },
              { key: "reason", title: say("actions.reason"), dataIndex: "reason" },
            ]}
          />
        </>
      ) : (
        <p role="status">{say("audit.choose")}</p>
      )}
    </>
  );
}

function What({ of }: { readonly of: AuditEntryBody }) {
  const say = useSay();
  const { data, before, after, index, sha256, actor, kind } = of;
  const text =
    data === null
      ? actionSentence(say, { ...of, subject: of.about, subjectName: of.aboutName })
      : custodySentence(say, { ...of, data }).text;
  return (
    <>
      {text}
      <details className="small">
        <summary>{say("actions.details")}</summary>
        <Pairs of={{ index, kind, actor, ...data, before, after, sha256 }} />
      </details>
    </>
  );
}

const PLACES: Readonly<Record<string, string>> = { item: "/items", case: "/cases" };

function About({ of: { about, aboutName } }: { readonly of: AuditEntryBody }) {
  const [type = "", id = ""] = about?.split(":") ?? [];
  const place = PLACES[type];
  const name = aboutName ?? about;
  return place === undefined ? name : <Link to={`${place}/${id}`}>{name}</Link>;
}

function Filters({
  chosen,
  onChosen,
}: {
  readonly chosen: Chosen;
  readonly onChosen: (chosen: Chosen) => void;
}) {
  const say = useSay();
  const people = useEverybody();
  return (
    <div className="filters">
      <Choice<string>
        aria-label={say("audit.whose")}
        placeholder={say("audit.whose")}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        value={chosen.person ?? null}
        options={people.map(({ id, displayName, name }) => ({
          ...{ value: id, label: `${displayName} ${name}` },
        }))}
        onChange={(person?: string) => onChosen({ ...chosen, person })}
      />
      <OneObject chosen={chosen} onChosen={onChosen} />
      <Checkbox
        checked={chosen.only !== undefined}
        onChange={({ target }) =>
          onChosen({ ...chosen, only: target.checked ? "refusals" : undefined })
        }
      >
        {say("audit.only-refusals")}
      </Checkbox>
      <DayRange days={chosen} onDays={(days) => onChosen({ ...chosen, ...days })} />
    </div>
  );
}

function OneObject({
  chosen,
  onChosen,
}: {
  readonly chosen: Chosen;
  readonly onChosen: (chosen: Chosen) => void;
}) {
  const say = useSay();
  const object = chosen.case === undefined ? "item" : "case";
  const about = (kind: "item" | "case", id: string | undefined): Chosen => ({
    ...{ ...chosen, item: undefined, case: undefined },
    [kind]: id?.trim(),
  });
  return (
    <>
      <Choice<"item" | "case">
        aria-label={say("audit.kind-of-object")}
        value={object}
        options={(["item", "case"] as const).map((value) => ({
          ...{ value, label: say(`audit.is-${value}`) },
        }))}
        onChange={(kind) => onChosen(about(kind, chosen[object]))}
      />
      <Input
        aria-label={say("audit.object")}
        placeholder={say("audit.object")}
        defaultValue={chosen[object] ?? ""}
        onPressEnter={({ currentTarget }) => onChosen(about(object, currentTarget.value))}
        onBlur={({ target }) => onChosen(about(object, target.value))}
      />
    </>
  );
}

/** All accounts, also those that are closed: what they did stays on record. */
function useEverybody() {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useUsers();
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return data?.pages.flatMap(({ entries }) => entries) ?? [];
}
