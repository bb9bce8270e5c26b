/** Asks for the purpose before any media of an item is read. */
import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { useSay } from "../texts/say.ts";
import { PURPOSE_MAX, PURPOSE_MIN, statePurpose, statedPurpose } from "./purpose.ts";

export interface StatedPurpose {
  readonly purpose: string | null;
  /** Runs `then` with the purpose, asking for it first if it was not stated in this session. */
  withPurpose(then: (purpose: string) => void): void;
  ask(): void;
  readonly dialog: React.ReactNode;
}

export function usePurpose(itemId: string): StatedPurpose {
  const [purpose, setPurpose] = useState(() => statedPurpose(itemId));
  // What goes on once the purpose is stated; null while nobody is asked.
  const [pending, setPending] = useState<{ then: (purpose: string) => void } | null>(null);
  return {
    purpose,
    withPurpose: (then) => {
      if (purpose !== null) then(purpose);
      else setPending({ then });
    },
    ask: () => setPending({ then: () => undefined }),
    dialog: pending !== null && (
      <PurposeDialog
        before={purpose ?? ""}
        onCancel={() => setPending(null)}
        onState={(stated) => {
          statePurpose(itemId, stated);
          setPurpose(stated);
          setPending(null);
          pending.then(stated);
        }}
      />
    ),
  };
}

function PurposeDialog({
  before,
  onState,
  onCancel,
}: {
  readonly before: string;
  readonly onState: (purpose: string) => void;
  readonly onCancel: () => void;
}) {
  const say = useSay();
  const [form] = Form.useForm<{ purpose: string }>();
  return (
    <Modal
      open
      title={say("purpose.title")}
      okText={say("purpose.confirm")}
      cancelText={say("frame.cancel")}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <p>{say("purpose.lead")}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ purpose: before }}
        onFinish={({ purpose }) => onState(purpose.trim())}
      >
        <Form.Item
          name="purpose"
          label={say("purpose.label")}
          rules={[
            { required: true, whitespace: true, message: say("purpose.short") },
            {
              min: PURPOSE_MIN,
              transform: (text: string) => text.trim(),
              message: say("purpose.short"),
            },
            { max: PURPOSE_MAX, message: say("purpose.long") },
          ]}
        >
          <Input
            autoFocus
            maxLength={PURPOSE_MAX}
            placeholder={say("purpose.example")}
            autoComplete="off"
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
