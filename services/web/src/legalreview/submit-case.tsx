/** The form by which the handling unit submits a case to legal review. */
import { Form, Input } from "antd";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useSay } from "../texts/say.ts";
import { useSubmit } from "./review-api.ts";

export function SubmitCase({
  caseId,
  isAgain,
  onClose,
}: {
  readonly caseId: string;
  readonly isAgain: boolean;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const submit = useSubmit(caseId);
  return (
    <FormDialog<{ statement: string }>
      title={say("legal.submit")}
      okText={say("legal.submit")}
      busy={submit.isPending}
      error={submit.error}
      onClose={onClose}
      onSubmit={({ statement }) => submit.mutate(statement.trim(), { onSuccess: onClose })}
    >
      <p className="quiet">{say("legal.submit-how")}</p>
      <Form.Item
        name="statement"
        label={say(isAgain ? "legal.statement-again" : "legal.statement")}
        rules={[{ required: true, whitespace: true, min: 2, message: say("form.required") }]}
      >
        <Input.TextArea autoFocus rows={4} maxLength={4_000} />
      </Form.Item>
    </FormDialog>
  );
}
