/** A kind of label in icon, word and colour. */
import { KeyOutlined, StopOutlined } from "@ant-design/icons";
import { Mark } from "../frame/mark.tsx";
import { useSay } from "../texts/say.ts";
import { type LabelKind, isLevel } from "./label-fields.ts";

/** Nothing where nothing is in force. */
export function LabelMarks({ labels }: { readonly labels: readonly LabelKind[] }) {
  if (labels.length === 0) return null;
  return (
    <div className="card-facts">
      {labels.map((kind) => (
        <LabelMark key={kind} kind={kind} />
      ))}
    </div>
  );
}

export function LabelMark({ kind }: { readonly kind: LabelKind }) {
  const say = useSay();
  const isApart = kind === "set-apart";
  return (
    <Mark
      tone={isApart || isLevel(kind) ? "bad" : "warn"}
      icon={isApart ? <StopOutlined /> : <KeyOutlined />}
    >
      {say(`label.${kind}`)}
    </Mark>
  );
}
