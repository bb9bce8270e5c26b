/** Tells before a session ends how long it lasts, and prolongs it for whoever is there. */
import { ClockCircleOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useEffect, useState } from "react";
import { sessionMsLeft } from "../api/attendance.ts";
import { useSay } from "../texts/say.ts";

const LOOK_EVERY_MS = 15_000;
const TELL_BEFORE_MS = 5 * 60_000;

export function SessionEnd() {
  const say = useSay();
  const queries = useQueryClient();
  const [msLeft, setMsLeft] = useState(sessionMsLeft);
  useEffect(() => {
    const look = setInterval(() => {
      const left = sessionMsLeft();
      setMsLeft(left);
      // Another window may have used it since; once it is over, the answer says so and the screen is hidden.
      if (left !== null && left < TELL_BEFORE_MS) {
        void queries.invalidateQueries({ queryKey: ["me"] });
      }
    }, LOOK_EVERY_MS);
    return () => clearInterval(look);
  }, [queries]);
  if (msLeft === null || msLeft <= 0 || msLeft >= TELL_BEFORE_MS) return null;
  const stay = async () => {
    await queries.invalidateQueries({ queryKey: ["me"] });
    setMsLeft(sessionMsLeft());
  };
  return (
    <Alert
      type="warning"
      showIcon
      icon={<ClockCircleOutlined aria-hidden />}
      role="status"
      className="notice"
      title={say("again.soon", { count: Math.ceil(msLeft / 60_000) })}
      action={<Button onClick={() => void stay()}>{say("again.stay")}</Button>}
    />
  );
}
