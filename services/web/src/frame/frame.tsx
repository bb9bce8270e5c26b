/** The bar around every screen behind the log-in, and the way to the log-in and back. */
import { KeyOutlined, LaptopOutlined, LogoutOutlined, UnlockOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link, Navigate, Outlet, useLocation, useNavigate } from "react-router";
import type { MeBody } from "../../../review/api-schema.ts";
import { logOut } from "../api/commands.ts";
import { keepIfGuest } from "../api/first-asked.ts";
import { useMe, useStatus } from "../api/queries.ts";
import { listen } from "../api/listen.ts";
import { Problem } from "../api/request.ts";
import { forgetPurposes } from "../item/purpose.ts";
import { useSay } from "../texts/say.ts";
import { BarPlaces } from "./bar-places.tsx";
import { LogInAgain } from "./dialogs.ts";
import { LanguageSwitch } from "./language-switch.tsx";
import { PlainButton } from "./plain-button.tsx";
import { ProblemNotice } from "./problem-notice.tsx";
import { SessionEnd } from "./session-end.tsx";
import { Waiting } from "./waiting.tsx";
import logo from "./holdfast.svg";

export function Frame() {
  const say = useSay();
  const me = useMe();
  const { pathname, search } = useLocation();
  useListening(me.data);
  const role = me.data?.role;
  useEffect(() => {
    if (role !== undefined) keepIfGuest(role === "guest");
  }, [role]);
  const isOver = me.error instanceof Problem && me.error.status === 401;
  if (isOver && me.data === undefined) {
    const back = encodeURIComponent(pathname + search);
    return <Navigate to={`/login?back=${back}`} replace />;
  }
  // Once it was read, no page goes away, with the forms on it, because it cannot be read again.
  if (me.data === undefined && me.error !== null)
    return (
      <main className="main">
        <ProblemNotice error={me.error} onRetry={() => void me.refetch()} />
      </main>
    );
  if (me.data === undefined)
    return (
      <main>
        <Waiting />
      </main>
    );
  if (me.data.role === "guest" && !/^\/(shared|log-ins)(\/|$)/.test(pathname)) {
    return <Navigate to="/shared" replace />;
  }
  return (
    <>
      <a className="skip" href="#main">
        {say("frame.skip")}
      </a>
      <Bar me={me.data} />
      <main className="main" id="main" tabIndex={-1}>
        <SessionEnd />
        <Outlet />
      </main>
      {isOver && <LogInAgain me={me.data} />}
    </>
  );
}

/** To whoever works here what happens is told. */
function useListening(me: MeBody | undefined): void {
  const queries = useQueryClient();
  const id = me === undefined || me.role === "guest" ? null : me.id;
  useEffect(() => (id === null ? undefined : listen(queries)), [id, queries]);
}

function Bar({ me }: { readonly me: MeBody }) {
  const say = useSay();
  const status = useStatus();
  return (
    <header>
      <div className="bar">
        <div className="bar-name">
          <img src={logo} width={26} height={26} alt="" />
          {say("frame.name")}
          <span className="bar-agency">{status.data?.agency}</span>
        </div>
        <BarPlaces me={me} />
        <Person me={me} />
      </div>
      {status.data?.demo === true && <div className="demo">{say("frame.demo")}</div>}
    </header>
  );
}

function Person({ me }: { readonly me: MeBody }) {
  const say = useSay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    // Whatever the service answers, this browser forgets what it read.
    await logOut().catch(() => undefined);
    forgetPurposes();
    queries.clear();
    await navigate("/login");
  };
  return (
    <div className="bar-person">
      <span className="who">
        {me.displayName} · {say(`role.${me.role}`)}
      </span>
      {me.role !== "guest" && (
        <>
          <Link to="/access" aria-label={say("requests.title")} title={say("requests.title")}>
            <UnlockOutlined aria-hidden />
          </Link>
          <Link to="/tokens" aria-label={say("frame.tokens")} title={say("frame.tokens")}>
            <KeyOutlined aria-hidden />
          </Link>
        </>
      )}
      <Link to="/log-ins" aria-label={say("log-ins.title")} title={say("log-ins.title")}>
        <LaptopOutlined aria-hidden />
      </Link>
      <LanguageSwitch />
      <PlainButton
        isBare
        icon={<LogoutOutlined aria-hidden />}
        onClick={() => void leave()}
        aria-label={say("frame.log-out")}
        title={say("frame.log-out")}
      />
    </div>
  );
}
