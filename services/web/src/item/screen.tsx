/** The place where an item is watched, or the words why it cannot be, or not yet. */
import {
  DeleteOutlined,
  EyeInvisibleOutlined,
  HourglassOutlined,
  PlayCircleOutlined,
  StopOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import type { ItemBody } from "../../../review/api-schema.ts";
import type { Watched } from "../annotations/watched.ts";
import { useMay } from "../api/queries.ts";
import { useSay } from "../texts/say.ts";
import { sayCode } from "../texts/texts.ts";
import { CopyWaiting } from "./copy-waiting.tsx";
import { Player } from "./player.tsx";
import type { StatedPurpose } from "./purpose-dialog.tsx";

interface Shown {
  readonly item: ItemBody;
  readonly purpose: StatedPurpose;
  readonly onWatch: (watched: Watched | null) => void;
}

export function Screen({ item, purpose, onWatch }: Shown) {
  const say = useSay();
  return (
    <section className="panel" aria-label={say("item.player")}>
      <ScreenState item={item} purpose={purpose} onWatch={onWatch} />
      {purpose.purpose !== null && (
        <div className="foot small">
          <span>
            {say("purpose.stated", {
              kind: say(`purpose.kind-${purpose.purpose.purposeKind}`),
              purpose: purpose.purpose.purpose,
            })}
          </span>
          <Button size="small" onClick={purpose.ask}>
            {say("purpose.change")}
          </Button>
        </div>
      )}
    </section>
  );
}

function ScreenState({ item, purpose, onWatch }: Shown) {
  const say = useSay();
  const mayWatch = useMay("copies:watch");
  if (item.disposal !== null)
    return <Blank icon={<DeleteOutlined />} title={say(`stage.${item.stage}`)} />;
  if (item.viewingStage === "ready" && !mayWatch)
    return <Blank icon={<EyeInvisibleOutlined />} title={say("item.not-for-watching")} />;
  if (item.viewingStage === "ready" && purpose.purpose !== null)
    return (
      <Player
        key={JSON.stringify(purpose.purpose)}
        item={item}
        purpose={purpose.purpose}
        onWatch={onWatch}
      />
    );
  if (item.viewingStage === "ready")
    return (
      <Blank icon={<PlayCircleOutlined />} title={say("purpose.lead")}>
        <Button type="primary" onClick={purpose.ask}>
          {say("purpose.play")}
        </Button>
      </Blank>
    );
  if (item.stage === "quarantined")
    return <Blank icon={<StopOutlined />} title={say("item.quarantined")} />;
  if (item.viewingStage === "none")
    return (
      <Blank
        icon={<EyeInvisibleOutlined />}
        title={say(item.stage === "sealed" ? "item.no-copy-sealed" : "item.no-copy")}
      >
        {item.noViewingReason !== null && <p>{sayCode(say, item.noViewingReason)}</p>}
        {item.belongsTo === null && <p className="small">{say("item.no-copy-note")}</p>}
      </Blank>
    );
  return (
    <Blank icon={<HourglassOutlined />} title={say("item.copy-waiting")}>
      <CopyWaiting item={item} />
    </Blank>
  );
}

function Blank({
  icon,
  title,
  children,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="screen">
      <span className="screen-icon" aria-hidden>
        {icon}
      </span>
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}
