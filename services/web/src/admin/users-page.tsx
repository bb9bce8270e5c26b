/** People who may log in; a new one gets a password that is shown once. */
import {
  CheckCircleOutlined,
  MinusCircleOutlined,
  PlusOutlined,
  StopOutlined,
} from "@ant-design/icons";
import { Button, Form, Input, type TableColumnsType } from "antd";
import { useState } from "react";
import type { UserPageBody } from "../../../review/api-schema.ts";
import { useAddUser, useDisableUser } from "../api/commands.ts";
import { useMay, useMe, useUsers } from "../api/queries.ts";
import { Choice } from "../frame/choice.tsx";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { Mark } from "../frame/mark.tsx";
import { NotForYou } from "../frame/not-here.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { newPassword } from "./new-password.ts";
import { type Secret, SecretOnce } from "./secret-once.tsx";

type User = UserPageBody["entries"][number];
const ROLES: Readonly<Record<User["role"], true>> = {
  officer: true,
  reviewer: true,
  auditor: true,
  admin: true,
};

export function UsersPage() {
  const say = useSay();
  const maySee = useMay("users:see");
  const mayManage = useMay("users:manage");
  const query = useUsers();
  const disable = useDisableUser();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<User | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const columns = useColumns(mayManage, setLeaving);
  if (!maySee) return <NotForYou />;
  return (
    <>
      <div className="head">
        <h1>{say("users.title")}</h1>
        {mayManage && (
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {say("users.add")}
          </Button>
        )}
      </div>
      <PagesTable query={query} title="users.title" columns={columns} none="users.none" />
      {adding && (
        <AddUser
          onClose={() => setAdding(false)}
          onAdded={(added) => {
            setAdding(false);
            setSecret(added);
          }}
        />
      )}
      {leaving !== null && (
        <ConfirmDialog
          question={{
            title: say("users.disable-title", { name: leaving.displayName }),
            note: say("users.disable-note"),
            okText: say("users.disable"),
          }}
          command={disable}
          id={leaving.id}
          onClose={() => {
            disable.reset();
            setLeaving(null);
          }}
        />
      )}
      {secret !== null && <SecretOnce secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

function useColumns(mayManage: boolean, onDisable: (user: User) => void): TableColumnsType<User> {
  const say = useSay();
  const me = useMe().data?.id;
  const columns: TableColumnsType<User> = [
    { key: "name", title: say("users.name"), dataIndex: "name" },
    { key: "displayName", title: say("users.display-name"), dataIndex: "displayName" },
    {
      key: "role",
      title: say("users.role"),
      className: "nowrap",
      render: (_, { role }) => say(`role.${role}`),
    },
    {
      key: "created",
      title: say("users.created"),
      className: "nowrap",
      responsive: ["sm"],
      render: (_, { createdAt }) => localTime(createdAt),
    },
    {
      key: "state",
      title: say("users.state"),
      className: "nowrap",
      render: (_, user) => <UserState user={user} />,
    },
  ];
  const disable = {
    key: "disable",
    title: <span className="unseen">{say("users.disable")}</span>,
    render: (_: unknown, user: User) =>
      user.disabledAt === null &&
      user.id !== me && (
        <Button
          size="small"
          icon={<StopOutlined aria-hidden />}
          aria-label={`${say("users.disable")} ${user.name}`}
          onClick={() => onDisable(user)}
        >
          {say("users.disable")}
        </Button>
      ),
  };
  return mayManage ? [...columns, disable] : columns;
}

function UserState({ user: { disabledAt } }: { readonly user: User }) {
  const say = useSay();
  return disabledAt === null ? (
    <Mark tone="good" icon={<CheckCircleOutlined />}>
      {say("users.active")}
    </Mark>
  ) : (
    <Mark tone="still" icon={<MinusCircleOutlined />}>
      {say("users.disabled")} {localTime(disabledAt)}
    </Mark>
  );
}

function AddUser({
  onAdded,
  onClose,
}: {
  readonly onAdded: (secret: Secret) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const add = useAddUser();
  const [password] = useState(newPassword);
  const roles = Object.keys(ROLES) as User["role"][];
  return (
    <FormDialog<{ name: string; displayName: string; role: User["role"] }>
      title={say("users.add")}
      busy={add.isPending}
      error={add.error}
      initial={{ role: "reviewer" }}
      onClose={onClose}
      onSubmit={(fields) =>
        add.mutate(
          { ...fields, password },
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
      <Form.Item name="role" label={say("users.role")}>
        <Choice options={roles.map((role) => ({ value: role, label: say(`role.${role}`) }))} />
      </Form.Item>
    </FormDialog>
  );
}
