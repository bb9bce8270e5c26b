/** What was sent to one webhook, newest first, with every attempt; one that did not arrive is sent again. */
import { Button, type TableColumnsType } from "antd";
import type { DeliveryBody, WebhookBody } from "../../../review/webhook-schema.ts";
import { useMay } from "../api/queries.ts";
import { PagesTable } from "../frame/pages-table.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import type { Say } from "../texts/texts.ts";
import { useDeliveries, useRedeliver } from "./webhook-api.ts";

export function Deliveries({ of: { id, description } }: { readonly of: WebhookBody }) {
  const say = useSay();
  const may = useMay("webhooks:manage");
  return (
    <section aria-labelledby="deliveries">
      <h2 id="deliveries">{say("webhooks.log-of", { name: description })}</h2>
      <PagesTable
        query={useDeliveries(id)}
        title="webhooks.log"
        columns={columns(say, id, may)}
        none="webhooks.nothing-sent"
      />
    </section>
  );
}

const columns = (say: Say, webhook: string, may: boolean): TableColumnsType<DeliveryBody> => [
  {
    title: say("webhooks.event"),
    render: (_, { type, sequence, messageId }) => (
      <>
        <code>{type}</code> {sequence}
        <div className="quiet small">
          <code>{messageId}</code>
        </div>
      </>
    ),
  },
  { title: say("webhooks.made"), render: (_, { madeAt }) => localTime(madeAt) },
  { title: say("webhooks.state"), render: (_, { state }) => say(`webhooks.delivery-${state}`) },
  {
    title: say("webhooks.attempts"),
    render: (_, { attempts, dueAt }) => (
      <>
        {attempts.map(({ number, at, ms, status, fault }) => (
          <div key={number} className="small nowrap">
            {localTime(at)} · {fault === null ? status : say(`webhooks.fault-${fault}`)} ·{" "}
            {say("webhooks.took", { ms })}
          </div>
        ))}
        {dueAt !== null && (
          <div className="quiet small">{say("webhooks.due", { time: localTime(dueAt) })}</div>
        )}
      </>
    ),
  },
  {
    title: <span className="unseen">{say("webhooks.redeliver")}</span>,
    render: (_, delivery) =>
      may && delivery.state !== "waiting" && <Again webhook={webhook} of={delivery} />,
  },
];

function Again({
  webhook,
  of: { id, messageId },
}: {
  readonly webhook: string;
  readonly of: DeliveryBody;
}) {
  const say = useSay();
  const again = useRedeliver(webhook, id);
  const text = say("webhooks.redeliver");
  return (
    <>
      <Button
        size="small"
        aria-label={`${text} ${messageId}`}
        loading={again.isPending}
        onClick={() => again.mutate(undefined)}
      >
        {text}
      </Button>
      <ProblemNotice error={again.error} />
    </>
  );
}
