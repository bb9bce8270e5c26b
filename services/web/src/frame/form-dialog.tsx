/** A dialog with a form that sends one command and shows its refusal. */
import { Form, type FormInstance, Modal } from "antd";
import type { ReactNode } from "react";
import { useSay } from "../texts/say.ts";
import { ProblemNotice } from "./problem-notice.tsx";

export function FormDialog<Fields extends object>({
  title,
  form,
  busy,
  error,
  initial,
  onSubmit,
  onClose,
  children,
}: {
  readonly title: string;
  readonly form: FormInstance<Fields>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly initial?: Partial<Fields>;
  readonly onSubmit: (fields: Fields) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const say = useSay();
  return (
    <Modal
      open
      title={title}
      okText={say("form.save")}
      cancelText={say("frame.cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <ProblemNotice error={error} />
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        {...(initial !== undefined && { initialValues: initial })}
        onFinish={onSubmit}
      >
        {children}
      </Form>
    </Modal>
  );
}
