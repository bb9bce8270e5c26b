/** Where a recording cannot be read: have it given a new index, by the help of one of the same device that plays. */
import { Button, Form } from "antd";
import { useState } from "react";
import type { ItemBody } from "../../../review/api-schema.ts";
import { useItems, useMay } from "../api/queries.ts";
import { Choice } from "../frame/choice.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useRebuild } from "../live/joined-api.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { PurposeFields, firstOf, useOfferedPurposes } from "./purpose-fields.tsx";
import type { Purpose } from "./purpose.ts";
import { isOnlyStored } from "./retention.tsx";

export function RebuildHere({ item }: { readonly item: ItemBody }) {
  const say = useSay();
  const mayAsk = useMay("packages:make");
  const [asking, setAsking] = useState(false);
  const isUnreadable = item.viewingStage === "none" && item.noViewingReason === "media/unreadable";
  if (!mayAsk || item.stage !== "sealed" || !isUnreadable) return null;
  return (
    <section className="panel" aria-labelledby="rebuild">
      <div className="head">
        <h2 id="rebuild">{say("rebuilt.title")}</h2>
        <Button onClick={() => setAsking(true)}>{say("rebuilt.ask")}</Button>
      </div>
      <p className="quiet small">{say("rebuilt.lead")}</p>
      {asking && <Ask item={item} onClose={() => setAsking(false)} />}
    </section>
  );
}

interface Fields extends Purpose {
  readonly likeId: string;
}

function Ask({ item, onClose }: { readonly item: ItemBody; readonly onClose: () => void }) {
  const say = useSay();
  const rebuild = useRebuild(item.id);
  const offered = useOfferedPurposes(isOnlyStored(item));
  const { data } = useItems({ deviceId: item.deviceId, stage: "sealed" });
  const playing = (data?.pages ?? [])
    .flatMap(({ entries }) => entries)
    .filter(({ id, viewingStage }) => id !== item.id && viewingStage === "ready");
  return (
    <FormDialog<Fields>
      title={say("rebuilt.ask")}
      okText={say("rebuilt.ask")}
      busy={rebuild.isPending}
      error={rebuild.error}
      initial={{ purposeKind: firstOf(offered), purpose: "" }}
      onClose={onClose}
      onSubmit={({ purpose, ...fields }) =>
        rebuild.mutate({ ...fields, purpose: purpose.trim() }, { onSuccess: onClose })
      }
    >
      <p>{say("rebuilt.note")}</p>
      <Form.Item
        name="likeId"
        label={say("rebuilt.like")}
        rules={[{ required: true, message: say("rebuilt.like-missing") }]}
      >
        <Choice
          aria-label={say("rebuilt.like")}
          notFoundContent={say("rebuilt.none-plays")}
          options={playing.map(({ id, filename, recordedAt }) => ({
            value: id,
            label: recordedAt === null ? filename : `${filename} · ${localTime(recordedAt)}`,
          }))}
        />
      </Form.Item>
      <PurposeFields label="purpose.label" offered={offered} isFirst={false} />
    </FormDialog>
  );
}
