/** A dialog with a form that sends one command and shows its refusal. */
import { CloseOutlined } from "@ant-design/icons";
import { Form, Modal } from "antd";
import type { ReactNode } from "react";
import { useSay } from "../texts/say.ts";
import type { Say } from "../texts/texts.ts";
import { ProblemNotice } from "./problem-notice.tsx";

/** The cross of a dialog, by a name in the reader's language. */
export const closing = (say: Say) => ({
  closeIcon: <CloseOutlined aria-hidden />,
  "aria-label": say("frame.close"),
});

export function FormDialog<Fields extends object>({
  title,
  okText,
  busy = false,
  error = null,
  initial,
  onSubmit,
  onClose,
  children,
}: {
  readonly title: string;
  /** "Save" if not given. */
  readonly okText?: string;
  readonly busy?: boolean;
  readonly error?: unknown;
  readonly initial?: Partial<Fields>;
  readonly onSubmit: (fields: Fields) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const say = useSay();
  return (
    <Modal
      open
      // A click beside the form would throw away what was typed.
      mask={{ closable: false }}
      title={title}
      okText={okText ?? say("form.save")}
      okButtonProps={{ htmlType: "submit" }}
      cancelText={say("frame.cancel")}
      confirmLoading={busy}
      onCancel={onClose}
      closable={closing(say)}
      // The form is around the dialog's buttons, so that Enter in a field submits it.
      modalRender={(dialog) => (
        <Form<Fields>
          layout="vertical"
          requiredMark={false}
          clearOnDestroy
          {...(initial !== undefined && { initialValues: initial })}
          onFinish={onSubmit}
        >
          {dialog}
        </Form>
      )}
    >
      <ProblemNotice error={error} />
      {children}
    </Modal>
  );
}
