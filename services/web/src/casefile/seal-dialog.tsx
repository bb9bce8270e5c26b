/** The question before a case file is sealed as it stands. */
import { Form, Input } from "antd";
import { FormDialog } from "../frame/form-dialog.tsx";
import { reasonRules } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";
import { useSealFile } from "./file-api.ts";

export function SealDialog({
  caseId,
  revision,
  onClose,
}: {
  readonly caseId: string;
  readonly revision: number;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const seal = useSealFile(caseId);
  return (
    <FormDialog<{ why: string }>
      title={say("file.seal")}
      okText={say("file.seal")}
      busy={seal.isPending}
      error={seal.error}
      onClose={onClose}
      onSubmit={({ why }) => seal.mutate({ revision, why: why.trim() }, { onSuccess: onClose })}
    >
      <p>{say("file.seal-how")}</p>
      <Form.Item name="why" label={say("file.seal-why")} rules={reasonRules(say)}>
        <Input.TextArea autoFocus rows={3} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
