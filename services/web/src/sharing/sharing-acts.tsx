/** What may be done with a partner, a guest or a share: approve it as the second person, end it, invite again. */
import { Button } from "antd";
import { useState } from "react";
import type { GuestBody, PartnerBody, ShareBody } from "../../../review/sharing-schema.ts";
import { SecretOnce } from "../admin/secret-once.tsx";
import { useMay } from "../api/queries.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";
import { linkOf } from "./invitation-link.ts";
import { type Kind, useApprove, useEnd, useInviteAgain } from "./sharing-api.ts";

interface What {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  readonly note: TextKey;
}

/** The act by a name of its own, so that one is told from the next. */
function Act({
  act,
  of: { kind, id, name, note },
}: {
  readonly act: "approve" | "end";
  readonly of: What;
}) {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const approve = useApprove(kind === "shares" ? kind : "partners");
  const end = useEnd(kind);
  const text = say(`sharing.${act}`);
  return (
    <>
      <Button size="small" aria-label={`${text} ${name}`} onClick={() => setAsked(true)}>
        {text}
      </Button>
      {asked && (
        <ConfirmDialog
          question={{
            ...{ title: `${text} ${name}`, okText: text, asksReason: act === "end" },
            note: say(act === "approve" ? "sharing.approve-note" : note),
          }}
          command={act === "approve" ? approve : end}
          id={id}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}

export function PartnerActs({ of: { id, nameZh, nameEn, state } }: { readonly of: PartnerBody }) {
  const what = {
    kind: "partners",
    id,
    name: nameZh ?? nameEn ?? "",
    note: "sharing.end-partner-note",
  } as const;
  const [approve, manage] = [useMay("partners:approve"), useMay("partners:manage")];
  return (
    <div className="acts">
      {state === "waiting" && approve && <Act act="approve" of={what} />}
      {state !== "ended" && manage && <Act act="end" of={what} />}
    </div>
  );
}

export function ShareActs({ of: { id, guestName, state } }: { readonly of: ShareBody }) {
  const what = { kind: "shares", id, name: guestName, note: "sharing.end-share-note" } as const;
  const [approve, end] = [useMay("shares:approve"), useMay("shares:end")];
  const isOver = ["refused", "gone", "revoked", "over"].includes(state);
  return (
    <div className="acts">
      {state === "waiting" && approve && <Act act="approve" of={what} />}
      {!isOver && end && <Act act="end" of={what} />}
    </div>
  );
}

export function GuestActs({ of: { id, displayName, state } }: { readonly of: GuestBody }) {
  const say = useSay();
  const may = useMay("guests:invite");
  const again = useInviteAgain(id);
  if (!may || (state === "over" && again.data === undefined)) return null;
  const what = { kind: "guests", id, name: displayName, note: "sharing.end-guest-note" } as const;
  return (
    <div className="acts">
      <Button
        size="small"
        aria-label={`${say("sharing.invite-again")} ${displayName}`}
        loading={again.isPending}
        onClick={() => again.mutate()}
      >
        {say("sharing.invite-again")}
      </Button>
      <Act act="end" of={what} />
      <ProblemNotice error={again.error} />
      {again.data !== undefined && (
        <SecretOnce
          secret={{
            ...{ title: say("sharing.invitation"), note: say("sharing.invitation-note") },
            value: linkOf(again.data.invitation),
          }}
          onClose={() => again.reset()}
        />
      )}
    </div>
  );
}
