/** The first screen: how things stand, as whoever is logged in may know; every figure leads to its list. */
import { Skeleton } from "antd";
import { Link } from "react-router";
import type { DashboardBody } from "../../../review/dashboard-schema.ts";
import type { WaitingBody } from "../../../review/waiting-schema.ts";
import { useMay } from "../api/queries.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { NoItems } from "../items/no-items.tsx";
import { useSay } from "../texts/say.ts";
import { ageWords } from "./age.ts";
import { useDashboard, useRoomsNow, useSilentDevices, useWaiting } from "./dashboard-api.ts";
import { Figure, Figures } from "./figures.tsx";
import { FirstSteps } from "./first-steps-panel.tsx";

export function DashboardPage() {
  const say = useSay();
  const found = useDashboard();
  const leads = useMay("users:manage");
  return (
    <>
      <div className="head">
        <h1>{say("dashboard.title")}</h1>
      </div>
      <p className="quiet">{say("dashboard.lead")}</p>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending && <Skeleton active />}
      {leads && <FirstSteps />}
      {!leads && found.data !== undefined && isEmpty(found.data) && <NoItems filtered={false} />}
      <ForMe />
      {found.data !== undefined && <Items found={found.data} readAt={found.dataUpdatedAt} />}
    </>
  );
}

function isEmpty({ oldestUnsealed, ...counts }: DashboardBody): boolean {
  return (
    oldestUnsealed === null &&
    Object.values(counts).every(({ count, isMore }) => count === 0 && !isMore)
  );
}

function Items({ found, readAt }: { readonly found: DashboardBody; readonly readAt: number }) {
  const say = useSay();
  const { today, week, sealed, awaitingSeal, awaitingCopy, quarantined, oldestUnsealed } = found;
  return (
    <Figures title={say("dashboard.items")}>
      <Mine {...found} />
      <Figure {...today} to={since(today)} name={say("dashboard.today")} />
      <Figure {...week} to={since(week)} name={say("dashboard.week")} />
      <Figure {...sealed} to="/items?stage=sealed" name={say("dashboard.sealed")} />
      <Figure
        {...awaitingSeal}
        to="/items?awaits=seal"
        name={say("awaits.seal")}
        note={
          oldestUnsealed !== null && (
            <>
              {say("dashboard.oldest", { age: ageWords(say, oldestUnsealed.receivedAt, readAt) })}{" "}
              <Link to={`/items/${oldestUnsealed.id}`}>{oldestUnsealed.filename}</Link>
            </>
          )
        }
      />
      <Figure {...awaitingCopy} to="/items?awaits=copy" name={say("awaits.copy")} />
      <Figure
        {...quarantined}
        to="/items?stage=quarantined"
        name={say("dashboard.quarantined")}
        tone="bad"
      />
    </Figures>
  );
}

/** Where an officer's own recordings stand. What is still on a camera, this house cannot know: the receipt of a visit says it. */
function Mine({ mine, mineAwaitingSeal }: Pick<DashboardBody, "mine" | "mineAwaitingSeal">) {
  const say = useSay();
  if (mine.count === 0) return null;
  const { count, isMore } = mineAwaitingSeal;
  const waits = isMore ? say("dashboard.more", { count }) : String(count);
  return (
    <Figure
      {...mine}
      to="/items?mine=true"
      name={say("dashboard.mine")}
      note={
        <>
          {count === 0 ? (
            say("dashboard.mine-none-waits")
          ) : (
            <Link to="/items?mine=true&awaits=seal">
              {say("dashboard.mine-unsealed", { count: waits })}
            </Link>
          )}{" "}
          <Link to="/visits">{say("dashboard.mine-receipt")}</Link>
        </>
      }
    />
  );
}

const since = (received: { readonly since: string }): string =>
  `/items?receivedFrom=${encodeURIComponent(received.since)}`;

function ForMe() {
  const say = useSay();
  const waiting = useWaiting();
  const rooms = useRoomsNow();
  const silent = useSilentDevices(useMay("devices:assign"));
  const entries = waiting.data?.entries;
  const handIns = entries?.find(({ kind }) => kind === "hand-ins");
  return (
    <>
      <ProblemNotice error={waiting.error} onRetry={() => void waiting.refetch()} />
      <ProblemNotice error={rooms.error} onRetry={() => void rooms.refetch()} />
      <ProblemNotice error={silent.error} onRetry={() => void silent.refetch()} />
      {(entries !== undefined || rooms.data !== undefined) && (
        <Figures title={say("dashboard.work")}>
          {entries !== undefined && <NeedsMe entries={entries} />}
          {entries !== undefined && (
            <Figure
              to="/recording-sessions?handIn=late"
              name={say("dashboard.hand-ins")}
              count={handIns?.count ?? 0}
              isMore={handIns?.isWhole === false}
              tone="bad"
            />
          )}
          {rooms.data !== undefined && (
            <Figure
              to="/rooms"
              name={say("dashboard.rooms")}
              count={rooms.data.entries.length}
              isMore={rooms.data.nextCursor !== null}
            />
          )}
          {silent.data !== undefined && silent.data.silentAfterDays !== null && (
            <Figure
              to="/devices?silent=true"
              name={say("dashboard.silent-devices")}
              count={silent.data.entries.length}
              isMore={silent.data.nextCursor !== null}
              tone="warn"
            />
          )}
        </Figures>
      )}
    </>
  );
}

function NeedsMe({ entries }: { readonly entries: readonly WaitingBody[] }) {
  const say = useSay();
  const overdue = entries.reduce((sum, one) => sum + one.overdue, 0);
  return (
    <Figure
      to="/waiting"
      name={say("waiting.title")}
      count={entries.reduce((sum, { count }) => sum + count, 0)}
      isMore={entries.some(({ isWhole }) => !isWhole)}
      note={
        overdue > 0 && (
          <span className="mark-bad">{say("waiting.overdue", { count: overdue })}</span>
        )
      }
    />
  );
}
