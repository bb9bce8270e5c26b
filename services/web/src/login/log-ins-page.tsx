/** Where somebody is logged in, and the way to end it: one's own, and for who manages accounts another's. */
import { CheckCircleOutlined, StopOutlined } from "@ant-design/icons";
import { Button, type TableColumnsType } from "antd";
import { type ReactNode, useState } from "react";
import { Link, useParams } from "react-router";
import type { LogInBody } from "../../../review/log-in-schema.ts";
import { useMay, useMe, useUsers } from "../api/queries.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { Mark } from "../frame/mark.tsx";
import { NotForYou } from "../frame/not-here.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import type { Say } from "../texts/texts.ts";
import { type Whose, useEndLogIn, useEndLogIns, useLogIns } from "./log-in-api.ts";

export function LogInsPage() {
  const say = useSay();
  return (
    <LogIns whose={null} name={null}>
      <p className="quiet">{say("log-ins.lead")}</p>
      {useMay("tokens:own") && (
        <>
          <p className="quiet">{say("log-ins.no-tokens")}</p>
          <p>
            <Link to="/tokens">{say("tokens.title")}</Link>
          </p>
        </>
      )}
    </LogIns>
  );
}

export function LogInsOfPage() {
  const say = useSay();
  const { id = "" } = useParams();
  const mayManage = useMay("users:manage");
  const user = useUsers()
    .data?.pages.flatMap(({ entries }) => entries)
    .find((one) => one.id === id);
  if (!mayManage) return <NotForYou />;
  return (
    <LogIns whose={id} name={user?.displayName ?? say("frame.unknown")}>
      <p className="quiet">{say("log-ins.lead-of")}</p>
      <p>
        <Link to="/users">{say("users.title")}</Link>
      </p>
    </LogIns>
  );
}

/** In plain words; whatever is none of the names we know as it came. */
export function browserWords(say: Say, { browser, system, userAgent }: LogInBody): string {
  if (browser !== null && system !== null) return say("log-ins.browser-on", { browser, system });
  return browser ?? system ?? userAgent ?? say("frame.unknown");
}

/** `name`: whose; null: one's own. */
function LogIns({
  whose,
  name,
  children,
}: {
  readonly whose: Whose;
  readonly name: string | null;
  readonly children: ReactNode;
}) {
  const say = useSay();
  const query = useLogIns(whose);
  const [ending, setEnding] = useState<LogInBody | "all" | null>(null);
  const others = query.data?.pages.flatMap(({ entries }) => entries).filter((one) => !one.isThis);
  const isOwn = name === null;
  return (
    <>
      <div className="head">
        <h1>{isOwn ? say("log-ins.title") : say("log-ins.title-of", { name })}</h1>
        {others !== undefined && others.length > 0 && (
          <Button icon={<StopOutlined aria-hidden />} onClick={() => setEnding("all")}>
            {say(isOwn ? "log-ins.end-others" : "log-ins.end-all")}
          </Button>
        )}
      </div>
      {children}
      <PagesTable
        query={query}
        title="log-ins.title"
        columns={columnsOf(say, setEnding)}
        none="log-ins.none"
      />
      {ending !== null && <End whose={whose} what={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

function columnsOf(say: Say, onEnd: (one: LogInBody) => void): TableColumnsType<LogInBody> {
  return [
    {
      key: "browser",
      title: say("log-ins.browser"),
      render: (_, one) => browserWords(say, one),
    },
    {
      key: "address",
      title: say("log-ins.address"),
      className: "nowrap",
      render: (_, { address }) => address ?? say("frame.unknown"),
    },
    {
      key: "began",
      title: say("log-ins.began"),
      className: "nowrap",
      render: (_, { createdAt }) => localTime(createdAt),
    },
    {
      key: "seen",
      title: say("log-ins.seen"),
      className: "nowrap",
      render: (_, { lastSeenAt }) => localTime(lastSeenAt),
    },
    {
      key: "end",
      title: <span className="unseen">{say("log-ins.end")}</span>,
      render: (_, one) =>
        one.isThis ? (
          <Mark tone="good" icon={<CheckCircleOutlined />}>
            {say("log-ins.this")}
          </Mark>
        ) : (
          <Button
            size="small"
            icon={<StopOutlined aria-hidden />}
            aria-label={`${say("log-ins.end")} ${browserWords(say, one)} ${one.address ?? ""}`}
            onClick={() => onEnd(one)}
          >
            {say("log-ins.end")}
          </Button>
        ),
    },
  ];
}

function End({
  whose,
  what,
  onClose,
}: {
  readonly whose: Whose;
  readonly what: LogInBody | "all";
  readonly onClose: () => void;
}) {
  const say = useSay();
  const me = useMe().data;
  const [one, all] = [useEndLogIn(whose), useEndLogIns(whose)];
  const isOwn = whose === null;
  const isMine = isOwn || whose === me?.id;
  const everything = isOwn ? "log-ins.end-others" : "log-ins.end-all";
  return (
    <ConfirmDialog
      question={{
        title:
          what === "all"
            ? `${say(everything)}?`
            : say("log-ins.end-title", { browser: browserWords(say, what) }),
        note: say(isMine && !isOwn && what === "all" ? "log-ins.note-me" : "log-ins.note"),
        okText: say(what === "all" ? everything : "log-ins.end"),
        asksReason: !isOwn,
      }}
      command={what === "all" ? all : one}
      id={what === "all" ? "" : what.id}
      onClose={onClose}
    />
  );
}
