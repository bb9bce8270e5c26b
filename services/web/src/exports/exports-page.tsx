/** Packages made for somebody outside: the list, and which of them a leaked copy came from. */
import { SearchOutlined } from "@ant-design/icons";
import { Button, Form, Input, type TableColumnsType } from "antd";
import { Link, useSearchParams } from "react-router";
import type { ExportBody } from "../../../review/export-schema.ts";
import { useMay } from "../api/queries.ts";
import { Choice } from "../frame/choice.tsx";
import { NotForYou } from "../frame/not-here.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { CourseMark } from "./course-mark.tsx";
import { useExports } from "./export-api.ts";
import { traceOf } from "./export-fields.ts";

const STATES = [
  ...(["made", "taken-out", "overdue", "acknowledged", "withdrawn"] as const),
] satisfies readonly ExportBody["course"][];

export function ExportsPage() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const state = search.get("state") ?? undefined;
  const trace = search.get("trace") ?? "";
  const change = (name: string, value: string | undefined): void => {
    const next = new URLSearchParams(search);
    if (value === undefined || value === "") next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const query = useExports(state, trace);
  const columns = useColumns();
  if (!useMay("packages:see")) return <NotForYou />;
  return (
    <>
      <div className="head">
        <h1>{say("exports.title")}</h1>
        <Link to="/packages">{say("packages.title")}</Link>
      </div>
      <p className="quiet">{say("exports.lead")}</p>
      <div className="filters" role="group" aria-label={say("exports.find")}>
        <Choice
          allowClear
          aria-label={say("exports.state")}
          placeholder={say("exports.any-state")}
          value={state ?? null}
          options={STATES.map((value) => ({ value, label: say(`exports.course.${value}`) }))}
          onChange={(chosen: string | null | undefined) => change("state", chosen ?? undefined)}
        />
        <Trace key={trace} trace={trace} onTrace={(text) => change("trace", text)} />
      </div>
      {traceOf(trace)?.sha256 && <p className="notice">{say("exports.by-digest")}</p>}
      <PagesTable
        query={query}
        title="exports.title"
        columns={columns}
        none={trace === "" && state === undefined ? "exports.none" : "exports.none-such"}
        noneHow="exports.none-how"
      />
    </>
  );
}

function Trace({
  trace,
  onTrace,
}: {
  readonly trace: string;
  readonly onTrace: (text: string) => void;
}) {
  const say = useSay();
  return (
    <Form<{ trace?: string }>
      layout="inline"
      className="trace"
      initialValues={{ trace }}
      onFinish={({ trace: typed = "" }) => onTrace(typed.trim())}
    >
      <Form.Item
        name="trace"
        extra={say("exports.trace-how")}
        rules={[
          {
            validator: (_, text: string | undefined) =>
              (text ?? "").trim() === "" || traceOf(text ?? "") !== null
                ? Promise.resolve()
                : Promise.reject(new Error("trace")),
            message: say("exports.trace-bad"),
          },
        ]}
      >
        <Input
          allowClear={false}
          maxLength={70}
          autoComplete="off"
          spellCheck={false}
          aria-label={say("exports.trace")}
          placeholder={say("exports.trace")}
        />
      </Form.Item>
      <Button htmlType="submit" icon={<SearchOutlined aria-hidden />}>
        {say("exports.trace-do")}
      </Button>
    </Form>
  );
}

function useColumns(): TableColumnsType<ExportBody> {
  const say = useSay();
  return [
    {
      title: say("exports.for"),
      render: (_, { id, organisation, person, recipient }) => (
        <>
          <Link to={`/exports/${id}`}>{organisation}</Link>
          <div className="quiet small">
            {say(`exports.to.${recipient}`)} · {person}
          </div>
        </>
      ),
    },
    {
      title: say("exports.purpose-short"),
      render: (_, { purpose, basis }) => (
        <>
          {purpose}
          <div className="quiet small">{say("exports.on-basis", { basis })}</div>
        </>
      ),
    },
    {
      title: say("packages.requested"),
      render: (_, { requestedAt, requestedByName, itemIds }) => (
        <>
          <span className="nowrap">{localTime(requestedAt)}</span>
          <div className="quiet small">
            {requestedByName} · {say("exports.items", { count: itemIds.length })}
          </div>
        </>
      ),
    },
    {
      title: say("exports.state"),
      render: (_, one) => (
        <>
          <CourseMark of={one} />
          {one.dueOn !== null && one.course !== "acknowledged" && one.course !== "withdrawn" && (
            <div className="quiet small nowrap">{say("exports.due", { day: one.dueOn })}</div>
          )}
        </>
      ),
    },
    {
      title: say("exports.watermark"),
      render: (_, { watermark }) => <span className="code nowrap">{watermark}</span>,
    },
  ];
}
