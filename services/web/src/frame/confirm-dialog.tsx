/** Asks before something that cannot be taken back, says what it does, and shows its refusal. */
import { FormDialog } from "./form-dialog.tsx";

export interface Question {
  readonly title: string;
  /** What it does, and what it leaves as it is. */
  readonly note: string;
  readonly okText: string;
}

interface Command {
  readonly isPending: boolean;
  readonly error: unknown;
  mutate(id: string, options: { readonly onSuccess: () => void }): void;
}

export function ConfirmDialog({
  question,
  command,
  id,
  onClose,
}: {
  readonly question: Question;
  readonly command: Command;
  readonly id: string;
  readonly onClose: () => void;
}) {
  return (
    <FormDialog
      title={question.title}
      okText={question.okText}
      busy={command.isPending}
      error={command.error}
      onClose={onClose}
      onSubmit={() => command.mutate(id, { onSuccess: onClose })}
    >
      <p>{question.note}</p>
    </FormDialog>
  );
}
