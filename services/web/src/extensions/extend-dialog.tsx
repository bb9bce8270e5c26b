/** The form by which something stays longer: who asks, how long, why, and which paper says so. */
import { Form, Input, InputNumber } from "antd";
import { useState } from "react";
import type {
  ExtendedItemsBody,
  ExtensionListBody,
  ExtensionRequestBody,
} from "../../../review/extension-schema.ts";
import { Choice } from "../frame/choice.tsx";
import { DigestField } from "../frame/digest-field.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { durationText } from "../policy/pack-words.ts";
import { useSay } from "../texts/say.ts";
import { sayCode } from "../texts/texts.ts";
import { type Thing, useExtend } from "./extension-api.ts";

type May = ExtensionListBody["may"];

interface Fields {
  readonly by: ExtensionRequestBody["by"];
  readonly count: number;
  readonly unit: "D" | "M" | "Y";
  readonly reason: string;
  readonly document?: string;
  readonly sha256?: string;
}

/** `may`: what the rules give of a single item; of more than one each is judged by itself. */
export function ExtendDialog({
  thing,
  may,
  onClose,
}: {
  readonly thing: Thing;
  readonly may: May | null;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const extend = useExtend(thing);
  const [done, setDone] = useState<ExtendedItemsBody | null>(null);
  const submit = ({ by, count, unit, reason, document, sha256 }: Fields): void => {
    if (done !== null) {
      onClose();
      return;
    }
    const paper =
      document === undefined || document.trim() === ""
        ? null
        : { name: document.trim(), sha256: sha256 ?? "" };
    extend.mutate(
      { by, term: `P${count}${unit}`, reason: reason.trim(), document: paper },
      { onSuccess: (told) => (told.refused.length === 0 ? onClose() : setDone(told)) },
    );
  };
  return (
    <FormDialog<Fields>
      title={say(`extensions.extend-${thing.of}`)}
      okText={say(done === null ? "extensions.extend" : "extensions.read")}
      busy={extend.isPending}
      error={extend.error}
      initial={{ by: may?.[0]?.by ?? "subject", count: 1, unit: "M" }}
      onClose={onClose}
      onSubmit={submit}
    >
      {done === null ? <ExtendFields may={may} /> : <Refused done={done} />}
    </FormDialog>
  );
}

function ExtendFields({ may }: { readonly may: May | null }) {
  const say = useSay();
  const by = Form.useWatch<Fields["by"] | undefined>("by") ?? "subject";
  const rule = may?.find((each) => each.by === by);
  const askers = may === null ? (["subject", "agency"] as const) : may.map((each) => each.by);
  return (
    <>
      <p>{say("extensions.note")}</p>
      <Form.Item name="by" label={say("extensions.by")}>
        <Choice options={askers.map((value) => ({ value, label: say(`extensions.${value}`) }))} />
      </Form.Item>
      {rule !== undefined && (
        <p className="quiet small">
          {say(rule.left === null ? "extensions.may-always" : "extensions.may", {
            longest: durationText(say, rule.longest),
            left: rule.left ?? 0,
          })}
        </p>
      )}
      <div className="fields">
        <Form.Item
          name="count"
          label={say("extensions.term")}
          rules={[{ required: true, message: say("form.required") }]}
        >
          <InputNumber min={1} max={9_999} precision={0} />
        </Form.Item>
        <Form.Item name="unit" label={say("extensions.unit")}>
          <Choice
            options={(["D", "M", "Y"] as const).map((value) => ({
              ...{ value, label: say(`extensions.unit-${value}`) },
            }))}
          />
        </Form.Item>
      </div>
      <ReasonField label="extensions.reason" isFirst={false} />
      <Form.Item
        name="document"
        label={say("extensions.document")}
        rules={[{ required: by === "subject", min: 3, message: say("form.required") }]}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <DigestField name="sha256" file="extensions.file" isNeeded={by === "subject"} />
    </>
  );
}

function Refused({ done }: { readonly done: ExtendedItemsBody }) {
  const say = useSay();
  const codes = [...new Set(done.refused.map(({ code }) => code))];
  return (
    <div role="status">
      <p>
        {say("extensions.done", {
          count: done.extended.length,
          refused: done.refused.length,
        })}
      </p>
      <ul className="small">
        {codes.map((code) => (
          <li key={code}>{sayCode(say, code)}</li>
        ))}
      </ul>
    </div>
  );
}
