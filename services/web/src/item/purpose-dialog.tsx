/** Asks for the purpose before any media of an item is read. */
import { type ReactNode, useState } from "react";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useSay } from "../texts/say.ts";
import { PurposeFields, firstOf, useOfferedPurposes } from "./purpose-fields.tsx";
import { type Purpose, statePurpose, statedPurpose } from "./purpose.ts";

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
  const offered = useOfferedPurposes(isOnlyStored);
  return (
    <FormDialog<Purpose>
      title={say("purpose.title")}
      okText={say("purpose.confirm")}
      initial={before ?? { purposeKind: firstOf(offered), purpose: "" }}
      onClose={onCancel}
      onSubmit={({ purposeKind, purpose }) => onState({ purposeKind, purpose: purpose.trim() })}
    >
      <p>{say("purpose.lead")}</p>
      <PurposeFields label="purpose.label" offered={offered} isFirst />
    </FormDialog>
  );
}
