/** The staff number of an account's person: a column of the list, a field, and the dialog that sets it. */
import { Button, Form, Input } from "antd";
import { useState } from "react";
import type { UserPageBody } from "../../../review/api-schema.ts";
import { useSetStaffNumber } from "../api/commands.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useSay } from "../texts/say.ts";

type User = UserPageBody["entries"][number];

export function StaffNumberField() {
  const say = useSay();
  return (
    <Form.Item
      name="staffNumber"
      label={say("users.staff-number")}
      rules={[
        {
          pattern: /^\s*([\p{L}\p{N}][\p{L}\p{N}\p{Pd} ._/]*)?$/u,
          message: say("users.staff-number-rule"),
        },
      ]}
    >
      <Input maxLength={40} autoComplete="off" />
    </Form.Item>
  );
}

export function useStaffNumber(mayManage: boolean) {
  const say = useSay();
  const [user, setUser] = useState<User | null>(null);
  const column = {
    key: "staffNumber",
    title: say("users.staff-number"),
    className: "nowrap",
    render: (_: unknown, each: User) => {
      const text = each.staffNumber ?? say("users.staff-number-none");
      if (!mayManage) return text;
      return (
        <Button type="link" size="small" className="flat" onClick={() => setUser(each)}>
          {text}
        </Button>
      );
    },
  };
  const dialog = user !== null && <StaffNumberDialog user={user} onClose={() => setUser(null)} />;
  return { column, dialog };
}

function StaffNumberDialog({
  user: { id, displayName, staffNumber },
  onClose,
}: {
  readonly user: User;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const set = useSetStaffNumber();
  return (
    <FormDialog<{ staffNumber?: string }>
      title={say("users.staff-number-title", { name: displayName })}
      busy={set.isPending}
      error={set.error}
      initial={{ staffNumber: staffNumber ?? "" }}
      onClose={onClose}
      onSubmit={({ staffNumber: typed = "" }) =>
        set.mutate({ id, staffNumber: typed.trim() === "" ? null : typed }, { onSuccess: onClose })
      }
    >
      <StaffNumberField />
      <p className="quiet small">{say("users.staff-number-note")}</p>
    </FormDialog>
  );
}
