/** Which demuxer a file is for, from its own first bytes; never from its name or its declared type. */
import { Refusal } from "../kernel/refusal.ts";
import { type Container, containerOf, latin1 } from "../source/container.ts";

/**
 * @throws Refusal invalid "media/not-allowed" for text (playlists, XML, HTML, SVG, SDP, concat scripts):
 * a demuxer for those opens other files and addresses; "media/transcript" for WebVTT; "media/unreadable" for bytes no
 * demuxer is for.
 */
export function sniff(head: Uint8Array): Container {
  const family = containerOf(head);
  if (family !== null) return family;
  const text = latin1(head);
  if (isTranscript(text)) {
    throw new Refusal("invalid", "media/transcript", "words of a recording, not a recording", {
      fix: "Read them beside the recording that they are of, or download them.",
    });
  }
  if (isText(text)) {
    throw new Refusal("invalid", "media/not-allowed", "the file is text, not a recording", {
      fix: "The original is kept as it is; no viewing copy is made of playlists, pages or scripts.",
    });
  }
  throw new Refusal("invalid", "media/unreadable", "the first bytes are of no known recording", {
    fix: "The original is kept as it is; play it with the maker's own software, or have a program of its maker installed (HOLDFAST_MEDIA_PROGRAMS; README, Recordings of makers' own formats) and run holdfast look-again.",
  });
}

/** By its signature (WebVTT, 4.1). */
const isTranscript = (text: string): boolean => /^(\xef\xbb\xbf)?WEBVTT[ \t\r\n]/.test(text);

/** No control characters but white space. */
const isText = (text: string): boolean => /^[\t\n\v\f\r -\xff]+$/.test(text.slice(0, 512));
