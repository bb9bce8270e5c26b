/** Partner agencies, their guests, and what is shared with them: who opened it, and who did not. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import type { GuestBody, PartnerBody, ShareBody } from "../../../review/sharing-schema.ts";
import { useMay } from "../api/queries.ts";
import { addressOf } from "../api/request.ts";
import { NotForYou } from "../frame/not-here.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { localTime } from "../shown/format.ts";
import { type Say, isTextKey } from "../texts/texts.ts";
import { useSay } from "../texts/say.ts";
import { AskShare, InvitePerson, ProposePartner } from "./forms.tsx";
import { GuestActs, PartnerActs, ShareActs } from "./sharing-acts.tsx";
import { useGuests, usePartners, useShares } from "./sharing-api.ts";

export function SharingPage() {
  const say = useSay();
  const may = useMay("partners:see");
  if (!may) return <NotForYou />;
  return (
    <>
      <h1>{say("sharing.title")}</h1>
      <p className="quiet">{say("sharing.lead")}</p>
      <Shares />
      <Guests />
      <Partners />
    </>
  );
}

function Shares() {
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const may = useMay("shares:ask");
  const query = useShares(true);
  return (
    <div id="shares">
      <Head
        text={say("sharing.shares")}
        act={say("sharing.share")}
        may={may}
        onAct={() => setAsking(true)}
      />
      <PagesTable
        query={query}
        title="sharing.shares"
        columns={shareColumns(say)}
        none="sharing.no-shares"
      />
      {asking && <AskShare onClose={() => setAsking(false)} />}
    </div>
  );
}

function Guests() {
  const say = useSay();
  const [inviting, setInviting] = useState(false);
  const may = useMay("guests:invite");
  const query = useGuests(true);
  return (
    <div id="guests">
      <Head
        text={say("sharing.guests")}
        act={say("sharing.invite")}
        may={may}
        onAct={() => setInviting(true)}
      />
      <PagesTable
        query={query}
        title="sharing.guests"
        columns={guestColumns(say)}
        none="sharing.no-guests"
      />
      {inviting && <InvitePerson onClose={() => setInviting(false)} />}
    </div>
  );
}

function Partners() {
  const say = useSay();
  const [proposing, setProposing] = useState(false);
  const may = useMay("partners:manage");
  const query = usePartners(true);
  return (
    <div id="partners">
      <Head
        text={say("sharing.partners")}
        act={say("sharing.propose")}
        may={may}
        onAct={() => setProposing(true)}
      />
      <PagesTable
        query={query}
        title="sharing.partners"
        columns={partnerColumns(say)}
        none="sharing.no-partners"
      />
      {proposing && <ProposePartner onClose={() => setProposing(false)} />}
    </div>
  );
}

function Head({
  text,
  act,
  may,
  onAct,
}: {
  readonly text: string;
  readonly act: string;
  readonly may: boolean;
  readonly onAct: () => void;
}) {
  return (
    <div className="head">
      <h2>{text}</h2>
      {may && (
        <Button icon={<PlusOutlined aria-hidden />} onClick={onAct}>
          {act}
        </Button>
      )}
    </div>
  );
}

const highestOf = (say: Say, { highest: { state, duties } }: PartnerBody): string => {
  const kinds = [...(state === null ? [] : [state]), ...duties].map((kind) => {
    const key = `label.${kind}`;
    return isTextKey(key) ? say(key) : kind;
  });
  return kinds.length === 0 ? say("sharing.highest-none") : kinds.join("、");
};

const partnerColumns = (say: Say): TableColumnsType<PartnerBody> => [
  {
    title: say("sharing.who"),
    render: (_, { nameZh, nameEn, kind, code }) => (
      <>
        {[nameZh, nameEn].filter((name) => name !== null).join(" / ")}
        <div className="quiet small">
          {say(`sharing.kind-${kind}`)} · <code>{code}</code>
        </div>
      </>
    ),
  },
  { title: say("sharing.contact"), dataIndex: "contact" },
  { title: say("sharing.highest"), render: (_, partner) => highestOf(say, partner) },
  { title: say("sharing.until"), dataIndex: "until" },
  { title: say("sharing.state"), render: (_, { state }) => say(`sharing.partner-${state}`) },
  {
    title: say("sharing.said"),
    render: (_, { proposedByName, approvedByName, reason }) => (
      <>
        {[proposedByName, approvedByName].filter((name) => name !== null).join(" → ")}
        <div className="quiet small">{reason}</div>
      </>
    ),
  },
  {
    title: <span className="unseen">{say("sharing.end")}</span>,
    render: (_, partner) => <PartnerActs of={partner} />,
  },
];

const guestColumns = (say: Say): TableColumnsType<GuestBody> => [
  {
    title: say("sharing.display-name"),
    render: (_, { displayName, name }) => (
      <>
        {displayName}
        <div className="quiet small">{name}</div>
      </>
    ),
  },
  { title: say("sharing.who"), dataIndex: "partnerName" },
  { title: say("sharing.until"), dataIndex: "until" },
  { title: say("sharing.state"), render: (_, { state }) => say(`sharing.guest-${state}`) },
  {
    title: <span className="unseen">{say("sharing.end")}</span>,
    render: (_, guest) => <GuestActs of={guest} />,
  },
];

const shareColumns = (say: Say): TableColumnsType<ShareBody> => [
  {
    title: say("sharing.with"),
    render: (_, { guestName, partnerName }) => (
      <>
        {guestName}
        <div className="quiet small">{partnerName}</div>
      </>
    ),
  },
  {
    title: say("sharing.what"),
    render: (_, { caseNumber, itemIds, document }) => (
      <>
        {itemIds === null
          ? say("sharing.case", { number: caseNumber ?? "" })
          : say("sharing.items", { count: itemIds.length })}
        <div className="quiet small">{document.name}</div>
      </>
    ),
  },
  {
    title: say("sharing.terms"),
    render: (_, { purpose, download, until, reason }) => (
      <>
        {say(`purpose.kind-${purpose === "evidence" ? "evidence" : "supervision"}`)} ·{" "}
        {say(download ? "sharing.to-take" : "sharing.to-watch")}
        <div className="nowrap">{say("shared.until", { day: until })}</div>
        <div className="quiet small">{reason}</div>
      </>
    ),
  },
  {
    title: say("sharing.state"),
    render: (_, share) => <Stand of={share} />,
  },
  {
    title: say("sharing.said"),
    render: (_, { askedByName, decidedByName }) =>
      [askedByName, decidedByName].filter((name) => name !== null).join(" → "),
  },
  {
    title: <span className="unseen">{say("sharing.end")}</span>,
    render: (_, share) => <ShareActs of={share} />,
  },
];

/** How it stands, with when it was acknowledged and first opened. */
function Stand({ of: share }: { readonly of: ShareBody }) {
  const say = useSay();
  const { id, state, acknowledged, openedAt } = share;
  return (
    <>
      <span>{say(`sharing.share-${state}`)}</span>
      {acknowledged !== null && (
        <div className="small">
          <a href={addressOf(`/shares/${id}/receipt`)} download>
            {say("sharing.acknowledged-at", { time: localTime(acknowledged.at) })}
          </a>
        </div>
      )}
      {openedAt !== null && (
        <div className="small">{say("sharing.opened-at", { time: localTime(openedAt) })}</div>
      )}
    </>
  );
}
