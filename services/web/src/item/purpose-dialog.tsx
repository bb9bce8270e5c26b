/** Asks for the purpose before any media of an item is read. */
import { Form, Input, Radio } from "antd";
import { type ReactNode, useState } from "react";
import { useMe } from "../api/queries.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useSay } from "../texts/say.ts";
import { PURPOSE_MAX, type Purpose, statePurpose, statedPurpose } from "./purpose.ts";

export interface StatedPurpose {
  readonly purpose: Purpose | null;
  /** Runs `then` with the purpose, asking for it first if it was not stated in this session. */
  readonly withPurpose: (then: (purpose: Purpose) => void) => void;
  readonly ask: () => void;
  readonly dialog: ReactNode;
}

/** `isOnlyStored`: its content takes a special reason, and evidence is none. */
export function usePurpose(itemId: string, isOnlyStored = false): StatedPurpose {
  const [stated, setPurpose] = useState(() => statedPurpose(itemId));
  const purpose = isOnlyStored && stated?.purposeKind === "evidence" ? null : stated;
  // What goes on once the purpose is stated; null while nobody is asked.
  const [pending, setPending] = useState<{ then: (purpose: Purpose) => void } | null>(null);
  return {
    purpose,
    withPurpose: (then) => {
      if (purpose !== null) then(purpose);
      else setPending({ then });
    },
    ask: () => setPending({ then: () => undefined }),
    dialog: pending !== null && (
      <PurposeDialog
        before={purpose}
        isOnlyStored={isOnlyStored}
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
  isOnlyStored,
  onState,
  onCancel,
}: {
  readonly before: Purpose | null;
  readonly isOnlyStored: boolean;
  readonly onState: (purpose: Purpose) => void;
  readonly onCancel: () => void;
}) {
  const say = useSay();
  const offered = (useMe().data?.purposes ?? []).filter(
    ({ purpose }) => !isOnlyStored || purpose !== "evidence",
  );
  const [kind, setKind] = useState(before?.purposeKind ?? offered[0]?.purpose ?? "evidence");
  const min = offered.find(({ purpose }) => purpose === kind)?.minCharacters ?? 3;
  return (
    <FormDialog<{ purpose: string }>
      title={say("purpose.title")}
      okText={say("purpose.confirm")}
      initial={{ purpose: before?.purpose ?? "" }}
      onClose={onCancel}
      onSubmit={({ purpose }) => onState({ purposeKind: kind, purpose: purpose.trim() })}
    >
      <p>{say("purpose.lead")}</p>
      <Form.Item label={say("purpose.kind")} extra={say(`purpose.note-${kind}`)}>
        <Radio.Group
          value={kind}
          onChange={({ target }) => setKind(target.value as typeof kind)}
          options={offered.map(({ purpose }) => ({
            value: purpose,
            label: say(`purpose.kind-${purpose}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="purpose"
        label={say("purpose.label")}
        rules={[
          { required: true, whitespace: true, message: say("purpose.short", { min }) },
          {
            min,
            transform: (text: string) => text.trim(),
            message: say("purpose.short", { min }),
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
