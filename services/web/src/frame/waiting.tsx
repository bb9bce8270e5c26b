/** What stands where something is being fetched. */
import { LoadingOutlined } from "@ant-design/icons";
import { useSay } from "../texts/say.ts";

export function Waiting() {
  const say = useSay();
  return (
    <p className="waiting center quiet" role="status">
      <LoadingOutlined aria-hidden /> {say("frame.loading")}
    </p>
  );
}
