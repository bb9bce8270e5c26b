/** What is shown where there is no screen, none for this person, or one that failed. */
import { InfoCircleFilled, WarningFilled } from "@ant-design/icons";
import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { useSay } from "../texts/say.ts";
import { PlainButton } from "./plain-button.tsx";

function Instead({
  title,
  icon = <InfoCircleFilled aria-hidden />,
  children,
}: {
  readonly title: string;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className="instead center">
      <div className="instead-icon">{icon}</div>
      <h1>{title}</h1>
      <div className="instead-ways">{children}</div>
    </div>
  );
}

export function NotHere() {
  const say = useSay();
  return (
    <Instead title={say("frame.not-here")}>
      <Link to="/items">{say("frame.items")}</Link>
      <Link to="/access?ask=">{say("requests.ask")}</Link>
    </Instead>
  );
}

export function NotForYou() {
  const say = useSay();
  return <Instead title={say("frame.not-for-you")} />;
}

export function ScreenFailed() {
  const say = useSay();
  const navigate = useNavigate();
  return (
    <Instead title={say("frame.broken")} icon={<WarningFilled aria-hidden />}>
      <PlainButton onClick={() => void navigate(0)}>{say("frame.again")}</PlainButton>
    </Instead>
  );
}
