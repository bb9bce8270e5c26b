/** Links the written record that a recording supports or replaces: its number, its digest, and key content in words. */
import { MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import type { ItemBody } from "../../../review/api-schema.ts";
import { Choice } from "../frame/choice.tsx";
import { DigestField } from "../frame/digest-field.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { lengthText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { useAnnotate } from "./annotation-api.ts";
import type { Watched } from "./watched.ts";
import { msOf } from "./record-values.ts";

const KINDS = ["transcript", "inspection", "service-receipt", "decision", "other"] as const;

interface Fields {
  readonly kind: (typeof KINDS)[number];
  readonly documentNo: string;
  readonly sha256: string;
  readonly relation: "supports" | "replaces";
  readonly segments?: readonly {
    readonly from: string;
    readonly to: string;
    readonly text: string;
  }[];
}

export function RecordDialog({
  item,
  watched,
  onClose,
}: {
  readonly item: ItemBody;
  readonly watched: Watched | null;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const annotate = useAnnotate(item.id);
  const submit = ({ segments = [], ...fields }: Fields): void => {
    const told = segments.map(({ from, to, text }) => ({
      ...{ fromMs: msOf(from) ?? 0, toMs: msOf(to) ?? 0, text: text.trim() },
    }));
    const note = { type: "record", ...fields, segments: told } as const;
    annotate.mutate(note, { onSuccess: onClose });
  };
  const required = [{ required: true, whitespace: true, message: say("form.required") }];
  return (
    <FormDialog<Fields>
      title={say("record.link")}
      busy={annotate.isPending}
      error={annotate.error}
      initial={{ kind: "transcript", relation: "supports", segments: [] }}
      onClose={onClose}
      onSubmit={submit}
    >
      <div className="fields">
        <Form.Item name="kind" label={say("record.kind")}>
          <Choice options={KINDS.map((kind) => ({ value: kind, label: say(`record.${kind}`) }))} />
        </Form.Item>
        <Form.Item name="relation" label={say("record.relation")}>
          <Choice
            options={(["supports", "replaces"] as const).map((relation) => ({
              ...{ value: relation, label: say(`record.${relation}`) },
            }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="documentNo" label={say("record.documentNo")} rules={required}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <DigestField name="sha256" file="record.file" isNeeded />
      <SegmentFields watched={watched} />
    </FormDialog>
  );
}

function SegmentFields({ watched }: { readonly watched: Watched | null }) {
  const say = useSay();
  const time = [
    {
      validator: (_: unknown, text: string) =>
        msOf(text) === null ? Promise.reject(new Error(say("record.bad-time"))) : Promise.resolve(),
    },
  ];
  const required = [{ required: true, whitespace: true, message: say("form.required") }];
  const now = (): string => (watched === null ? "" : lengthText(watched.atMs() / 1000));
  return (
    <Form.List name="segments">
      {(fields, { add, remove }) => (
        <fieldset className="parties">
          <legend>{say("record.segments")}</legend>
          <p className="quiet small">{say("record.segments-how")}</p>
          {fields.map(({ key, name }) => (
            <div key={key} className="segment">
              <Form.Item name={[name, "from"]} label={say("sessions.from")} rules={time}>
                <Input autoComplete="off" placeholder="0:12" />
              </Form.Item>
              <Form.Item name={[name, "to"]} label={say("sessions.to")} rules={time}>
                <Input autoComplete="off" placeholder="1:02:03" />
              </Form.Item>
              <Form.Item name={[name, "text"]} label={say("record.words")} rules={required}>
                <Input.TextArea rows={2} maxLength={2000} />
              </Form.Item>
              <Button
                icon={<MinusCircleOutlined aria-hidden />}
                aria-label={say("record.segment-drop")}
                title={say("record.segment-drop")}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button
            icon={<PlusOutlined aria-hidden />}
            onClick={() => add({ from: now(), to: "", text: "" })}
          >
            {say("record.segment-add")}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
