/** What decoding a recording to its end found: in words with places to go to, and as marks below the seek bar. */
import { CheckCircleFilled, WarningFilled } from "@ant-design/icons";
import { Button } from "antd";
import type { ItemBody } from "../../../review/api-schema.ts";
import { groupedDigits, lengthText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { sayCode } from "../texts/texts.ts";

type Check = NonNullable<ItemBody["mediaCheck"]>;
type Decoded = Exclude<Check, { readonly verdict: "not-checked" }>;
type Seek = (seconds: number) => void;

export function MediaCheckNote({
  check,
  seek,
}: {
  readonly check: ItemBody["mediaCheck"];
  readonly seek: Seek;
}) {
  const say = useSay();
  if (check === null) return null;
  if (check.verdict === "not-checked")
    return (
      <p className="small quiet" data-testid="media-check">
        {say("check.not-checked")} {sayCode(say, check.reason)}
      </p>
    );
  if (check.verdict === "sound")
    return (
      <p className="small" data-testid="media-check">
        <CheckCircleFilled className="mark-good" aria-hidden />{" "}
        {say("check.sound", { pictures: groupedDigits(check.pictures) })}
      </p>
    );
  return <Damage check={check} seek={seek} />;
}

function Damage({ check, seek }: { readonly check: Decoded; readonly seek: Seek }) {
  const say = useSay();
  const { damaged, cutAtMs, errors, pictures } = check;
  return (
    <div className="small" data-testid="media-check">
      <p>
        <WarningFilled className="mark-warn" aria-hidden />{" "}
        {say("check.damaged", { errors, pictures: groupedDigits(pictures) })}
      </p>
      <ul className="downloads">
        {damaged.map(({ stream, fromMs, toMs }) => (
          <li key={`${stream} ${fromMs}`}>
            <Button type="link" size="small" onClick={() => seek(fromMs / 1_000)}>
              {say(`check.stretch-${stream}`, {
                from: lengthText(fromMs / 1_000),
                to: lengthText(toMs / 1_000),
              })}
            </Button>
          </li>
        ))}
        {cutAtMs !== null && <li>{say("check.cut", { at: lengthText(cutAtMs / 1_000) })}</li>}
      </ul>
    </div>
  );
}

/** For the eye alone: the words say the same. */
export function DamageMarks({
  check,
  lengthSeconds,
}: {
  readonly check: ItemBody["mediaCheck"];
  readonly lengthSeconds: number;
}) {
  if (check === null || check.verdict !== "damaged" || lengthSeconds <= 0) return null;
  const part = (ms: number): string => `${Math.min(100, ms / lengthSeconds / 10)}%`;
  return (
    <div className="damage" aria-hidden>
      {check.damaged.map(({ stream, fromMs, toMs }) => (
        <span
          key={`${stream} ${fromMs}`}
          style={{ insetInlineStart: part(fromMs), width: part(Math.max(0, toMs - fromMs)) }}
        />
      ))}
    </div>
  );
}
