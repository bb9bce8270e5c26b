/** The form that asks for access: by what one knows of the thing, and without being told whether it is there. */
import { Checkbox, Form, Input } from "antd";
import { Link } from "react-router";
import type { AccessRequestInput } from "../../../review/access-request-schema.ts";
import { useMe } from "../api/queries.ts";
import { Problem } from "../api/request.ts";
import { Choice } from "../frame/choice.tsx";
import { DayInput } from "../frame/day-input.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { reasonRules } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";
import { useAskAccess } from "./request-api.ts";

/** `about`: what is known already, as an id of an address; "" for nothing. */
export function AskAccess({
  about,
  onClose,
}: {
  readonly about: string;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const ask = useAskAccess();
  const purposes = useMe().data?.purposes ?? [];
  return (
    <FormDialog<AccessRequestInput>
      title={say("requests.ask")}
      okText={say("requests.send")}
      busy={ask.isPending}
      error={ask.error}
      initial={{ about, download: false, ...(purposes[0] && { purpose: purposes[0].purpose }) }}
      onClose={onClose}
      onSubmit={(fields) => ask.mutate(fields, { onSuccess: onClose })}
    >
      <p>{say("requests.ask-note")}</p>
      <Form.Item
        name="about"
        label={say("requests.about")}
        extra={say("requests.about-how")}
        rules={reasonRules(say)}
      >
        <Input.TextArea autoFocus rows={2} maxLength={500} />
      </Form.Item>
      <div className="fields">
        <Form.Item name="purpose" label={say("purpose.kind")}>
          <Choice
            options={purposes.map(({ purpose }) => ({
              value: purpose,
              label: say(`purpose.kind-${purpose}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="until"
          label={say("requests.until")}
          rules={[{ required: true, message: say("form.required") }]}
        >
          <DayInput />
        </Form.Item>
      </div>
      <Form.Item name="authority" label={say("requests.authority")} rules={reasonRules(say)}>
        <Input maxLength={300} autoComplete="off" />
      </Form.Item>
      <Form.Item name="download" valuePropName="checked">
        <Checkbox>{say("requests.take-away")}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}

/** The way there from an address where nothing is, whatever the reason. */
export function AskInstead({ error, about }: { readonly error: unknown; readonly about: string }) {
  const say = useSay();
  if (!(error instanceof Problem) || error.status !== 404) return null;
  return (
    <p>
      <Link to={`/access?ask=${encodeURIComponent(about)}`}>{say("requests.ask")}</Link>
    </p>
  );
}
