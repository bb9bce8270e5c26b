/** What is shown where there is no screen, none for this person, or one that failed. */
import { InfoCircleFilled } from "@ant-design/icons";
import { Button, Result } from "antd";
import { Link, useNavigate } from "react-router";
import { useSay } from "../texts/say.ts";

export function NotHere() {
  const say = useSay();
  return (
    <Result
      status="info"
      icon={<InfoCircleFilled aria-hidden />}
      title={<h1>{say("frame.not-here")}</h1>}
      extra={[
        <Link key="items" to="/items">
          {say("frame.items")}
        </Link>,
        <Link key="access" to="/access?ask=">
          {say("requests.ask")}
        </Link>,
      ]}
    />
  );
}

export function NotForYou() {
  const say = useSay();
  return (
    <Result
      status="info"
      icon={<InfoCircleFilled aria-hidden />}
      title={<h1>{say("frame.not-for-you")}</h1>}
    />
  );
}

export function ScreenFailed() {
  const say = useSay();
  const navigate = useNavigate();
  return (
    <Result
      status="warning"
      icon={<InfoCircleFilled aria-hidden />}
      title={<h1>{say("frame.broken")}</h1>}
      extra={<Button onClick={() => void navigate(0)}>{say("frame.again")}</Button>}
    />
  );
}
