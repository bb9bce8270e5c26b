/** `items moment`: how a moment is cited, and the digest of the picture that stands there once it is made. */
import { MomentBody } from "../review/moment-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Citing } from "./item-commands.ts";
import { msIn, secondsOf } from "./recording-times.ts";
import type { Terminal } from "./terminal.ts";
import { ITEMS } from "./texts/items.ts";

const LOOK_MS = 1_000;

export async function itemsMoment(
  api: Pick<ApiClient, "get" | "post">,
  term: Terminal,
  item: string,
  { at, purpose, purposeKind = "evidence", wait }: Citing,
  lookMs = LOOK_MS,
): Promise<ExitCode> {
  const [path, ptsMs] = [`/api/v1/items/${encodeURIComponent(item)}/moment`, msIn(at)];
  const why = purpose === undefined ? null : { purpose, purposeKind };
  const query = new URLSearchParams({ ptsMs: String(ptsMs), ...why });
  const look = () => api.get(`${path}?${query.toString()}`, MomentBody);
  let moment = why === null ? await look() : await api.post(path, { ptsMs, ...why }, MomentBody);
  while (wait && moment.picture?.state === "waiting") {
    await new Promise((resolve) => setTimeout(resolve, lookMs));
    moment = await look();
  }
  term.result(moment);
  const { itemId, sha256, wall, page, picture } = moment;
  term.say(ITEMS.momentCited, {
    ...{ item: itemId, sha256: sha256 ?? "-", at: secondsOf(1_000 * ptsMs) },
    ...{ wall: wall?.at ?? "-", page },
  });
  return picture === null ? EXIT.ok : tellPicture(term, picture);
}

function tellPicture(term: Terminal, picture: NonNullable<MomentBody["picture"]>): ExitCode {
  if (picture.state === "waiting") {
    term.say(ITEMS.momentWaiting);
    return EXIT.ok;
  }
  if (picture.state === "made") {
    const { pts, timeBase, pixelFormat, frameSha256, command } = picture;
    const facts = { pts, timeBase, pixelFormat, frameSha256, command };
    term.say(ITEMS.momentPicture, { ...facts, at: secondsOf(picture.atUs) });
    return EXIT.ok;
  }
  term.say(ITEMS.momentNoPicture, { reason: picture.reason });
  return EXIT.negative;
}
