/** What to do when the list is empty. */
import { InboxOutlined } from "@ant-design/icons";
import { useSay } from "../texts/say.ts";
import { Commands } from "../frame/commands.tsx";

export function NoItems({ filtered }: { readonly filtered: boolean }) {
  const say = useSay();
  if (filtered)
    return (
      <div className="panel center" role="status">
        {say("items.none-match")}
      </div>
    );
  return (
    <div className="panel" role="status">
      <h2>
        <InboxOutlined aria-hidden /> {say("items.none")}
      </h2>
      <p>{say("items.none-how")}</p>
      <Commands
        lines={`./holdfast push clip.mp4 --url ${location.origin} --device-token hfd_…`}
        what={say("items.none")}
      />
      <p className="quiet small">{say("items.none-token")}</p>
    </div>
  );
}
