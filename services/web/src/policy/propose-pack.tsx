/** Proposes a pack: one that comes with the program, or a file; a faulty one is told of whole, and not proposed. */
import { Form, Select } from "antd";
import { useState } from "react";
import type { PackCheckBody } from "../../../review/policy-schema.ts";
import { useCheckPack, useProposePack } from "../api/commands.ts";
import { useShippedPacks } from "../api/queries.ts";
import { base64OfFile } from "../frame/base64.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { useLanguage, useSay } from "../texts/say.ts";

export function ProposePack({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const { language } = useLanguage();
  const shipped = useShippedPacks().data?.entries ?? [];
  const [check, propose] = [useCheckPack(), useProposePack()];
  const [file, setFile] = useState<string | null>(null);
  const [signature, setSignature] = useState<string | null>(null);
  const submit = ({ from, reason }: { from?: string; reason: string }): void => {
    const text = file ?? shipped.find(({ pack }) => pack.code === from)?.text;
    if (text === undefined) return;
    const given = { text, ...(signature !== null && { signature }) };
    check.mutate(given, {
      onSuccess: ({ problems }) => {
        if (problems.length > 0) return;
        propose.mutate({ ...given, why: reason.trim() }, { onSuccess: onClose });
      },
    });
  };
  return (
    <FormDialog<{ from?: string; reason: string }>
      title={say("policy.propose")}
      okText={say("policy.propose")}
      busy={check.isPending || propose.isPending}
      error={check.error ?? propose.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <Faults of={check.data?.problems ?? []} />
      <Form.Item
        name="from"
        label={say("policy.shipped")}
        rules={[{ required: file === null, message: say("policy.choose-first") }]}
      >
        <Select
          disabled={file !== null}
          options={shipped.map(({ pack }) => ({ value: pack.code, label: pack.title[language] }))}
        />
      </Form.Item>
      <p>
        <label>
          {say("policy.choose")}{" "}
          <input
            type="file"
            accept=".json,application/json"
            onChange={({ target }) => {
              check.reset();
              void (target.files?.[0]?.text() ?? Promise.resolve(null)).then(setFile);
            }}
          />
        </label>
      </p>
      <SignatureField onChange={setSignature} />
      <ReasonField label="policy.why-propose" />
    </FormDialog>
  );
}

/** In base64; null: none is chosen. */
function SignatureField({ onChange }: { readonly onChange: (given: string | null) => void }) {
  const say = useSay();
  return (
    <>
      <p>
        <label>
          {say("policy.choose-signature")}{" "}
          <input
            type="file"
            accept=".p7s,application/pkcs7-signature"
            onChange={({ target }) => {
              const [given] = target.files ?? [];
              void (given === undefined ? Promise.resolve(null) : base64OfFile(given)).then(
                onChange,
              );
            }}
          />
        </label>
      </p>
      <p className="quiet small">{say("policy.signature-note")}</p>
    </>
  );
}

function Faults({ of }: { readonly of: PackCheckBody["problems"] }) {
  const say = useSay();
  const { language } = useLanguage();
  if (of.length === 0) return null;
  return (
    <div role="alert" className="mark-bad">
      <p>{say("policy.faults", { count: of.length })}</p>
      <ul className="small">
        {of.map(({ path, text }) => (
          <li key={path + text.en}>
            <span className="code">{path}</span> {text[language]}
          </li>
        ))}
      </ul>
    </div>
  );
}
