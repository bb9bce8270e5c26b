/** Which door an account has: a password, or the agency's identity provider under a name of its own. */
import { Form, Input, Radio } from "antd";
import { useState } from "react";
import type { UserPageBody } from "../../../review/api-schema.ts";
import { useSetSignOn } from "../api/commands.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useSay } from "../texts/say.ts";
import { newPassword } from "./new-password.ts";
import type { Secret } from "./secret-once.tsx";

interface Fields {
  readonly door: "password" | "provider";
  readonly signOnName?: string;
}

export function SignOnDialog({
  user: { id, name, displayName, signOnName },
  onChanged,
  onClose,
}: {
  readonly user: UserPageBody["entries"][number];
  /** With the new password, where that is the door now. */
  readonly onChanged: (secret: Secret | null) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const set = useSetSignOn();
  const [password] = useState(newPassword);
  const secret = {
    title: say("users.password", { name }),
    note: say("users.password-once"),
    value: password,
  };
  const submit = ({ door, signOnName: chosen }: Fields): void => {
    const body =
      door === "provider" ? { signOnName: chosen ?? "" } : { signOnName: null, password };
    set.mutate(
      { id, ...body },
      { onSuccess: () => onChanged(door === "provider" ? null : secret) },
    );
  };
  return (
    <FormDialog<Fields>
      title={say("users.door-title", { name: displayName })}
      busy={set.isPending}
      error={set.error}
      initial={{ door: "provider", signOnName: signOnName ?? name }}
      onClose={onClose}
      onSubmit={submit}
    >
      <Form.Item name="door">
        <Radio.Group
          options={[
            { value: "provider", label: say("users.door-provider") },
            { value: "password", label: say("users.door-password") },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={["door"]}>
        {({ getFieldValue }) =>
          getFieldValue("door") === "provider" && (
            <Form.Item
              name="signOnName"
              label={say("users.sign-on-name")}
              rules={[{ required: true, whitespace: true, message: say("form.required") }]}
            >
              <Input maxLength={200} autoComplete="off" />
            </Form.Item>
          )
        }
      </Form.Item>
      <p className="quiet small">{say("users.door-note")}</p>
    </FormDialog>
  );
}
