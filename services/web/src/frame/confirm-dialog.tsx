/** Asks before something that cannot be taken back, says what it does, and shows its refusal. */
import type { ReactNode } from "react";
import { FormDialog } from "./form-dialog.tsx";
import { ReasonField } from "./reason-field.tsx";
import type { Ending } from "./ending.ts";

export interface Question {
  readonly title: string;
  /** What it does, and what it leaves as it is. */
  readonly note: string;
  readonly okText: string;
  /** Whether others rest on what ends, so that the record must say why. */
  readonly asksReason: boolean;
}

interface Command {
  readonly isPending: boolean;
  readonly error: unknown;
  mutate(ending: Ending, options: { readonly onSuccess: () => void }): void;
}

export function ConfirmDialog({
  question,
  command,
  id,
  onClose,
  children,
}: {
  readonly question: Question;
  readonly command: Command;
  readonly id: string;
  readonly onClose: () => void;
  /** What to look at before. */
  readonly children?: ReactNode;
}) {
  return (
    <FormDialog<{ reason?: string }>
      title={question.title}
      okText={question.okText}
      busy={command.isPending}
      error={command.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        command.mutate(
          { id, ...(reason !== undefined && { reason: reason.trim() }) },
          { onSuccess: onClose },
        )
      }
    >
      <p>{question.note}</p>
      {children}
      {question.asksReason && <ReasonField label="form.reason" />}
    </FormDialog>
  );
}
