/** Asks for the purpose before any media of an item is read. */
import { Form, Input } from "antd";
import { type ReactNode, useState } from "react";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useSay } from "../texts/say.ts";
import { PURPOSE_MAX, PURPOSE_MIN, statePurpose, statedPurpose } from "./purpose.ts";

export interface StatedPurpose {
  readonly purpose: string | null;
  /** Runs `then` with the purpose, asking for it first if it was not stated in this session. */
  readonly withPurpose: (then: (purpose: string) => void) => void;
  readonly ask: () => void;
  readonly dialog: ReactNode;
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
  return (
    <FormDialog<{ purpose: string }>
      title={say("purpose.title")}
      okText={say("purpose.confirm")}
      initial={{ purpose: before }}
      onClose={onCancel}
      onSubmit={({ purpose }) => onState(purpose.trim())}
    >
      <p>{say("purpose.lead")}</p>
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
    </FormDialog>
  );
}
