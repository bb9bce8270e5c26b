/** Beside the player: take the picture that stands there, or cite the moment. */
import { Button } from "antd";
import { useState } from "react";
import type { ItemBody } from "../../../review/api-schema.ts";
import type { Watched } from "../annotations/watched.ts";
import { useMay } from "../api/queries.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useStill } from "../live/joined-api.ts";
import { useSay } from "../texts/say.ts";
import { CiteHere } from "./cite-here.tsx";
import { PurposeFields, firstOf, useOfferedPurposes } from "./purpose-fields.tsx";
import type { Purpose } from "./purpose.ts";
import { isOnlyStored } from "./retention.tsx";
import { framesPerSecond, timecode } from "./timecode.ts";

type Open = { readonly what: "still" | "cite"; readonly atMs: number } | null;

export function MomentHere({
  item,
  watched,
  purpose,
}: {
  readonly item: ItemBody;
  readonly watched: Watched | null;
  /** What for it is watched. */
  readonly purpose: Purpose | null;
}) {
  const say = useSay();
  const mayAsk = useMay("packages:make");
  const [open, setOpen] = useState<Open>(null);
  if (item.stage !== "sealed" || watched === null) return null;
  const show = (what: "still" | "cite") => (): void => setOpen({ what, atMs: watched.atMs() });
  const close = (): void => setOpen(null);
  return (
    <section className="panel" aria-label={say("moment.title")}>
      <div className="controls">
        {mayAsk && <Button onClick={show("still")}>{say("still.take")}</Button>}
        <Button onClick={show("cite")}>{say("moment.cite")}</Button>
      </div>
      {open?.what === "still" && <Ask item={item} atMs={open.atMs} onClose={close} />}
      {open?.what === "cite" && (
        <CiteHere {...{ item, purpose }} atMs={open.atMs} onClose={close} />
      )}
    </section>
  );
}

interface At {
  readonly item: ItemBody;
  readonly atMs: number;
  readonly onClose: () => void;
}

function Ask({ item, atMs, onClose }: At) {
  const say = useSay();
  const still = useStill(item.id);
  const offered = useOfferedPurposes(isOnlyStored(item));
  return (
    <FormDialog<Purpose>
      title={say("still.take")}
      okText={say("still.take")}
      busy={still.isPending}
      error={still.error}
      initial={{ purposeKind: firstOf(offered), purpose: "" }}
      onClose={onClose}
      onSubmit={({ purpose, purposeKind }) =>
        still.mutate({ ptsMs: atMs, purposeKind, purpose: purpose.trim() }, { onSuccess: onClose })
      }
    >
      <p>{say("still.note", { at: timecode(atMs / 1_000, framesPerSecond(item.mediaInfo)) })}</p>
      <PurposeFields label="purpose.label" offered={offered} isFirst />
    </FormDialog>
  );
}
