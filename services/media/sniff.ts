/** Which demuxer a file is for, from its own first bytes; never from its name or its declared type. */
import { Refusal } from "../kernel/refusal.ts";
import { type Container, containerOf, latin1 } from "../source/container.ts";

/**
 * @throws Refusal invalid "media/not-allowed" for text (playlists, XML, HTML, SVG, SDP, concat scripts):
 * a demuxer for those opens other files and addresses; "media/unreadable" for bytes no demuxer is for.
 */
export function sniff(head: Uint8Array): Container {
  const family = containerOf(head);
  if (family !== null) return family;
  if (isText(latin1(head))) {
    throw new Refusal("invalid", "media/not-allowed", "the file is text, not a recording", {
      fix: "The original is kept as it is; no viewing copy is made of playlists, pages or scripts.",
    });
  }
  throw new Refusal("invalid", "media/unreadable", "the first bytes are of no known recording", {
    fix: "The original is kept as it is; play it with the maker's own software, or have a program of its maker installed (HOLDFAST_MEDIA_PROGRAMS; README, Recordings of makers' own formats) and run holdfast look-again.",
  });
}

/** No control characters but white space. */
const isText = (text: string): boolean => /^[\t\n\v\f\r -\xff]+$/.test(text.slice(0, 512));
