/** Webhooks: which other systems are told what happens, how they stand, and what was sent to each. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import type { WebhookBody } from "../../../review/webhook-schema.ts";
import { useMay } from "../api/queries.ts";
import { NotForYou } from "../frame/not-here.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import type { Say } from "../texts/texts.ts";
import { AddWebhook } from "./add-webhook.tsx";
import { Deliveries } from "./deliveries.tsx";
import { subjectsOf } from "./event-names.ts";
import { WebhookActs } from "./webhook-acts.tsx";
import { useWebhooks } from "./webhook-api.ts";

export function WebhooksPage() {
  const say = useSay();
  const [may, mayChange] = [useMay("webhooks:see"), useMay("webhooks:manage")];
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const query = useWebhooks(may);
  if (!may) return <NotForYou />;
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const looked = entries.find(({ id }) => id === shown);
  return (
    <>
      <div className="head">
        <h1>{say("webhooks.title")}</h1>
        {mayChange && (
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {say("webhooks.add")}
          </Button>
        )}
      </div>
      <p className="quiet">{say("webhooks.lead")}</p>
      <PagesTable
        query={query}
        title="webhooks.title"
        columns={columns(say, mayChange, setShown)}
        none="webhooks.none"
        noneHow="webhooks.none-how"
      />
      {looked !== undefined && <Deliveries of={looked} />}
      {adding && <AddWebhook onClose={() => setAdding(false)} />}
    </>
  );
}

const columns = (
  say: Say,
  mayChange: boolean,
  onLook: (id: string) => void,
): TableColumnsType<WebhookBody> => [
  {
    title: say("webhooks.url"),
    render: (_, { description, url }) => (
      <>
        {description}
        <div className="quiet small">
          <code>{url}</code>
        </div>
      </>
    ),
  },
  { title: say("webhooks.as"), dataIndex: "asUserName" },
  {
    title: say("webhooks.events"),
    render: (_, { types }) =>
      subjectsOf(types)
        .map((subject) => say(`webhooks.of-${subject}`))
        .join("、"),
  },
  { title: say("webhooks.state"), render: (_, webhook) => standOf(say, webhook) },
  {
    title: say("webhooks.log"),
    render: (_, { id, description }) => (
      <Button
        size="small"
        aria-label={`${say("webhooks.look")} ${description}`}
        onClick={() => onLook(id)}
      >
        {say("webhooks.look")}
      </Button>
    ),
  },
  {
    title: <span className="unseen">{say("webhooks.acts")}</span>,
    render: (_, webhook) => mayChange && <WebhookActs of={webhook} />,
  },
];

function standOf(say: Say, { stopped, failingSince }: WebhookBody): string {
  if (stopped !== null) {
    return say(`webhooks.stopped-${stopped.why}`, { time: localTime(stopped.at) });
  }
  return failingSince === null
    ? say("webhooks.running")
    : say("webhooks.failing-since", { time: localTime(failingSince) });
}
