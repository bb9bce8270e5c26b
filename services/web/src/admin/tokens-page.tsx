/** My API tokens: programs that act as me. A new one is shown once; a revoked one opens nothing. */
import { Form, Input } from "antd";
import { Link } from "react-router";
import type { TokenListBody } from "../../../review/api-schema.ts";
import { useAddToken, useRevokeToken } from "../api/commands.ts";
import { useMay, useTokens } from "../api/queries.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useSay } from "../texts/say.ts";
import { type AddProps, Register } from "./register.tsx";
import { TokenUse } from "./token-use.tsx";

type Token = TokenListBody["entries"][number];

export function TokensPage() {
  const say = useSay();
  return (
    <Register<Token>
      query={useTokens()}
      title="tokens.title"
      lead={<Lead />}
      none="tokens.none"
      noneHow="tokens.none-how"
      columns={[
        { key: "label", title: say("tokens.label"), render: (_, token) => <Label {...token} /> },
        { key: "used", title: say("tokens.used"), render: (_, token) => <TokenUse {...token} /> },
      ]}
      life={{
        created: "tokens.created",
        state: "tokens.state",
        active: "tokens.active",
        ended: "tokens.revoked",
        endedAt: ({ revokedAt }) => revokedAt,
      }}
      add={{ label: "tokens.add", Dialog: AddToken }}
      wayOut={{
        verb: "tokens.revoke",
        asksReason: false,
        note: "tokens.revoke-note",
        question: ({ label }) => say("tokens.revoke-title", { name: label }),
        nameOf: ({ label }) => label,
        may: () => true,
        command: useRevokeToken(),
      }}
    />
  );
}

function Lead() {
  const say = useSay();
  return (
    <>
      {say("tokens.lead")}{" "}
      {useMay("users:manage") && <Link to="/tokens/all">{say("all-tokens.title")}</Link>}
    </>
  );
}

/** Its owner is told that somebody else ended it, and why. */
function Label({ label, isEndedByOther, endReason }: Token) {
  const say = useSay();
  return (
    <>
      {label}
      {isEndedByOther && (
        <div className="mark-bad small">
          {say("tokens.ended-by-other", { reason: endReason ?? say("frame.unknown") })}
        </div>
      )}
    </>
  );
}

function AddToken({ onAdded, onClose }: AddProps) {
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
