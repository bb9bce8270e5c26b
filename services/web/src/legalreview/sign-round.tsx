/** The form by which the handling unit's own signature is entered: its exact text to take away, and the file that was signed outside. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Form } from "antd";
import { useState } from "react";
import { save } from "../api/download.ts";
import { useMay } from "../api/queries.ts";
import { FileField } from "../frame/file-field.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import { useRound, useSign } from "./review-api.ts";

/** As the service bounds it. */
const MOST_BYTES = 64 << 10;

interface OfRound {
  readonly caseId: string;
  readonly round: number;
}

export function SignRound(of: OfRound) {
  const say = useSay();
  const may = useMay("reviews:submit");
  const [open, setOpen] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {say("legal.unit-sign")}
      </Button>
      {open && <SignForm {...of} onClose={() => setOpen(false)} />}
    </>
  );
}

function SignForm({ caseId, round, onClose }: OfRound & { readonly onClose: () => void }) {
  const say = useSay();
  const sign = useSign(caseId, round);
  const fits = (_: unknown, file: File | undefined): Promise<void> =>
    file === undefined || file.size <= MOST_BYTES
      ? Promise.resolve()
      : Promise.reject(new Error("file"));
  return (
    <FormDialog<{ file: File }>
      title={say("legal.unit-sign-title", { round })}
      okText={say("legal.unit-enter")}
      busy={sign.isPending}
      error={sign.error}
      onClose={onClose}
      onSubmit={(fields) => sign.mutate(fields, { onSuccess: onClose })}
    >
      <TextToSign {...{ caseId, round }} />
      <Form.Item
        name="file"
        label={say("legal.unit-file")}
        extra={say("legal.unit-file-how")}
        rules={[
          { required: true, message: say("form.required") },
          { validator: fits, message: say("legal.unit-file-big") },
        ]}
      >
        <FileField accept=".p7s,.p7m,.cms,.der" />
      </Form.Item>
    </FormDialog>
  );
}

/** Byte by byte what was frozen: a browser writes UTF-8, as the service did. */
function TextToSign({ caseId, round }: OfRound) {
  const say = useSay();
  const found = useRound(caseId, round, true);
  const text = found.data?.submitted.text;
  return (
    <p>
      <Button
        size="small"
        icon={<DownloadOutlined aria-hidden />}
        disabled={text === undefined}
        onClick={() => save(new Blob([text ?? ""]), `submission-${round}.json`)}
      >
        {say("legal.unit-text")}
      </Button>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
    </p>
  );
}
