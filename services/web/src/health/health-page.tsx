/** How the house itself stands, for administrators: each part with since when and what to do, work by step, room in the store, the audit, backups. */
import { Skeleton } from "antd";
import type { HouseHealthBody } from "../../../review/health-schema.ts";
import { useMay } from "../api/queries.ts";
import { NotForYou } from "../frame/not-here.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime, sizeText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { useHealth } from "./health-api.ts";
import { Parts } from "./parts.tsx";
import { StepQueues } from "./step-queues.tsx";

export function HealthPage() {
  const say = useSay();
  const may = useMay("health:see");
  const found = useHealth(may);
  if (!may) return <NotForYou />;
  return (
    <>
      <div className="head">
        <h1>{say("health.title")}</h1>
        {found.data !== undefined && (
          <span className="quiet small">
            {say("health.read-at", { at: localTime(new Date(found.dataUpdatedAt).toISOString()) })}
          </span>
        )}
      </div>
      <p className="quiet">{say("health.lead")}</p>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending && <Skeleton active />}
      {found.data !== undefined && (
        <>
          <Parts parts={found.data.parts} />
          <StepQueues queues={found.data.queues} />
          <Room room={found.data.room} />
          <Fixity fixity={found.data.fixity} />
          <Backups backups={found.data.backups} />
        </>
      )}
    </>
  );
}

function Facts({ of }: { readonly of: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl className="pairs">
      {of.map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Room({ room }: { readonly room: HouseHealthBody["room"] }) {
  const say = useSay();
  const { freeBytes, receivedBytes, daysLeft } = room;
  return (
    <section className="panel" aria-labelledby="room">
      <h2 id="room">{say("health.room")}</h2>
      <Facts
        of={[
          [
            say("health.free"),
            freeBytes === null ? say("health.room-unknown") : sizeText(freeBytes),
          ],
          [say("health.received"), sizeText(receivedBytes)],
          [
            say("health.left"),
            daysLeft === null
              ? say(freeBytes === null ? "health.room-unknown" : "health.rate-unknown")
              : say("health.days", { count: daysLeft }),
          ],
        ]}
      />
    </section>
  );
}

function Fixity({ fixity }: { readonly fixity: HouseHealthBody["fixity"] }) {
  const say = useSay();
  if (fixity === null) return null;
  const { oldestReadAt, failing, unreadable } = fixity;
  return (
    <section className="panel" aria-labelledby="fixity">
      <h2 id="fixity">{say("health.fixity")}</h2>
      <Facts
        of={[
          [
            say("health.fixity-since"),
            oldestReadAt === null ? say("health.fixity-none") : localTime(oldestReadAt),
          ],
          [say("health.failing"), String(failing)],
          [say("health.unreadable"), String(unreadable)],
        ]}
      />
    </section>
  );
}

function Backups({ backups }: { readonly backups: HouseHealthBody["backups"] }) {
  const say = useSay();
  if (backups === null) return null;
  const { madeAt, sound, isBroken } = backups;
  const day = (at: string | null): string =>
    at === null ? say("health.backup-none") : localTime(at);
  return (
    <section className="panel" aria-labelledby="backups">
      <h2 id="backups">{say("health.backups")}</h2>
      <Facts
        of={[
          [say("health.backup-made"), day(madeAt)],
          [say("health.backup-sound"), day(sound?.madeAt ?? null)],
          [say("health.backup-tried"), day(sound?.triedAt ?? null)],
        ]}
      />
      {isBroken && <p role="alert">{say("health.backup-broken")}</p>}
      {sound === null && !isBroken && <p className="quiet">{say("health.backup-cure")}</p>}
    </section>
  );
}
