/** Where an item stands, on both tracks: icon, word, colour. */
import {
  ClockCircleOutlined,
  CloudUploadOutlined,
  DeleteOutlined,
  EyeInvisibleOutlined,
  EyeOutlined,
  FileProtectOutlined,
  LockOutlined,
  StopOutlined,
  SyncOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import { Mark, type Tone } from "../frame/mark.tsx";
import { useSay } from "../texts/say.ts";

type Look = readonly [Tone, ReactNode];

const STAGES: Readonly<Record<ItemSummaryBody["stage"], Look>> = {
  receiving: ["move", <CloudUploadOutlined />],
  received: ["move", <SyncOutlined />],
  verified: ["move", <FileProtectOutlined />],
  sealed: ["good", <LockOutlined />],
  quarantined: ["bad", <StopOutlined />],
  disposing: ["move", <DeleteOutlined />],
  disposed: ["still", <DeleteOutlined />],
};

const VIEWING: Readonly<Record<ItemSummaryBody["viewingStage"], Look>> = {
  waiting: ["still", <ClockCircleOutlined />],
  probed: ["move", <SyncOutlined />],
  "to-encode": ["move", <SyncOutlined />],
  made: ["move", <FileProtectOutlined />],
  ready: ["good", <EyeOutlined />],
  none: ["warn", <EyeInvisibleOutlined />],
};

export const STAGE_NAMES = Object.keys(STAGES) as readonly ItemSummaryBody["stage"][];

export function StageMark({ stage }: Pick<ItemSummaryBody, "stage">) {
  const say = useSay();
  const [tone, icon] = STAGES[stage];
  return (
    <Mark tone={tone} icon={icon}>
      {say(`stage.${stage}`)}
    </Mark>
  );
}

/** Copies are made of verified originals only, so one in quarantine waits for nothing. */
export function ViewingMark({
  stage,
  viewingStage,
}: Pick<ItemSummaryBody, "stage" | "viewingStage">) {
  const say = useSay();
  const never = stage === "quarantined" && viewingStage === "waiting";
  const [tone, icon] = VIEWING[never ? "none" : viewingStage];
  return (
    <Mark tone={tone} icon={icon}>
      {say(`viewing.${never ? "none" : viewingStage}`)}
    </Mark>
  );
}
