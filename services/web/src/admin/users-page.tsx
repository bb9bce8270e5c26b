/** People who may log in; a new one gets a password that is shown once. */
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { UserPageBody } from "../../../review/api-schema.ts";
import { useAddUser, useDisableUser } from "../api/commands.ts";
import { useMay, useMe, useStatus, useUsers } from "../api/queries.ts";
import { Choice } from "../frame/choice.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { NotForYou } from "../frame/not-here.tsx";
import { useSay } from "../texts/say.ts";
import type { Say } from "../texts/texts.ts";
import { newPassword } from "./new-password.ts";
import { type AddProps, Register } from "./register.tsx";
import { type Secret, SecretOnce } from "./secret-once.tsx";
import { RolesTable } from "./roles-table.tsx";
import { SignOnDialog } from "./sign-on-dialog.tsx";
import { StaffNumberField, useStaffNumber } from "./staff-number.tsx";

type User = UserPageBody["entries"][number];
/** A guest is invited by a partner agency's name instead (../sharing). */
type StaffRole = Exclude<User["role"], "guest">;
const ROLES: Readonly<Record<StaffRole, true>> = {
  officer: true,
  reviewer: true,
  auditor: true,
  records: true,
  legal: true,
  admin: true,
};

export function UsersPage() {
  const say = useSay();
  const maySee = useMay("users:see");
  const mayManage = useMay("users:manage");
  if (!maySee) return <NotForYou />;
  return (
    <>
      <p>
        <Link to="/clearances">{say("clearances.title")}</Link>
        {mayManage && (
          <>
            {" "}
            <Link to="/tokens/all">{say("all-tokens.title")}</Link>
          </>
        )}
      </p>
      <People />
      <RolesTable />
    </>
  );
}

function People() {
  const say = useSay();
  const mayManage = useMay("users:manage");
  const me = useMe().data?.id;
  const query = useUsers();
  const disable = useDisableUser();
  const door = useDoor(mayManage);
  const number = useStaffNumber(mayManage);
  return (
    <>
      <Register<User>
        query={query}
        title="users.title"
        none="users.none"
        columns={[
          { key: "name", title: say("users.name"), dataIndex: "name" },
          { key: "displayName", title: say("users.display-name"), dataIndex: "displayName" },
          {
            key: "role",
            title: say("users.role"),
            className: "nowrap",
            render: (_, { role }) => say(`role.${role}`),
          },
          number.column,
          ...door.columns,
          ...(mayManage ? [logInsColumn(say)] : []),
        ]}
        life={{
          created: "users.created",
          state: "users.state",
          active: "users.active",
          ended: "users.disabled",
          endedAt: ({ disabledAt }) => disabledAt,
        }}
        add={mayManage ? { label: "users.add", Dialog: AddUser } : null}
        wayOut={
          mayManage
            ? {
                verb: "users.disable",
                asksReason: true,
                note: "users.disable-note",
                question: ({ displayName }) => say("users.disable-title", { name: displayName }),
                nameOf: ({ name }) => name,
                may: ({ id }) => id !== me,
                command: disable,
              }
            : null
        }
      />
      {door.dialog}
      {number.dialog}
    </>
  );
}

const logInsColumn = (say: Say) => ({
  key: "log-ins",
  title: say("log-ins.column"),
  className: "nowrap",
  render: (_: unknown, { id, name, disabledAt }: User) =>
    disabledAt === null && (
      <Link to={`/users/${id}/log-ins`} aria-label={`${say("log-ins.of")} ${name}`}>
        {say("log-ins.of")}
      </Link>
    ),
});

/** How each person logs in, where there is more than one way. */
function useDoor(mayManage: boolean) {
  const say = useSay();
  const hasProvider = useStatus().data?.signOn != null;
  const [user, setUser] = useState<User | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const column = {
    key: "door",
    title: say("users.door"),
    render: (_: unknown, each: User) => {
      const text = each.signOnName ?? say("users.by-password");
      if (!mayManage || each.disabledAt !== null) return text;
      return (
        <Button type="link" size="small" className="flat" onClick={() => setUser(each)}>
          {text}
        </Button>
      );
    },
  };
  const changed = (made: Secret | null): void => {
    setUser(null);
    setSecret(made);
  };
  const dialog = (
    <>
      {user !== null && (
        <SignOnDialog user={user} onChanged={changed} onClose={() => setUser(null)} />
      )}
      {secret !== null && <SecretOnce secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
  return { columns: hasProvider ? [column] : [], dialog };
}

function AddUser({ onAdded, onClose }: AddProps) {
  const say = useSay();
  const add = useAddUser();
  const [password] = useState(newPassword);
  const roles = Object.keys(ROLES) as StaffRole[];
  return (
    <FormDialog<{
      name: string;
      displayName: string;
      role: StaffRole;
      staffNumber?: string;
    }>
      title={say("users.add")}
      busy={add.isPending}
      error={add.error}
      initial={{ role: "reviewer" }}
      onClose={onClose}
      onSubmit={({ staffNumber = "", ...fields }) =>
        add.mutate(
          { ...fields, password, ...(staffNumber.trim() === "" ? {} : { staffNumber }) },
          {
            onSuccess: ({ name }) =>
              onAdded({
                title: say("users.password", { name }),
                note: say("users.password-once"),
                value: password,
              }),
          },
        )
      }
    >
      <Form.Item
        name="name"
        label={say("users.name")}
        rules={[
          { required: true, message: say("form.required") },
          { pattern: /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u, message: say("users.name-rule") },
        ]}
      >
        <Input autoFocus maxLength={64} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="displayName"
        label={say("users.display-name")}
        rules={[{ required: true, whitespace: true, message: say("form.required") }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <StaffNumberField />
      <Form.Item name="role" label={say("users.role")}>
        <Choice options={roles.map((role) => ({ value: role, label: say(`role.${role}`) }))} />
      </Form.Item>
    </FormDialog>
  );
}
