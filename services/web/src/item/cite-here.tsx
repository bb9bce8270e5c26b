/** The citation of a moment, with its picture's digest once that is made: as a text, and as JSON that a program checks. */
import { Modal } from "antd";
import type { ItemBody } from "../../../review/api-schema.ts";
import { Commands } from "../frame/commands.tsx";
import { CopyButton } from "../frame/copy-button.tsx";
import { closing } from "../frame/form-dialog.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useCited, useMoment } from "../live/joined-api.ts";
import { useSay } from "../texts/say.ts";
import { citationText, pictureNote } from "./citation.ts";
import type { Purpose } from "./purpose.ts";

export function CiteHere({
  item,
  atMs,
  purpose,
  onClose,
}: {
  readonly item: ItemBody;
  readonly atMs: number;
  /** Null: none was stated, and no picture is told of. */
  readonly purpose: Purpose | null;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const cited = useCited(item.id, atMs, purpose);
  const { data, error } = useMoment(item.id, atMs, purpose, cited.isFetched || purpose === null);
  const text = data === undefined ? null : citationText(say, data, window.location.origin);
  const note = data === undefined ? null : pictureNote(say, data.picture);
  return (
    <Modal open title={say("moment.cite")} footer={null} onCancel={onClose} closable={closing(say)}>
      <ProblemNotice error={error ?? cited.error} />
      {text !== null && (
        <>
          <p data-testid="citation">{text}</p>
          <p className="quiet small" role="status">
            {note}
          </p>
          {data?.picture?.state === "made" && (
            <Commands lines={data.picture.command} what={say("moment.command-name")} />
          )}
          <div className="controls">
            <CopyButton text={text} what={say("moment.text-name")} />
            <CopyButton text={JSON.stringify(data, null, 2)} what={say("moment.json-name")} />
          </div>
        </>
      )}
    </Modal>
  );
}
