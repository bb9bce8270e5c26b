/** The dialog in which a session is opened, told more of, or corrected: only what differs is sent. */
import { Form, Input } from "antd";
import { useNavigate } from "react-router";
import type { SessionDetailBody } from "../../../review/recording-schema.ts";
import { differing, instantOf, localField, told } from "../frame/form-facts.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useSay } from "../texts/say.ts";
import { useChangeSession, useOpenSession } from "./session-api.ts";
import { type SessionFields, SessionFieldset } from "./session-fields.tsx";

type Facts = Omit<
  SessionDetailBody,
  "id" | "revision" | "createdAt" | "createdBy" | "recordings" | "completeness" | "warnings"
>;
const TIMES = ["plannedStart", "plannedStop", "startedAt", "stoppedAt"] as const;
const WORDS = [
  ...(["place", "startReason", "stopReason", "legalBasis", "documentNo"] as const),
  ...(["notRecorded", "urgentReason"] as const),
];
const NOTHING: Facts = {
  ...{ number: "", caseId: null, activities: [], officerIds: [], flags: [], place: null },
  ...{ partyCodes: [], plannedStart: null, plannedStop: null, startedAt: null, stoppedAt: null },
  ...{ startReason: null, stopReason: null, announced: false, legalBasis: null, documentNo: null },
  ...{ pauses: [], notRecorded: null, urgentReason: null },
};

export function SessionDialog({
  session = null,
  caseId = null,
  onClose,
}: {
  /** Null: a new one. */
  readonly session?: SessionDetailBody | null;
  readonly caseId?: string | null;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const navigate = useNavigate();
  const open = useOpenSession();
  const change = useChangeSession(session?.id ?? "");
  const before: Facts = session ?? NOTHING;
  const submit = ({ reason, ...fields }: SessionFields): void => {
    const facts = differing(before, factsOf(before, fields));
    if (session === null) {
      const body = { ...facts, number: fields.number.trim() };
      open.mutate(body as Parameters<typeof open.mutate>[0], {
        onSuccess: ({ id }) => void navigate(`/recording-sessions/${id}`),
      });
      return;
    }
    const why = told(reason) === null ? {} : { reason };
    const body = { revision: session.revision, facts, ...why };
    change.mutate(body as Parameters<typeof change.mutate>[0], { onSuccess: onClose });
  };
  return (
    <FormDialog<SessionFields>
      title={say(session === null ? "sessions.add" : "sessions.edit")}
      busy={open.isPending || change.isPending}
      error={open.error ?? change.error}
      initial={fieldsOf(session === null ? { ...before, caseId } : before)}
      onClose={onClose}
      onSubmit={submit}
    >
      <SessionFieldset />
      {session !== null && (
        <Form.Item name="reason" label={say("sessions.reason")}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      )}
    </FormDialog>
  );
}

const fieldsOf = (facts: Facts): SessionFields =>
  ({
    ...facts,
    ...Object.fromEntries(TIMES.map((name) => [name, localField(facts[name])])),
    pauses: facts.pauses.map(({ from, to, reason }) => ({
      ...{ from: localField(from), to: localField(to), reason },
    })),
  }) as SessionFields;

/** In the order of `before`, so that only what differs differs. */
function factsOf(before: Facts, fields: Omit<SessionFields, "reason">): Facts {
  const pauses = (fields.pauses ?? []).map(({ from, to, reason }, place) => ({
    from: instantOf(from, before.pauses[place]?.from ?? null) ?? from,
    to: instantOf(to, before.pauses[place]?.to ?? null) ?? to,
    reason: told(reason),
  }));
  const after = {
    ...{ number: fields.number.trim(), caseId: fields.caseId ?? null, pauses },
    ...{ activities: fields.activities, officerIds: fields.officerIds, flags: fields.flags },
    ...{ partyCodes: fields.partyCodes, announced: fields.announced },
    ...Object.fromEntries(TIMES.map((name) => [name, instantOf(fields[name], before[name])])),
    ...Object.fromEntries(WORDS.map((name) => [name, told(fields[name])])),
  };
  return after as Facts;
}
