/** A kind of label in icon, word and colour. */
import { KeyOutlined, StopOutlined } from "@ant-design/icons";
import { Mark } from "../frame/mark.tsx";
import { useSay } from "../texts/say.ts";
import { type LabelKind, isLevel } from "./label-fields.ts";

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
