/** The rules of a pack as tables in words: classes, activities, deadlines, labels, and what they were made from. */
import { Table, type TableColumnsType } from "antd";
import { useId } from "react";
import type { PackBody } from "../../../review/policy-schema.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";
import { deadlineText, durationText, termText } from "./pack-words.ts";

interface Cited {
  readonly cite: readonly { readonly source: string; readonly at: string }[];
}
interface Titled {
  readonly code: string;
  readonly title: { readonly "zh-CN": string; readonly en: string };
}

export function PackTables({ pack }: { readonly pack: PackBody }) {
  return (
    <>
      <Classes pack={pack} />
      <Activities pack={pack} />
      <Deadlines pack={pack} />
      <Secrecy pack={pack} />
      <Sources pack={pack} />
    </>
  );
}

/** Columns that most tables begin with. */
function useNamed<Row extends Titled & { readonly confirmedByAgency?: boolean }>() {
  const say = useSay();
  const { language } = useLanguage();
  const columns: TableColumnsType<Row> = [
    { key: "code", title: say("policy.code"), className: "nowrap", dataIndex: "code" },
    {
      key: "title",
      title: say("policy.name"),
      render: (_, { title, confirmedByAgency }) => (
        <>
          {title[language]}
          {confirmedByAgency === false && (
            <div className="mark-warn small">{say("policy.unconfirmed")}</div>
          )}
        </>
      ),
    },
  ];
  return columns;
}

/** Where a rule stands, in the words of the pack's list of sources. */
function useCites<Row extends Cited>(pack: PackBody): TableColumnsType<Row>[number] {
  const say = useSay();
  const { language } = useLanguage();
  const titles = new Map(pack.sources.map(({ code, title }) => [code, title[language]]));
  return {
    key: "cite",
    title: say("policy.basis"),
    className: "small",
    render: (_, { cite }) =>
      cite.map(({ source, at }) => (
        <div key={source + at}>{`${titles.get(source) ?? source} ${at}`.trim()}</div>
      )),
  };
}

function Section<Row extends object>({
  title,
  rows,
  columns,
  note,
}: {
  readonly title: TextKey;
  readonly rows: readonly Row[];
  readonly columns: TableColumnsType<Row>;
  readonly note?: TextKey;
}) {
  const say = useSay();
  const id = useId();
  if (rows.length === 0) return null;
  return (
    <div className="panel">
      <h2 id={id}>{say(title)}</h2>
      {note !== undefined && <p className="quiet small">{say(note)}</p>}
      <div className="wide" role="region" aria-labelledby={id} tabIndex={0}>
        <Table<Row>
          className="roomy"
          rowKey="code"
          size="small"
          pagination={false}
          columns={columns}
          dataSource={rows}
        />
      </div>
    </div>
  );
}

function Classes({ pack }: { readonly pack: PackBody }) {
  const say = useSay();
  type Row = PackBody["classes"][number];
  const columns: TableColumnsType<Row> = [
    ...useNamed<Row>(),
    {
      key: "trigger",
      title: say("policy.trigger"),
      render: (_, { trigger }) => say(`trigger.${trigger}`),
    },
    {
      key: "floor",
      title: say("policy.floor"),
      render: (_, { floor, basis }) => termText(say, floor, basis),
    },
    {
      key: "ceiling",
      title: say("policy.ceiling"),
      render: (_, { ceiling, basis }) => termText(say, ceiling, basis),
    },
    useCites<Row>(pack),
  ];
  return (
    <Section
      title="policy.classes"
      note="policy.unconfirmed-note"
      rows={pack.classes}
      columns={columns}
    />
  );
}

function Activities({ pack }: { readonly pack: PackBody }) {
  const say = useSay();
  const { language } = useLanguage();
  const shots = new Map(pack.shots.map(({ code, title }) => [code, title[language]]));
  const between = language === "en" ? ", " : "、";
  type Row = PackBody["activities"][number];
  const columns: TableColumnsType<Row> = [
    ...useNamed<Row>(),
    { key: "duty", title: say("policy.duty"), render: (_, { duty }) => say(`duty.${duty}`) },
    {
      key: "from",
      title: say("policy.from-to"),
      render: (_, { start, stop }) => `${start[language]} → ${stop[language]}`,
    },
    {
      key: "shots",
      title: say("policy.shots"),
      render: (_, { requiredShots }) =>
        requiredShots.map((code) => shots.get(code) ?? code).join(between) || "–",
    },
    { key: "officers", title: say("policy.officers"), align: "right", dataIndex: "minOfficers" },
    useCites<Row>(pack),
  ];
  return <Section title="policy.activities" rows={pack.activities} columns={columns} />;
}

function Deadlines({ pack }: { readonly pack: PackBody }) {
  const say = useSay();
  type Row = PackBody["deadlines"][number];
  const columns: TableColumnsType<Row> = [
    ...useNamed<Row>(),
    {
      key: "trigger",
      title: say("policy.trigger"),
      render: (_, { trigger }) => say(`trigger.${trigger}`),
    },
    { key: "within", title: say("policy.within"), render: (_, row) => deadlineText(say, row) },
    useCites<Row>(pack),
  ];
  return <Section title="policy.deadlines" rows={pack.deadlines} columns={columns} />;
}

function Secrecy({ pack }: { readonly pack: PackBody }) {
  const say = useSay();
  type Row = PackBody["secrecy"][number]["levels"][number];
  const columns: TableColumnsType<Row> = [
    ...useNamed<Row>(),
    {
      key: "longest",
      title: say("policy.longest"),
      render: (_, { longest }) => (longest === null ? "–" : durationText(say, longest)),
    },
    useCites<Row>(pack),
  ];
  const rows = pack.secrecy.flatMap(({ levels }) => levels);
  return <Section title="policy.secrecy" rows={rows} columns={columns} />;
}

function Sources({ pack }: { readonly pack: PackBody }) {
  const say = useSay();
  type Row = PackBody["sources"][number];
  const columns: TableColumnsType<Row> = [
    ...useNamed<Row>(),
    { key: "read", title: say("policy.read"), render: (_, { read }) => say(`policy.read.${read}`) },
  ];
  return <Section title="policy.sources" rows={pack.sources} columns={columns} />;
}
