/** Where an invited guest sets their own password, once; the secret stands behind the # of the address. */
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { Link, useLocation } from "react-router";
import { useCommand } from "../api/commands.ts";
import { call } from "../api/request.ts";
import logo from "../frame/holdfast.svg";
import { LanguageSwitch } from "../frame/language-switch.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";

export function InvitedPage() {
  const say = useSay();
  const { hash } = useLocation();
  // Kept while the page is open, for it leaves the address at once.
  const [invitation] = useState(hash.slice(1));
  const enter = useCommand(({ password }: { readonly password: string }) =>
    call("POST", "/invitations", { body: { invitation, password } }),
  );
  if (hash !== "") window.history.replaceState(null, "", "/invitation");
  return (
    <div className="door">
      <div className="door-top">
        <LanguageSwitch />
      </div>
      <main className="door-form">
        <div className="door-name">
          <img src={logo} width={40} height={40} alt="" />
          <h1>{say("invited.title")}</h1>
        </div>
        <div className="panel">
          {enter.data === undefined ? (
            <PasswordForm
              busy={enter.isPending}
              error={enter.error}
              onSubmit={(fields) => enter.mutate(fields)}
            />
          ) : (
            <>
              <Alert
                type="success"
                role="status"
                title={say("invited.done", { name: enter.data.name })}
              />
              <p>
                <Link to="/login?back=/shared">{say("login.submit")}</Link>
              </p>
            </>
          )}
        </div>
      </main>
    </div>
  );
}

function PasswordForm({
  busy,
  error,
  onSubmit,
}: {
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSubmit: (fields: { password: string }) => void;
}) {
  const say = useSay();
  return (
    <Form<{ password: string }> layout="vertical" requiredMark={false} onFinish={onSubmit}>
      <p>{say("invited.lead")}</p>
      <Form.Item
        name="password"
        label={say("invited.password")}
        rules={[{ required: true, min: 12, message: say("code.access/password-too-short") }]}
      >
        <Input.Password
          autoComplete="new-password"
          autoFocus
          maxLength={200}
          visibilityToggle={false}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {say("invited.submit")}
      </Button>
      <ProblemNotice error={error} />
    </Form>
  );
}
