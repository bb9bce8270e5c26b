/** Tells before a session ends how long it lasts, and prolongs it for whoever is there. */
import { ClockCircleOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { sessionMsLeft } from "../api/attendance.ts";
import { useSay } from "../texts/say.ts";
import { Notice } from "./notice.tsx";
import { PlainButton } from "./plain-button.tsx";

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
    <Notice
      tone="warning"
      role="status"
      icon={<ClockCircleOutlined aria-hidden />}
      action={<PlainButton onClick={() => void stay()}>{say("again.stay")}</PlainButton>}
    >
      {say("again.soon", { count: Math.ceil(msLeft / 60_000) })}
    </Notice>
  );
}
