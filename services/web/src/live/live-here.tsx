/** On the page of a session that is, or was, recorded live: how it stands, and the way to its live page. */
import { Link } from "react-router";
import { useSay } from "../texts/say.ts";
import { useLive } from "./live-api.ts";
import { LiveStatus } from "./live-status.tsx";

export function LiveHere({ id }: { readonly id: string }) {
  const say = useSay();
  const { data } = useLive(id);
  if (data === undefined || data.channels.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="live-here">
      <div className="head">
        <h2 id="live-here">{say("live.section")}</h2>
        <LiveStatus status={data.status} />
        <Link to={`/recording-sessions/${id}/live`}>{say("live.open")}</Link>
      </div>
    </section>
  );
}
