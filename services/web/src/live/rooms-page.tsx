/** All rooms that are recorded now, or were and are not closed yet: since when, how far behind each camera is, what is silent in red, what is missing so far. It looks again by itself. */
import { CloseCircleFilled } from "@ant-design/icons";
import type { TableColumnsType } from "antd";
import { Link } from "react-router";
import { PagesTable } from "../frame/pages-table.tsx";
import { localTime, zoneName } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { LiveStatus } from "./live-status.tsx";
import { type RunningSession, useRunning } from "./running-api.ts";

export function RoomsPage() {
  const say = useSay();
  const query = useRunning();
  const sessions = query.data?.pages.flatMap(({ entries }) => entries) ?? [];
  const silent = sessions.flatMap(({ channels }) => channels.filter(isSilent)).length;
  return (
    <>
      <div className="head">
        <h1>{say("rooms.title")}</h1>
        <span className="quiet small">{say("frame.zone", { zone: zoneName() })}</span>
      </div>
      <p className="quiet">{say("rooms.lead")}</p>
      <p role="status" className={silent > 0 ? "live-silent-channel" : "quiet"}>
        {silent > 0 && say("rooms.silent-count", { count: silent })}
      </p>
      <PagesTable
        query={query}
        title="rooms.title"
        columns={useColumns()}
        none="rooms.none"
        noneHow="rooms.none-how"
      />
    </>
  );
}

type Channel = RunningSession["channels"][number];
const isSilent = ({ silentSince }: Channel): boolean => silentSince !== null;

function useColumns(): TableColumnsType<RunningSession> {
  const say = useSay();
  return [
    {
      key: "room",
      title: say("rooms.room"),
      render: (_, { id, number, channels }) => (
        <Link to={`/recording-sessions/${id}/live`}>
          {[...new Set(channels.map(({ room }) => room)), number].join(" ")}
        </Link>
      ),
    },
    {
      key: "status",
      title: say("rooms.status"),
      render: (_, { status }) => <LiveStatus status={status} />,
    },
    {
      key: "since",
      title: say("rooms.since"),
      className: "nowrap",
      responsive: ["sm"],
      render: (_, { startedAt }) => localTime(startedAt),
    },
    {
      key: "channels",
      title: say("rooms.channels"),
      render: (_, { channels }) => (
        <ul className="plain">
          {channels.map((channel) => (
            <li key={channel.id}>
              <ChannelLine channel={channel} />
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: "holes",
      title: say("rooms.holes"),
      render: (_, { channels }) => channels.reduce((sum, { gaps }) => sum + gaps, 0),
    },
  ];
}

function ChannelLine({ channel }: { readonly channel: Channel }) {
  const say = useSay();
  const { name, silentSince, lastAt, behindMs } = channel;
  if (silentSince === null) {
    const seconds = behindMs === null ? null : (behindMs / 1_000).toFixed(0);
    return (
      <>
        {name}{" "}
        {seconds !== null && <span className="quiet small">{say("rooms.last", { seconds })}</span>}
      </>
    );
  }
  return (
    <span className="live-silent-channel">
      <CloseCircleFilled aria-hidden />{" "}
      {lastAt === null
        ? say("live.silent-never", { name })
        : say("live.silent", { name, at: localTime(lastAt) })}
    </span>
  );
}
