/** The recordings of a session: who said that they are of it, the way to place another, and to take one out. */
import { DisconnectOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { SessionDetailBody } from "../../../review/recording-schema.ts";
import { useMay } from "../api/queries.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { lengthText, localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { PlaceDialog } from "./place-dialog.tsx";
import { useRemoveItem } from "./session-api.ts";

export function SessionItems({ session }: { readonly session: SessionDetailBody }) {
  const say = useSay();
  const mayChange = useMay("cases:change");
  const remove = useRemoveItem(session.id);
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<string | null>(null);
  return (
    <section className="panel" aria-labelledby="recordings">
      <div className="head">
        <h2 id="recordings">{say("sessions.recordings")}</h2>
        {mayChange && (
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {say("sessions.place")}
          </Button>
        )}
      </div>
      {session.recordings.length === 0 && <p className="quiet">{say("sessions.no-recordings")}</p>}
      <ul className="downloads">
        {session.recordings.map(({ itemId, deviceName, recordedAt, durationMs, by }) => (
          <li key={itemId}>
            <div>
              <Link to={`/items/${itemId}`}>
                {recordedAt === null ? say("items.no-recorded") : localTime(recordedAt)}
              </Link>
              <div className="small">
                {deviceName}
                {durationMs !== null && ` · ${lengthText(durationMs / 1000)}`} ·{" "}
                <span className="quiet">{say(`sessions.by-${by}`)}</span>
              </div>
            </div>
            {mayChange && by === "person" && (
              <Button
                size="small"
                icon={<DisconnectOutlined aria-hidden />}
                onClick={() => setLeaving(itemId)}
              >
                {say("sessions.take-out")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {adding && <PlaceDialog session={session} onClose={() => setAdding(false)} />}
      {leaving !== null && (
        <ConfirmDialog
          question={{
            title: say("sessions.take-out"),
            note: say("sessions.take-out-note"),
            okText: say("sessions.take-out"),
            asksReason: true,
          }}
          command={remove}
          id={leaving}
          onClose={() => setLeaving(null)}
        />
      )}
    </section>
  );
}
