/** Beside the player: have a copy made with lines, running clocks or subtitles in its picture. */
import { Button, Checkbox, Form, Input, Radio, Select } from "antd";
import { useState } from "react";
import type { z } from "zod";
import type { ItemBody } from "../../../review/api-schema.ts";
import type { LabelledRequest } from "../../../review/derived-label-schema.ts";
import { useMay } from "../api/queries.ts";
import { FileField } from "../frame/file-field.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { PurposeFields, firstOf, useOfferedPurposes } from "../item/purpose-fields.tsx";
import type { Purpose } from "../item/purpose.ts";
import { isOnlyStored } from "../item/retention.tsx";
import { hasStream, stillSize } from "../item/timecode.ts";
import { useLabel } from "../live/joined-api.ts";
import { useSay } from "../texts/say.ts";

type Wish = z.input<typeof LabelledRequest>["label"];
type Subtitles = NonNullable<Wish["subtitles"]>;

const PLACES = ["bottom-right", "bottom-left", "top-right", "top-left", "tiled"] as const;
const SIZES = ["small", "medium", "large"] as const;
const LANGUAGES = ["und", "zho", "eng", "bod", "uig", "mon", "yue"] as const;

export function LabelHere({ item }: { readonly item: ItemBody }) {
  const say = useSay();
  const mayAsk = useMay("packages:make");
  const [asking, setAsking] = useState(false);
  const isFilm = hasStream(item.mediaInfo, "video") && stillSize(item.mediaInfo) === null;
  if (!mayAsk || item.stage !== "sealed" || !isFilm) return null;
  return (
    <section className="panel" aria-labelledby="label">
      <div className="head">
        <h2 id="label">{say("label.title")}</h2>
        <Button type="primary" onClick={() => setAsking(true)}>
          {say("label.make")}
        </Button>
      </div>
      <p className="quiet small">{say("label.lead")}</p>
      {asking && <Ask item={item} onClose={() => setAsking(false)} />}
    </section>
  );
}

interface Fields extends Purpose {
  readonly lines?: string;
  readonly shown?: readonly ("stamp" | "timeCode" | "wallClock")[];
  readonly place: (typeof PLACES)[number];
  readonly size: (typeof SIZES)[number];
  readonly file?: File;
  readonly language: (typeof LANGUAGES)[number];
  readonly burned?: boolean;
}

function Ask({ item, onClose }: { readonly item: ItemBody; readonly onClose: () => void }) {
  const say = useSay();
  const label = useLabel(item.id);
  const offered = useOfferedPurposes(isOnlyStored(item));
  const submit = async (fields: Fields): Promise<void> => {
    const { purposeKind, purpose } = fields;
    const wish = wishOf(fields, (await fields.file?.text()) ?? null);
    label.mutate({ label: wish, purposeKind, purpose: purpose.trim() }, { onSuccess: onClose });
  };
  return (
    <FormDialog<Fields>
      title={say("label.make")}
      okText={say("label.make")}
      busy={label.isPending}
      error={label.error}
      initial={{
        ...{ place: "bottom-right", size: "medium", language: "und", shown: ["stamp"] },
        ...{ purposeKind: firstOf(offered), purpose: "" },
      }}
      onClose={onClose}
      onSubmit={(fields) => void submit(fields)}
    >
      <p>{say("label.note")}</p>
      <Form.Item name="lines" label={say("label.lines")}>
        <Input.TextArea rows={2} maxLength={260} />
      </Form.Item>
      <Form.Item name="shown" label={say("label.shown")}>
        <Checkbox.Group
          options={(["stamp", "timeCode", "wallClock"] as const).map((value) => ({
            ...{ value, label: say(`label.shown-${value}`) },
          }))}
        />
      </Form.Item>
      <Form.Item name="place" label={say("label.place")}>
        <Select options={PLACES.map((value) => ({ value, label: say(`label.place-${value}`) }))} />
      </Form.Item>
      <Form.Item name="size" label={say("label.size")}>
        <Radio.Group
          options={SIZES.map((value) => ({ value, label: say(`label.size-${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="file" label={say("label.subtitles")}>
        <FileField accept=".vtt,.srt,text/vtt,application/x-subrip" />
      </Form.Item>
      <Form.Item name="language" label={say("label.language")}>
        <Select
          options={LANGUAGES.map((value) => ({ value, label: say(`label.language-${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="burned" valuePropName="checked">
        <Checkbox>{say("label.burned")}</Checkbox>
      </Form.Item>
      <PurposeFields label="purpose.label" offered={offered} isFirst={false} />
    </FormDialog>
  );
}

function wishOf({ lines, shown = [], place, size, ...fields }: Fields, text: string | null): Wish {
  const { language, burned = false } = fields;
  const subtitles: Subtitles | null = text === null ? null : { text, language, burned };
  return {
    lines: (lines ?? "").split("\n").filter((line) => line.trim() !== ""),
    ...{ stamp: shown.includes("stamp"), timeCode: shown.includes("timeCode") },
    ...{ wallClock: shown.includes("wallClock"), place, size, subtitles },
  };
}
