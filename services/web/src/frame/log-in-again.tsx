/** Over a screen whose session has ended: hides it, and asks its person to log in again, so that what they typed stays. */
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useEffect, useRef } from "react";
import type { MeBody } from "../../../review/api-schema.ts";
import { useStatus } from "../api/queries.ts";
import { call } from "../api/request.ts";
import { CONFIRMED } from "../login/confirmed-channel.ts";
import { useSay } from "../texts/say.ts";
import { ProblemNotice } from "./problem-notice.tsx";

export function LogInAgain({ me }: { readonly me: MeBody }) {
  const say = useSay();
  const place = useRef<HTMLDialogElement>(null);
  // A modal element of the browser's lies over every dialog of antd, and makes all behind it inert.
  useEffect(() => place.current?.showModal(), []);
  return (
    <dialog
      ref={place}
      className="again"
      aria-labelledby="again-title"
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id="again-title">{say("again.title")}</h2>
      <p>{say("again.why", { name: me.displayName })}</p>
      <ByPassword me={me} />
      <AtProvider me={me} />
      <p>
        {/* The whole page goes, with all that it read for the first one. */}
        <a href="/login">{say("again.other")}</a>
      </p>
    </dialog>
  );
}

/** Goes on if the same person came back; for another nothing of this one may stay. */
async function goOn(queries: QueryClient, me: MeBody): Promise<void> {
  const now = await call("GET", "/me", {});
  if (now.id === me.id) await queries.invalidateQueries({ queryKey: ["me"] });
  else location.assign("/");
}

function ByPassword({ me }: { readonly me: MeBody }) {
  const say = useSay();
  const queries = useQueryClient();
  const logIn = useMutation({
    mutationFn: async (fields: { password: string }) => {
      await call("POST", "/session", { body: { name: me.name, ...fields } });
      await goOn(queries, me);
    },
  });
  return (
    <Form<{ password: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={(fields) => logIn.mutate(fields)}
    >
      <Form.Item
        name="password"
        label={say("login.password")}
        rules={[{ required: true, message: say("login.password-missing") }]}
      >
        <Input type="password" autoComplete="current-password" maxLength={200} autoFocus />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={logIn.isPending}>
        {say("login.submit")}
      </Button>
      <ProblemNotice error={logIn.error} />
    </Form>
  );
}

/** In a window of its own, which tells this one. */
function AtProvider({ me }: { readonly me: MeBody }) {
  const say = useSay();
  const queries = useQueryClient();
  const name = useStatus().data?.signOn;
  useEffect(() => {
    const channel = new BroadcastChannel(CONFIRMED);
    channel.addEventListener("message", () => void goOn(queries, me));
    return () => channel.close();
  }, [queries, me]);
  if (name === null || name === undefined) return null;
  const open = () =>
    window.open("/sign-on?back=/confirmed", "_blank", "popup,width=520,height=720");
  return (
    <p>
      <Button block onClick={open}>
        {say("login.sign-on", { name })}
      </Button>
    </p>
  );
}
