/** Beside the player: from here to here, and have that part made a recording of its own. */
import { Button, Form, Radio } from "antd";
import { useState } from "react";
import type { ItemBody } from "../../../review/api-schema.ts";
import type { Watched } from "../annotations/watched.ts";
import { useMay } from "../api/queries.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useExcerpt } from "../live/joined-api.ts";
import { useSay } from "../texts/say.ts";
import { PurposeFields, firstOf, useOfferedPurposes } from "./purpose-fields.tsx";
import type { Purpose } from "./purpose.ts";
import { isOnlyStored } from "./retention.tsx";
import { framesPerSecond, timecode } from "./timecode.ts";

interface Marks {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

export function ExcerptHere({
  item,
  watched,
}: {
  readonly item: ItemBody;
  readonly watched: Watched | null;
}) {
  const say = useSay();
  const mayAsk = useMay("packages:make");
  const [{ fromMs, toMs }, setMarks] = useState<Marks>({ fromMs: null, toMs: null });
  const [asking, setAsking] = useState(false);
  if (!mayAsk || item.stage !== "sealed" || watched === null) return null;
  const shown = (ms: number | null): string =>
    ms === null ? say("excerpt.unset") : timecode(ms / 1_000, framesPerSecond(item.mediaInfo));
  const isRange = fromMs !== null && toMs !== null && fromMs < toMs;
  return (
    <section className="panel" aria-labelledby="excerpt">
      <div className="head">
        <h2 id="excerpt">{say("excerpt.title")}</h2>
        <Button onClick={() => setMarks({ fromMs: watched.atMs(), toMs })}>
          {say("excerpt.from")}
        </Button>
        <Button onClick={() => setMarks({ fromMs, toMs: watched.atMs() })}>
          {say("excerpt.to")}
        </Button>
        <Button type="primary" disabled={!isRange} onClick={() => setAsking(true)}>
          {say("excerpt.make")}
        </Button>
      </div>
      <p className="quiet small" role="status" data-testid="excerpt-range">
        {say("excerpt.range", { from: shown(fromMs), to: shown(toMs) })}
      </p>
      {asking && isRange && (
        <Ask item={item} range={{ fromMs, toMs }} onClose={() => setAsking(false)} />
      )}
    </section>
  );
}

interface Fields extends Purpose {
  readonly how: "packets" | "exact";
}

function Ask({
  item,
  range,
  onClose,
}: {
  readonly item: ItemBody;
  readonly range: { readonly fromMs: number; readonly toMs: number };
  readonly onClose: () => void;
}) {
  const say = useSay();
  const excerpt = useExcerpt(item.id);
  const offered = useOfferedPurposes(isOnlyStored(item));
  return (
    <FormDialog<Fields>
      title={say("excerpt.make")}
      okText={say("excerpt.make")}
      busy={excerpt.isPending}
      error={excerpt.error}
      initial={{ how: "packets", purposeKind: firstOf(offered), purpose: "" }}
      onClose={onClose}
      onSubmit={({ purpose, ...fields }) =>
        excerpt.mutate({ ...range, ...fields, purpose: purpose.trim() }, { onSuccess: onClose })
      }
    >
      <p>{say("excerpt.note")}</p>
      <Form.Item name="how" label={say("excerpt.how")}>
        <Radio.Group
          options={(["packets", "exact"] as const).map((value) => ({
            ...{ value, label: say(`excerpt.how-${value}`) },
          }))}
        />
      </Form.Item>
      <PurposeFields label="purpose.label" offered={offered} isFirst />
    </FormDialog>
  );
}
