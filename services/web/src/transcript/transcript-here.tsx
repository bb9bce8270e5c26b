/** Beside the player: have the words of a recording heard by the program that is installed; nothing where none is. */
import { Button } from "antd";
import { useState } from "react";
import type { ItemBody } from "../../../review/api-schema.ts";
import { useMay } from "../api/queries.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { PurposeFields, firstOf, useOfferedPurposes } from "../item/purpose-fields.tsx";
import type { Purpose } from "../item/purpose.ts";
import { isOnlyStored } from "../item/retention.tsx";
import { hasStream } from "../item/timecode.ts";
import { useDerivation, useTranscript } from "../live/joined-api.ts";
import { useSay } from "../texts/say.ts";

export function TranscriptHere({ item }: { readonly item: ItemBody }) {
  const say = useSay();
  const mayAsk = useMay("packages:make");
  const { data } = useDerivation(item.id);
  const [asking, setAsking] = useState(false);
  const transcriber = data?.transcriber ?? null;
  const isHeard = item.stage === "sealed" && hasStream(item.mediaInfo, "audio");
  if (!mayAsk || !isHeard || transcriber === null) return null;
  return (
    <section className="panel" aria-labelledby="transcript">
      <div className="head">
        <h2 id="transcript">{say("transcript.title")}</h2>
        <Button type="primary" onClick={() => setAsking(true)}>
          {say("transcript.make")}
        </Button>
      </div>
      <p className="quiet small">
        {say("transcript.lead", transcriber)} {say("transcript.mark")}
      </p>
      {asking && <Ask item={item} onClose={() => setAsking(false)} />}
    </section>
  );
}

function Ask({ item, onClose }: { readonly item: ItemBody; readonly onClose: () => void }) {
  const say = useSay();
  const transcript = useTranscript(item.id);
  const offered = useOfferedPurposes(isOnlyStored(item));
  return (
    <FormDialog<Purpose>
      title={say("transcript.make")}
      okText={say("transcript.make")}
      busy={transcript.isPending}
      error={transcript.error}
      initial={{ purposeKind: firstOf(offered), purpose: "" }}
      onClose={onClose}
      onSubmit={({ purposeKind, purpose }) =>
        transcript.mutate({ purposeKind, purpose: purpose.trim() }, { onSuccess: onClose })
      }
    >
      <p>{say("transcript.mark")}</p>
      <PurposeFields label="purpose.label" offered={offered} isFirst />
    </FormDialog>
  );
}
