/** The forms of sharing: propose a partner agency, invite a person of one, ask that something is shared. */
import { Checkbox, Form, Input } from "antd";
import type { ReactNode } from "react";
import { ScopeFields } from "../access/scope-fields.tsx";
import { type ScopeValues, scopeOf } from "../access/scope-values.ts";
import { SecretOnce } from "../admin/secret-once.tsx";
import { Choice } from "../frame/choice.tsx";
import { DayInput } from "../frame/day-input.tsx";
import { DigestField } from "../frame/digest-field.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";
import { type TextKey, isTextKey } from "../texts/texts.ts";
import { linkOf } from "./invitation-link.ts";
import {
  useAskShare,
  useGuests,
  useInvite,
  usePartners,
  useProposePartner,
} from "./sharing-api.ts";

const KINDS = ["procuratorate", "court", "police", "agency"] as const;
const LEVELS = ["secret", "highly-secret", "top-secret"] as const;
const DUTIES = ["work", "trade", "privacy", "minor", "informant"] as const;
type Highest = (typeof LEVELS)[number] | (typeof DUTIES)[number];

interface Dialog {
  readonly onClose: () => void;
}

interface PartnerFields {
  readonly nameZh?: string;
  readonly nameEn?: string;
  readonly kind: (typeof KINDS)[number];
  readonly code: string;
  readonly contact: string;
  readonly highest?: readonly Highest[];
  readonly until: string;
  readonly reason: string;
}

const isLevel = (kind: Highest): kind is (typeof LEVELS)[number] =>
  LEVELS.includes(kind as (typeof LEVELS)[number]);
const orNull = (text: string | undefined): string | null =>
  text === undefined || text.trim() === "" ? null : text.trim();

export function ProposePartner({ onClose }: Dialog) {
  const say = useSay();
  const propose = useProposePartner();
  const submit = ({ nameZh, nameEn, highest = [], ...rest }: PartnerFields): void => {
    const names = { nameZh: orNull(nameZh), nameEn: orNull(nameEn) };
    const levels = LEVELS.filter((level) => highest.includes(level));
    const state = levels.at(-1) ?? null;
    const duties = DUTIES.filter((duty) => highest.some((kind) => !isLevel(kind) && kind === duty));
    const body = { ...rest, ...names, highest: { state, duties } };
    propose.mutate(body, { onSuccess: onClose });
  };
  return (
    <FormDialog<PartnerFields>
      title={say("sharing.propose")}
      okText={say("sharing.propose")}
      busy={propose.isPending}
      error={propose.error}
      initial={{ kind: "procuratorate" }}
      onClose={onClose}
      onSubmit={submit}
    >
      <div className="fields">
        <Line name="nameZh" label="sharing.name-zh" isNeeded={false} />
        <Line name="nameEn" label="sharing.name-en" isNeeded={false} />
      </div>
      <Form.Item name="kind" label={say("sharing.kind")}>
        <Choice options={KINDS.map((value) => ({ value, label: say(`sharing.kind-${value}`) }))} />
      </Form.Item>
      <Line name="code" label="sharing.code" />
      <Line name="contact" label="sharing.contact" />
      <HighestField />
      <UntilField />
      <ReasonField label="sharing.why" isFirst={false} />
    </FormDialog>
  );
}

function HighestField() {
  const say = useSay();
  const label = (kind: Highest): string => {
    const key = `label.${kind}`;
    return isTextKey(key) ? say(key) : kind;
  };
  return (
    <Form.Item name="highest" label={say("sharing.highest")} extra={say("sharing.highest-how")}>
      <Checkbox.Group
        options={[...LEVELS, ...DUTIES].map((value) => ({ value, label: label(value) }))}
      />
    </Form.Item>
  );
}

interface GuestFields {
  readonly partnerId: string;
  readonly name: string;
  readonly displayName: string;
  readonly until: string;
}

export function InvitePerson({ onClose }: Dialog) {
  const say = useSay();
  const invite = useInvite();
  const partners = usePartners(true).data?.pages.flatMap(({ entries }) => entries) ?? [];
  if (invite.data !== undefined) {
    const secret = {
      ...{ title: say("sharing.invitation"), note: say("sharing.invitation-note") },
      value: linkOf(invite.data.invitation),
    };
    return <SecretOnce secret={secret} onClose={onClose} />;
  }
  return (
    <FormDialog<GuestFields>
      title={say("sharing.invite")}
      okText={say("sharing.invite")}
      busy={invite.isPending}
      error={invite.error}
      onClose={onClose}
      onSubmit={(fields) => invite.mutate(fields)}
    >
      <Needed name="partnerId" label="sharing.who">
        <Choice
          options={partners
            .filter(({ state }) => state === "in-force")
            .map(({ id, nameZh, nameEn }) => ({ value: id, label: nameZh ?? nameEn ?? "" }))}
        />
      </Needed>
      <Line name="displayName" label="sharing.display-name" />
      <Line name="name" label="sharing.login-name" />
      <UntilField />
    </FormDialog>
  );
}

interface ShareFields extends ScopeValues {
  readonly guestId: string;
  readonly purpose: "evidence" | "supervision";
  readonly download?: boolean;
  readonly until?: string;
  readonly reason: string;
  readonly documentName: string;
  readonly documentSha256: string;
}

export function AskShare({ onClose }: Dialog) {
  const say = useSay();
  const askShare = useAskShare();
  const guests = useGuests(true).data?.pages.flatMap(({ entries }) => entries) ?? [];
  const submit = (fields: ShareFields): void => {
    const { guestId, purpose, reason, download = false } = fields;
    const document = { name: fields.documentName, sha256: fields.documentSha256 };
    const until = orNull(fields.until);
    const body = { guestId, purpose, reason, download, until, document, scope: scopeOf(fields) };
    askShare.mutate(body, { onSuccess: onClose });
  };
  return (
    <FormDialog<ShareFields>
      title={say("sharing.share")}
      okText={say("sharing.share")}
      busy={askShare.isPending}
      error={askShare.error}
      initial={{ scope: "case", purpose: "supervision" }}
      onClose={onClose}
      onSubmit={submit}
    >
      <Needed name="guestId" label="sharing.with">
        <Choice
          options={guests
            .filter(({ state }) => state !== "over")
            .map(({ id, displayName, partnerName }) => ({
              ...{ value: id, label: `${displayName} · ${partnerName}` },
            }))}
        />
      </Needed>
      <ScopeFields />
      <Form.Item name="purpose" label={say("purpose.kind")}>
        <Choice
          options={(["evidence", "supervision"] as const).map((value) => ({
            ...{ value, label: say(`purpose.kind-${value}`) },
          }))}
        />
      </Form.Item>
      <Line name="documentName" label="sharing.document" />
      <DigestField name="documentSha256" file="sharing.document-file" isNeeded />
      <Form.Item name="until" label={say("sharing.until")} extra={say("sharing.share-until-how")}>
        <DayInput />
      </Form.Item>
      <Form.Item name="download" valuePropName="checked">
        <Checkbox>{say("sharing.download")}</Checkbox>
      </Form.Item>
      <ReasonField label="sharing.why" isFirst={false} />
    </FormDialog>
  );
}

function UntilField() {
  const say = useSay();
  return (
    <Form.Item
      name="until"
      label={say("sharing.until")}
      extra={say("sharing.until-how")}
      rules={[{ required: true, message: say("form.required") }]}
    >
      <DayInput />
    </Form.Item>
  );
}

interface Field {
  readonly name: string;
  readonly label: TextKey;
}

function Needed({ name, label, children }: Field & { readonly children: ReactNode }) {
  const say = useSay();
  return (
    <Form.Item
      name={name}
      label={say(label)}
      rules={[{ required: true, whitespace: true, message: say("form.required") }]}
    >
      {children}
    </Form.Item>
  );
}

function Line({ name, label, isNeeded = true }: Field & { readonly isNeeded?: boolean }) {
  const say = useSay();
  return (
    <Form.Item
      name={name}
      label={say(label)}
      rules={[{ required: isNeeded, whitespace: true, message: say("form.required") }]}
    >
      <Input maxLength={200} autoComplete="off" spellCheck={false} />
    </Form.Item>
  );
}
