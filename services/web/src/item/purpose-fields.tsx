/** What for content is asked, as fields of a form: a kind that decides, and the words of whoever asks. */
import { Form, Input, Radio } from "antd";
import type { OfferedPurposesBody } from "../../../review/purpose-schema.ts";
import { useMe } from "../api/queries.ts";
import { useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";
import { PURPOSE_MAX, type PurposeKind } from "./purpose.ts";

type Offered = OfferedPurposesBody;

/** `isOnlyStored`: its content takes a special reason, and evidence is none. */
export const useOfferedPurposes = (isOnlyStored = false): Offered =>
  (useMe().data?.purposes ?? []).filter(({ purpose }) => !isOnlyStored || purpose !== "evidence");

export const firstOf = ([first]: Offered): PurposeKind => first?.purpose ?? "evidence";

/** Fields named `purposeKind` and `purpose`. */
export function PurposeFields({
  label,
  offered,
  isFirst,
}: {
  readonly label: TextKey;
  readonly offered: Offered;
  /** Where typing begins. */
  readonly isFirst: boolean;
}) {
  const say = useSay();
  const kind = Form.useWatch<PurposeKind | undefined>("purposeKind") ?? firstOf(offered);
  const min = offered.find(({ purpose }) => purpose === kind)?.minCharacters ?? 3;
  return (
    <>
      <Form.Item name="purposeKind" label={say("purpose.kind")} extra={say(`purpose.note-${kind}`)}>
        <Radio.Group
          options={offered.map(({ purpose }) => ({
            ...{ value: purpose, label: say(`purpose.kind-${purpose}`) },
          }))}
        />
      </Form.Item>
      <Form.Item
        name="purpose"
        label={say(label)}
        rules={[
          { required: true, whitespace: true, message: say("purpose.short", { min }) },
          {
            min,
            transform: (text: string) => text.trim(),
            message: say("purpose.short", { min }),
          },
          { max: PURPOSE_MAX, message: say("purpose.long") },
        ]}
      >
        <Input
          autoFocus={isFirst}
          maxLength={PURPOSE_MAX}
          placeholder={say("purpose.example")}
          autoComplete="off"
        />
      </Form.Item>
    </>
  );
}
