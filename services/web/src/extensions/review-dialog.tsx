/** Says of items that somebody looked, and that they are still needed. */
import { Form } from "antd";
import { DayInput } from "../frame/day-input.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";
import { useReview } from "./extension-api.ts";

export function ReviewDialog({
  itemIds,
  onClose,
}: {
  readonly itemIds: readonly string[];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const review = useReview();
  return (
    <FormDialog<{ readonly reason: string; readonly next?: string }>
      title={say("looks.needed-count", { count: itemIds.length })}
      okText={say("looks.needed")}
      busy={review.isPending}
      error={review.error}
      onClose={onClose}
      onSubmit={({ reason, next }) =>
        review.mutate(
          { itemIds: [...itemIds], reason: reason.trim(), next: next ?? null },
          { onSuccess: onClose },
        )
      }
    >
      <p>{say("looks.note")}</p>
      <ReasonField label="looks.reason" />
      <Form.Item name="next" label={say("looks.sooner")}>
        <DayInput />
      </Form.Item>
    </FormDialog>
  );
}
