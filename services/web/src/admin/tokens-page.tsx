/** My API tokens: programs that act as me. A new one is shown once; a revoked one opens nothing. */
import {
  CheckCircleOutlined,
  MinusCircleOutlined,
  PlusOutlined,
  StopOutlined,
} from "@ant-design/icons";
import { Button, Form, Input, type TableColumnsType } from "antd";
import { useState } from "react";
import type { TokenListBody } from "../../../review/api-schema.ts";
import { useAddToken, useRevokeToken } from "../api/commands.ts";
import { useTokens } from "../api/queries.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { Mark } from "../frame/mark.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { type Secret, SecretOnce } from "./secret-once.tsx";

type Token = TokenListBody["entries"][number];

export function TokensPage() {
  const say = useSay();
  const query = useTokens();
  const revoke = useRevokeToken();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Token | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  return (
    <>
      <div className="head">
        <h1>{say("tokens.title")}</h1>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
          {say("tokens.add")}
        </Button>
      </div>
      <p className="quiet">{say("tokens.lead")}</p>
      <PagesTable
        query={query}
        title="tokens.title"
        columns={useColumns(setLeaving)}
        none="tokens.none"
        noneHow="tokens.none-how"
      />
      {adding && (
        <AddToken
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
            title: say("tokens.revoke-title", { name: leaving.label }),
            note: say("tokens.revoke-note"),
            okText: say("tokens.revoke"),
          }}
          command={revoke}
          id={leaving.id}
          onClose={() => {
            revoke.reset();
            setLeaving(null);
          }}
        />
      )}
      {secret !== null && <SecretOnce secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

function useColumns(onRevoke: (token: Token) => void): TableColumnsType<Token> {
  const say = useSay();
  return [
    { key: "label", title: say("tokens.label"), dataIndex: "label" },
    {
      key: "created",
      title: say("tokens.created"),
      className: "nowrap",
      responsive: ["sm"],
      render: (_, { createdAt }) => localTime(createdAt),
    },
    {
      key: "state",
      title: say("tokens.state"),
      className: "nowrap",
      render: (_, token) => <State token={token} />,
    },
    {
      key: "revoke",
      title: <span className="unseen">{say("tokens.revoke")}</span>,
      render: (_, token) =>
        token.revokedAt === null && (
          <Button
            size="small"
            icon={<StopOutlined aria-hidden />}
            aria-label={`${say("tokens.revoke")} ${token.label}`}
            onClick={() => onRevoke(token)}
          >
            {say("tokens.revoke")}
          </Button>
        ),
    },
  ];
}

function State({ token: { revokedAt } }: { readonly token: Token }) {
  const say = useSay();
  return revokedAt === null ? (
    <Mark tone="good" icon={<CheckCircleOutlined />}>
      {say("tokens.active")}
    </Mark>
  ) : (
    <Mark tone="still" icon={<MinusCircleOutlined />}>
      {say("tokens.revoked")} {localTime(revokedAt)}
    </Mark>
  );
}

function AddToken({
  onAdded,
  onClose,
}: {
  readonly onAdded: (secret: Secret) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const add = useAddToken();
  return (
    <FormDialog<{ label: string }>
      title={say("tokens.add")}
      busy={add.isPending}
      error={add.error}
      onClose={onClose}
      onSubmit={(fields) =>
        add.mutate(fields, {
          onSuccess: ({ label, token }) =>
            onAdded({
              title: say("tokens.token", { name: label }),
              note: say("tokens.token-once"),
              value: token,
            }),
        })
      }
    >
      <Form.Item
        name="label"
        label={say("tokens.label")}
        extra={say("tokens.label-how")}
        rules={[{ required: true, whitespace: true, message: say("form.required") }]}
      >
        <Input autoFocus maxLength={100} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}
