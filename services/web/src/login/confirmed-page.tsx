/** Where the identity provider sends a person back to who confirmed who they are: tells the window that waits. */
import { CheckCircleFilled, CloseCircleFilled } from "@ant-design/icons";
import { Alert } from "antd";
import { useEffect } from "react";
import { useSearchParams } from "react-router";
import logo from "../frame/holdfast.svg";
import { useSay } from "../texts/say.ts";
import { isTextKey } from "../texts/texts.ts";
import { CONFIRMED } from "./confirmed-channel.ts";

export function ConfirmedPage() {
  const say = useSay();
  const [search] = useSearchParams();
  const problem = search.get("problem");
  const key = `code.${problem ?? ""}`;
  useEffect(() => {
    if (problem !== null) return;
    const channel = new BroadcastChannel(CONFIRMED);
    channel.postMessage("confirmed");
    channel.close();
    // Only a window that a script opened may close itself; else its text says what to do.
    window.close();
  }, [problem]);
  return (
    <div className="door">
      <main className="door-form">
        <div className="door-name">
          <img src={logo} width={40} height={40} alt="" />
          <h1>{say("step-up.title")}</h1>
        </div>
        {problem === null ? (
          <Alert
            type="success"
            showIcon
            icon={<CheckCircleFilled aria-hidden />}
            role="status"
            title={say("step-up.confirmed")}
          />
        ) : (
          <Alert
            type="error"
            showIcon
            icon={<CloseCircleFilled aria-hidden />}
            role="alert"
            title={say(isTextKey(key) ? key : "login.sign-on-failed")}
          />
        )}
      </main>
    </div>
  );
}
