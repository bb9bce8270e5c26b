/** How a live session stands, in one mark; and what is silent, so that nobody overlooks it. */
import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleFilled,
  LoadingOutlined,
  PauseCircleOutlined,
  StopOutlined,
  VideoCameraFilled,
  WarningFilled,
} from "@ant-design/icons";
import { Alert } from "antd";
import { Mark } from "../frame/mark.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import type { LiveSession } from "./live-api.ts";

const MARKS = {
  waiting: { tone: "still", icon: <ClockCircleOutlined /> },
  open: { tone: "bad", icon: <VideoCameraFilled /> },
  paused: { tone: "warn", icon: <PauseCircleOutlined /> },
  interrupted: { tone: "bad", icon: <WarningFilled /> },
  closing: { tone: "move", icon: <LoadingOutlined /> },
  closed: { tone: "still", icon: <StopOutlined /> },
  sealed: { tone: "good", icon: <CheckCircleOutlined /> },
} as const;

export function LiveStatus({ status }: Pick<LiveSession, "status">) {
  const say = useSay();
  return <Mark {...MARKS[status]}>{say(`live.status-${status}`)}</Mark>;
}

/** As the service judges it: no segment for this long. */
const SILENT_MS = 10_000;

export function Silent({
  session: { status, channels, events },
  nowMs,
}: {
  readonly session: LiveSession;
  readonly nowMs: number;
}) {
  const say = useSay();
  if (status !== "open" && status !== "interrupted") return null;
  const since = events.findLast(({ kind }) => kind === "start" || kind === "resume")?.at;
  const silent = channels.filter(({ lastAt }) => {
    const heard = [lastAt, since ?? null].flatMap((at) => (at === null ? [] : [Date.parse(at)]));
    return nowMs - Math.max(...heard) > SILENT_MS;
  });
  if (silent.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="live-silent"
      icon={<CloseCircleFilled aria-hidden />}
      title={silent
        .map(({ name, lastAt: at }) =>
          at === null
            ? say("live.silent-never", { name })
            : say("live.silent", { name, at: localTime(at) }),
        )
        .join("；")}
      description={say("live.silent-how")}
    />
  );
}
