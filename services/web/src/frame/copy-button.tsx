/** Copies a text and says so. */
import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useSay } from "../texts/say.ts";

export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await copyText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <Button
      size="small"
      icon={copied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
      aria-label={`${say(copied ? "frame.copied" : "frame.copy")} ${what}`}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{say(copied ? "frame.copied" : "frame.copy")}</span>
    </Button>
  );
}

/** On plain http a browser offers no clipboard; a selected text field does it there. */
async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else copies without https.
  document.execCommand("copy");
  field.remove();
}
