/** Places recordings in a session, one after another. */
import { Button, Modal } from "antd";
import { useState } from "react";
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import type { SessionDetailBody } from "../../../review/recording-schema.ts";
import { useDevices, useItems } from "../api/queries.ts";
import { closing } from "../frame/form-dialog.tsx";
import { LoadMore } from "../frame/load-more.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { SearchedChoice } from "../frame/searched-choice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { usePlaceItem } from "./session-api.ts";

/** Items of the session's case, or of the house where it has none; those of one device where that is chosen. */
export function PlaceDialog({
  session,
  onClose,
}: {
  readonly session: SessionDetailBody;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [deviceId, setDevice] = useState<string | undefined>();
  const query = useItems({ deviceId, caseId: session.caseId ?? undefined });
  const place = usePlaceItem(session.id);
  const placed = new Set(session.recordings.map(({ itemId }) => itemId));
  const items = (query.data?.pages ?? []).flatMap(({ entries }) => entries);
  return (
    <Modal
      open
      title={say("sessions.place")}
      footer={null}
      onCancel={onClose}
      closable={closing(say)}
    >
      <p className="quiet small">
        {say(session.caseId === null ? "sessions.place-all" : "sessions.place-case")}
      </p>
      <SearchedChoice
        label={say("items.device")}
        value={deviceId}
        useFound={useDevices}
        nameOf={({ name }) => name}
        onChange={setDevice}
      />
      <ProblemNotice error={query.error ?? place.error} />
      <ul className="downloads">
        {items.map((item) => (
          <li key={item.id}>
            <Words of={item} />
            {placed.has(item.id) ? (
              <span className="quiet small">{say("sessions.placed")}</span>
            ) : (
              <Button
                size="small"
                loading={place.isPending && place.variables === item.id}
                aria-label={`${say("sessions.place-one")} ${item.filename}`}
                onClick={() => place.mutate(item.id)}
              >
                {say("sessions.place-one")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {query.isSuccess && items.length === 0 && <p>{say("choice.none")}</p>}
      <LoadMore pages={query} count={items.length} />
    </Modal>
  );
}

function Words({ of: { filename, deviceName, recordedAt } }: { readonly of: ItemSummaryBody }) {
  const say = useSay();
  return (
    <span>
      {filename}
      <br />
      <span className="quiet small">
        {deviceName} · {recordedAt === null ? say("items.no-recorded") : localTime(recordedAt)}
      </span>
    </span>
  );
}
