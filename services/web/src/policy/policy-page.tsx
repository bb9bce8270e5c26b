/** Policy packs: which is in force, which wait for another person, and a new proposal. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Skeleton, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { PolicyEntryBody } from "../../../review/policy-schema.ts";
import { useMay, usePolicies } from "../api/queries.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { CalendarHere } from "./calendar-here.tsx";
import { PolicyState } from "./policy-state.tsx";
import { ProposePack } from "./propose-pack.tsx";
import { HouseHere, PublisherHere } from "./signatures.tsx";

export const nameOf = ({ code, version }: PolicyEntryBody): string => `${code} v${version}`;

export function PolicyPage() {
  const say = useSay();
  const query = usePolicies();
  const mayChange = useMay("policy:change");
  const [proposing, setProposing] = useState(false);
  return (
    <>
      <div className="head">
        <h1>{say("policy.title")}</h1>
        {mayChange && (
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => setProposing(true)}
          >
            {say("policy.propose")}
          </Button>
        )}
      </div>
      <p className="quiet">{say("policy.lead")}</p>
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton active />}
      {query.data !== undefined && <Packs {...query.data} />}
      <CalendarHere />
      {proposing && <ProposePack onClose={() => setProposing(false)} />}
    </>
  );
}

function Packs({
  entries,
  inForce,
}: {
  readonly entries: readonly PolicyEntryBody[];
  readonly inForce: string | null;
}) {
  const say = useSay();
  const at = (by: string, instant: string): string =>
    say("policy.by-at", { by, at: localTime(instant) });
  const columns: TableColumnsType<PolicyEntryBody> = [
    {
      key: "name",
      title: say("policy.pack"),
      render: (_, entry) => <Link to={`/policy/${entry.id}`}>{nameOf(entry)}</Link>,
    },
    {
      key: "state",
      title: say("policy.state"),
      render: (_, entry) => <State {...{ entry, inForce }} />,
    },
    {
      key: "from",
      title: say("policy.valid-from"),
      className: "nowrap",
      dataIndex: "validFrom",
    },
    {
      key: "proposed",
      title: say("policy.proposed"),
      render: (_, { proposedByName, proposedAt }) => at(proposedByName, proposedAt),
    },
    {
      key: "decided",
      title: say("policy.decided"),
      render: (_, { decision }) => (decision === null ? "–" : at(decision.byName, decision.at)),
    },
  ];
  return (
    <>
      <InForce entry={entries.find(({ id }) => id === inForce)} />
      <h2>{say("policy.list")}</h2>
      {entries.length === 0 ? (
        <p>{say("policy.none")}</p>
      ) : (
        <div className="wide" role="region" aria-label={say("policy.list")} tabIndex={0}>
          <Table<PolicyEntryBody>
            className="roomy"
            rowKey="id"
            size="small"
            pagination={false}
            columns={columns}
            dataSource={entries}
          />
        </div>
      )}
    </>
  );
}

/** Once it is applied the house's signature counts, before that whose text it is. */
function State({
  entry,
  inForce,
}: {
  readonly entry: PolicyEntryBody;
  readonly inForce: string | null;
}) {
  return (
    <>
      <PolicyState entry={entry} inForce={inForce} />
      <div className="small">
        {entry.decision?.act === "applied" ? (
          <HouseHere isSigned={entry.isSigned} />
        ) : (
          <PublisherHere publisher={entry.publisher} />
        )}
      </div>
    </>
  );
}

function InForce({ entry }: { readonly entry: PolicyEntryBody | undefined }) {
  const say = useSay();
  const at = localTime(entry?.decision?.at ?? "");
  return (
    <section className="panel" aria-labelledby="in-force">
      <h2 id="in-force">{say("policy.in-force")}</h2>
      <p>
        {entry === undefined ? (
          say("policy.in-force-none")
        ) : (
          <Link to={`/policy/${entry.id}`}>{say("policy.since", { name: nameOf(entry), at })}</Link>
        )}
      </p>
    </section>
  );
}
