/** The form of a webhook: where it leads, what for, and what it is told of; its secret is shown once. */
import { Checkbox, Form, Input } from "antd";
import { SecretOnce } from "../admin/secret-once.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useSay } from "../texts/say.ts";
import { SUBJECTS, type Subject, typesOf } from "./event-names.ts";
import { useAddWebhook } from "./webhook-api.ts";

interface Fields {
  readonly url: string;
  readonly description: string;
  readonly subjects: readonly Subject[];
}

export function AddWebhook({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const add = useAddWebhook();
  if (add.data !== undefined) {
    const secret = {
      ...{ title: say("webhooks.secret"), note: say("webhooks.secret-note") },
      value: add.data.secret,
    };
    return <SecretOnce secret={secret} onClose={onClose} />;
  }
  const needed = [{ required: true, whitespace: true, message: say("form.required") }];
  return (
    <FormDialog<Fields>
      title={say("webhooks.add")}
      okText={say("webhooks.add")}
      busy={add.isPending}
      error={add.error}
      initial={{ subjects: SUBJECTS }}
      onClose={onClose}
      onSubmit={({ url, description, subjects }) =>
        add.mutate({ url: url.trim(), description, types: [...typesOf(subjects)] })
      }
    >
      <Form.Item
        name="url"
        label={say("webhooks.url")}
        extra={say("webhooks.url-how")}
        rules={needed}
      >
        <Input autoFocus maxLength={1_000} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="description" label={say("webhooks.description")} rules={needed}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="subjects"
        label={say("webhooks.events")}
        // Not «required»: that attribute is none of a group of boxes.
        rules={[{ type: "array", min: 1, message: say("form.required") }]}
      >
        <Checkbox.Group
          options={SUBJECTS.map((value) => ({ value, label: say(`webhooks.of-${value}`) }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
