/** One device: its recordings on a time line and one after another, and what is missing, doubled or out of step. */
import { CheckCircleOutlined, WarningOutlined } from "@ant-design/icons";
import { Skeleton, type TableColumnsType } from "antd";
import { useMemo } from "react";
import { Link, useParams } from "react-router";
import type { DeviceChainBody } from "../../../review/api-schema.ts";
import { useDeviceChain } from "../api/queries.ts";
import { Mark } from "../frame/mark.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { ExpectedSigning } from "./expected-signing.tsx";
import { TimeLine } from "./line-picture.tsx";
import type { Finding, Recording } from "./time-line.ts";

export function ChainPage() {
  const { id = "" } = useParams();
  const query = useDeviceChain(id);
  const pages = useMemo(() => query.data?.pages ?? [], [query.data]);
  const entries = useMemo(() => pages.flatMap((page) => page.entries), [pages]);
  // Two pages tell of a visit between them.
  const findings = useMemo(() => once(pages.flatMap((page) => page.findings)), [pages]);
  const visits = useMemo(() => once(pages.flatMap((page) => page.visits)), [pages]);
  const [first] = pages;
  if (first === undefined) {
    return (
      <>
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
        {query.isPending && <Skeleton active />}
      </>
    );
  }
  return (
    <>
      <Head of={first} shown={entries.length} />
      <Findings findings={findings} />
      {entries.length > 0 && <TimeLine entries={entries} findings={findings} />}
      <Recordings query={query} findings={findings} />
      {visits.length > 0 && <Visits visits={visits} />}
      <ExpectedSigning deviceId={id} />
    </>
  );
}

const once = <T,>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

function Head({
  of: { device, end },
  shown,
}: {
  readonly of: DeviceChainBody;
  readonly shown: number;
}) {
  const say = useSay();
  return (
    <>
      <div className="head">
        <h1>{say("chain.title", { name: device.name })}</h1>
      </div>
      <p className="quiet">{say("chain.lead")}</p>
      <p>
        {say("chain.count", { count: shown })} ·{" "}
        {end.sequence === 0 && shown > 0
          ? say("chain.own-none")
          : say("chain.sealed", { count: end.sequence })}
      </p>
    </>
  );
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <section className="panel" aria-labelledby="findings">
      <h2 id="findings">{say("chain.findings", { count: findings.length })}</h2>
      {findings.length === 0 && (
        <Mark tone="good" icon={<CheckCircleOutlined />}>
          {say("chain.nothing")}
        </Mark>
      )}
      <ul className="findings">
        {findings.map(({ kind, at, words, itemId, visitId }, place) => (
          <li key={place}>
            <time dateTime={at}>{localTime(at)}</time>
            <Mark tone={kind === "duplicate" ? "still" : "warn"} icon={<WarningOutlined />}>
              {words[language]}
            </Mark>
            {itemId !== null && <Link to={`/items/${itemId}`}>{say("chain.to-item")}</Link>}
            {visitId !== null && <a href={`#visit-${visitId}`}>{say("chain.to-visit")}</a>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Recordings({
  query,
  findings,
}: {
  readonly query: ReturnType<typeof useDeviceChain>;
  readonly findings: readonly Finding[];
}) {
  const say = useSay();
  const found = useMemo(() => Map.groupBy(findings, ({ itemId }) => itemId ?? ""), [findings]);
  const data = useMemo(() => {
    let place = 0;
    return {
      pages: (query.data?.pages ?? []).map(({ entries }) => ({
        entries: entries.map((entry) => ({ ...entry, id: String((place += 1)) })),
      })),
    };
  }, [query.data]);
  return (
    <>
      <h2>{say("chain.recordings")}</h2>
      <PagesTable<Row>
        query={{ ...query, data }}
        title="chain.recordings"
        none="chain.none"
        columns={useColumns(found)}
      />
    </>
  );
}

type Row = Recording & { readonly id: string };

function useColumns(found: ReadonlyMap<string, readonly Finding[]>): TableColumnsType<Row> {
  const say = useSay();
  const { language } = useLanguage();
  return [
    {
      key: "recorded",
      title: say("chain.recorded"),
      className: "nowrap",
      render: (_, { recordedAt, receivedAt }) => localTime(recordedAt ?? receivedAt),
    },
    {
      key: "file",
      title: say("chain.file"),
      render: (_, { itemId, filename }) =>
        itemId === null ? say("chain.hidden") : <Link to={`/items/${itemId}`}>{filename}</Link>,
    },
    {
      key: "number",
      title: say("chain.number"),
      align: "right",
      render: (_, { sequence }) => sequence ?? say("chain.not-sealed"),
    },
    {
      key: "state",
      title: say("chain.state"),
      render: (_, { itemId }) =>
        (found.get(itemId ?? "none") ?? []).map(({ kind, words }) => (
          <Mark key={kind} tone="warn" icon={<WarningOutlined />}>
            {words[language]}
          </Mark>
        )),
    },
    {
      key: "previous",
      title: say("chain.previous"),
      responsive: ["lg"],
      render: (_, { previousManifestSha256: previous }) =>
        previous !== null && (
          <code title={`${say("chain.previous")} ${previous}`}>{previous.slice(0, 12)}…</code>
        ),
    },
    {
      key: "visit",
      title: say("chain.visit"),
      responsive: ["md"],
      render: (_, { visitId, receivedAt }) =>
        visitId !== null && <a href={`#visit-${visitId}`}>{localTime(receivedAt)}</a>,
    },
  ];
}

function Visits({ visits }: { readonly visits: DeviceChainBody["visits"] }) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <section className="panel" aria-labelledby="visits">
      <h2 id="visits">{say("chain.visits")}</h2>
      <ul className="findings">
        {visits.map(({ id, openedAt, camera, files, words, isGap }) => (
          <li key={id} id={`visit-${id}`} tabIndex={-1}>
            <time dateTime={openedAt}>{localTime(openedAt)}</time>
            <span>
              {camera}
              {files !== null && ` · ${say("visits.files")} ${files}`}
            </span>
            {isGap ? (
              <Mark tone="warn" icon={<WarningOutlined />}>
                {words?.[language]}
              </Mark>
            ) : (
              <span className="small">{words?.[language] ?? say("chain.no-numbers")}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
