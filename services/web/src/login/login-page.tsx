/** Log in with name and password, then back to where one was going. */
import { EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import { Alert, Button, Divider, Form, Input } from "antd";
import { useNavigate, useSearchParams } from "react-router";
import { useLogIn } from "../api/commands.ts";
import { useStatus } from "../api/queries.ts";
import { LanguageSwitch } from "../frame/language-switch.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import logo from "../frame/holdfast.svg";
import { useLanguage, useSay } from "../texts/say.ts";
import { isTextKey } from "../texts/texts.ts";
import { safeWayBack } from "./way-back.ts";

interface Fields {
  name: string;
  password: string;
}

export function LoginPage() {
  const say = useSay();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const logIn = useLogIn();
  const submit = (fields: Fields): void => {
    logIn.mutate(fields, { onSuccess: () => void navigate(safeWayBack(search.get("back"))) });
  };
  return (
    <div className="door">
      <div className="door-top">
        <LanguageSwitch />
      </div>
      <main className="door-form">
        <div className="door-name">
          <img src={logo} width={40} height={40} alt="" />
          <div>
            <h1>{say("frame.name")}</h1>
            <div className="quiet">{say("login.lead")}</div>
          </div>
        </div>
        <div className="panel">
          <LoginForm busy={logIn.isPending} onSubmit={submit} />
          <SignOn back={search.get("back")} problem={search.get("problem")} />
          <ProblemNotice error={logIn.error} />
        </div>
        <p className="quiet small">{say("login.trace")}</p>
        <p className="small">
          <a href={`/verify?lang=${language}`}>{say("login.verify")}</a>
        </p>
      </main>
    </div>
  );
}

/** The way in by the agency's identity provider, and what became of the last try. */
function SignOn({
  back,
  problem,
}: {
  readonly back: string | null;
  readonly problem: string | null;
}) {
  const say = useSay();
  const title = useStatus().data?.signOn;
  if (title === null || title === undefined) return null;
  const key = `code.${problem ?? ""}`;
  const address = `/sign-on?back=${encodeURIComponent(safeWayBack(back))}`;
  return (
    <>
      <Divider plain>{say("login.or")}</Divider>
      <Button href={address} block>
        {say("login.sign-on", { name: title })}
      </Button>
      {problem !== null && (
        <Alert
          type="error"
          role="alert"
          className="notice"
          title={say(isTextKey(key) ? key : "login.sign-on-failed")}
        />
      )}
    </>
  );
}

function LoginForm({
  busy,
  onSubmit,
}: {
  readonly busy: boolean;
  readonly onSubmit: (fields: Fields) => void;
}) {
  const say = useSay();
  return (
    <Form<Fields> layout="vertical" requiredMark={false} onFinish={onSubmit}>
      <Form.Item
        name="name"
        label={say("login.name")}
        rules={[{ required: true, message: say("login.name-missing") }]}
      >
        <Input autoComplete="username" autoFocus maxLength={100} />
      </Form.Item>
      <Form.Item
        name="password"
        label={say("login.password")}
        rules={[{ required: true, message: say("login.password-missing") }]}
      >
        <Input.Password
          autoComplete="current-password"
          maxLength={200}
          iconRender={(visible) =>
            visible ? <EyeOutlined aria-hidden /> : <EyeInvisibleOutlined aria-hidden />
          }
        />
      </Form.Item>
      <Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {say("login.submit")}
        </Button>
      </Form.Item>
    </Form>
  );
}
