/** What may be done with a webhook: try it, exchange its secret, stop it or let it go on, remove it. */
import { Button } from "antd";
import { useState } from "react";
import type { WebhookBody } from "../../../review/webhook-schema.ts";
import { SecretOnce } from "../admin/secret-once.tsx";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import { useRemove, useRotate, useStart, useStop, useTry } from "./webhook-api.ts";

export function WebhookActs({ of: webhook }: { readonly of: WebhookBody }) {
  const say = useSay();
  const { id, description, stopped } = webhook;
  const [rotate, attempt, start] = [useRotate(id), useTry(id), useStart(id)];
  const named = (text: string): string => `${text} ${description}`;
  return (
    <div className="acts">
      <Button
        size="small"
        aria-label={named(say("webhooks.test"))}
        loading={attempt.isPending}
        onClick={() => attempt.mutate(undefined)}
      >
        {say("webhooks.test")}
      </Button>
      <Button
        size="small"
        aria-label={named(say("webhooks.rotate"))}
        loading={rotate.isPending}
        onClick={() => rotate.mutate(undefined)}
      >
        {say("webhooks.rotate")}
      </Button>
      {stopped === null ? (
        <Ask act="stop" of={webhook} />
      ) : (
        <Button
          size="small"
          aria-label={named(say("webhooks.start"))}
          loading={start.isPending}
          onClick={() => start.mutate(undefined)}
        >
          {say("webhooks.start")}
        </Button>
      )}
      <Ask act="remove" of={webhook} />
      <ProblemNotice error={rotate.error ?? attempt.error ?? start.error} />
      {rotate.data !== undefined && (
        <SecretOnce
          secret={{
            ...{ title: say("webhooks.secret"), note: say("webhooks.rotated-note") },
            value: rotate.data.secret,
          }}
          onClose={() => rotate.reset()}
        />
      )}
    </div>
  );
}

/** With a reason, for others rest on it. */
function Ask({
  act,
  of: { id, description },
}: {
  readonly act: "stop" | "remove";
  readonly of: WebhookBody;
}) {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const [stop, remove] = [useStop(), useRemove()];
  const text = say(`webhooks.${act}`);
  return (
    <>
      <Button size="small" aria-label={`${text} ${description}`} onClick={() => setAsked(true)}>
        {text}
      </Button>
      {asked && (
        <ConfirmDialog
          question={{
            ...{ title: `${text} ${description}`, okText: text, asksReason: true },
            note: say(`webhooks.${act}-note`),
          }}
          command={act === "stop" ? stop : remove}
          id={id}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}
