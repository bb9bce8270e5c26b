/** On the page of a session that was recorded live: have the takes of a channel made one recording, and how far that is. */
import { Button, Progress } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { JoinedBody } from "../../../review/derived-schema.ts";
import { useMay } from "../api/queries.ts";
import { useSay } from "../texts/say.ts";
import { isTextKey } from "../texts/texts.ts";
import { useJoined } from "./joined-api.ts";
import { AskJoined } from "./joined-ask.tsx";
import { type LiveSession, isOver, useLive } from "./live-api.ts";

export function JoinedHere({ id }: { readonly id: string }) {
  const say = useSay();
  const session = useLive(id).data;
  const { data } = useJoined(id);
  const mayAsk = useMay("packages:make");
  const [asking, setAsking] = useState(false);
  const isLive = session !== undefined && session.channels.length > 0;
  const asked = data?.derived ?? [];
  if (!isLive || (!mayAsk && asked.length === 0)) return null;
  return (
    <section className="panel" aria-labelledby="joined">
      <div className="head">
        <h2 id="joined">{say("joined.title")}</h2>
        {mayAsk && (
          <Button disabled={!isOver(session)} onClick={() => setAsking(true)}>
            {say("joined.ask")}
          </Button>
        )}
      </div>
      <p className="quiet small">{say(isOver(session) ? "joined.lead" : "joined.still-runs")}</p>
      <ul className="findings" data-testid="joined">
        {asked.map((one) => (
          <Joined key={one.id} one={one} session={session} />
        ))}
      </ul>
      {asking && <AskJoined id={id} session={session} onClose={() => setAsking(false)} />}
    </section>
  );
}

function Joined({ one, session }: { readonly one: JoinedBody; readonly session: LiveSession }) {
  const say = useSay();
  const channel = session.channels.find(({ id }) => id === one.channelId)?.name ?? "";
  const what = { channel, first: one.firstTake, last: one.lastTake };
  const failure = `code.${one.failure ?? ""}`;
  return (
    <li>
      {one.state === "received" ? (
        <Link to={`/items/${one.id}`}>{say("joined.takes", what)}</Link>
      ) : (
        <span>{say("joined.takes", what)}</span>
      )}
      {one.state === "waiting" && (
        <Progress
          percent={Math.floor((one.progress ?? 0) * 100)}
          size="small"
          aria-label={say("joined.making")}
        />
      )}
      {one.state === "received" && <span className="quiet">{say("joined.received")}</span>}
      {one.state === "failed" && (
        <span role="status">
          {say("joined.failed")} {isTextKey(failure) ? say(failure) : one.failure}{" "}
          {one.failedTake !== null && say("joined.failed-take", { take: one.failedTake })}
        </span>
      )}
    </li>
  );
}
