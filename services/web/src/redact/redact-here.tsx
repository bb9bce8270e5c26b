/** Beside the player: draw what is to be hidden, and have a redacted recording made. */
import { Button } from "antd";
import { type Dispatch, type SetStateAction, useState } from "react";
import type { ItemBody } from "../../../review/api-schema.ts";
import type { Watched } from "../annotations/watched.ts";
import { useMay } from "../api/queries.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { PurposeFields, firstOf, useOfferedPurposes } from "../item/purpose-fields.tsx";
import type { Purpose } from "../item/purpose.ts";
import { isOnlyStored } from "../item/retention.tsx";
import { hasStream, stillSize } from "../item/timecode.ts";
import { useRedact } from "../live/joined-api.ts";
import { useSay } from "../texts/say.ts";
import { MaskList } from "./mask-list.tsx";
import { MaskOverlay } from "./mask-overlay.tsx";
import {
  type Draft,
  NOTHING,
  canBeAsked,
  withBox,
  withMask,
  withStretch,
  wishOf,
} from "./mask-draft.ts";

interface Here {
  readonly item: ItemBody;
  readonly watched: Watched | null;
}

export function RedactHere({ item, watched }: Here) {
  const mayAsk = useMay("packages:make");
  if (!mayAsk || item.stage !== "sealed" || watched === null) return null;
  return <Redact item={item} watched={watched} />;
}

function Redact({ item, watched }: Here & { readonly watched: Watched }) {
  const say = useSay();
  const [draft, setDraft] = useState<Draft>(NOTHING);
  const [asking, setAsking] = useState(false);
  const video = watched.video();
  return (
    <section className="panel" aria-labelledby="redact">
      <div className="head">
        <h2 id="redact">{say("redact.title")}</h2>
        {hasStream(item.mediaInfo, "video") && (
          <Button onClick={() => setDraft(withMask(draft, watched.atMs()))}>
            {say("redact.box")}
          </Button>
        )}
        {hasStream(item.mediaInfo, "audio") && (
          <Button onClick={() => setDraft(withStretch(draft, watched.atMs()))}>
            {say("redact.sound")}
          </Button>
        )}
        <Button type="primary" disabled={!canBeAsked(draft)} onClick={() => setAsking(true)}>
          {say("redact.make")}
        </Button>
      </div>
      <p className="quiet small">{say("redact.lead")}</p>
      <MaskList item={item} watched={watched} draft={draft} setDraft={setDraft} />
      {video !== null && (
        <MaskOverlay
          video={video}
          still={stillSize(item.mediaInfo)}
          masks={draft.pictures}
          onBox={(id, atMs, box) => setDraft((now) => withBox(now, id, atMs, box))}
        />
      )}
      {asking && (
        <Ask item={item} draft={draft} setDraft={setDraft} onClose={() => setAsking(false)} />
      )}
    </section>
  );
}

function Ask({
  item,
  draft,
  setDraft,
  onClose,
}: {
  readonly item: ItemBody;
  readonly draft: Draft;
  readonly setDraft: Dispatch<SetStateAction<Draft>>;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const redact = useRedact(item.id);
  const offered = useOfferedPurposes(isOnlyStored(item));
  const done = (): void => {
    setDraft(NOTHING);
    onClose();
  };
  return (
    <FormDialog<Purpose>
      title={say("redact.make")}
      okText={say("redact.make")}
      busy={redact.isPending}
      error={redact.error}
      initial={{ purposeKind: firstOf(offered), purpose: "" }}
      onClose={onClose}
      onSubmit={({ purpose, purposeKind }) =>
        redact.mutate(
          { masks: wishOf(draft), purposeKind, purpose: purpose.trim() },
          { onSuccess: done },
        )
      }
    >
      <p>{say("redact.note")}</p>
      {draft.pictures.some(({ fill }) => fill !== "solid") && <p>{say("redact.weak-picture")}</p>}
      {draft.sound.some(({ how }) => how === "pitch") && <p>{say("redact.weak-sound")}</p>}
      <PurposeFields label="purpose.label" offered={offered} isFirst />
    </FormDialog>
  );
}
