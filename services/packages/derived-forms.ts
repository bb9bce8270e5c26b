/** How the block "derived" of a manifest is written, one form a kind, for verify.sh: the same as sealing/derived-manifest.ts reads. */
import type { DerivedKind } from "../evidence/derivation.ts";
import { DIGEST, ID, OFFSET, PROGRAM, SIZE, TEXT, TIME } from "./form-parts.ts";

/** One of the recordings that another was made of. */
const INPUT = `\\{"item":"${ID}","sha256":"${DIGEST}"(,"beginsAtMs":"${SIZE}")?(,"begunAt":"${TIME}")?\\}`;
const FROM = `"from":\\[${INPUT}(,${INPUT})*\\]`;

const SPAN = `\\{"firstPacket":"${SIZE}","packets":"${SIZE}","firstUs":"${OFFSET}","lastUs":"${OFFSET}"\\}`;
const EXCERPT = `\\{"how":"(packets|exact)","fromMs":"${SIZE}","toMs":"${SIZE}","zeroUs":"${OFFSET}","beginsUs":"${OFFSET}"\
(,"video":${SPAN})?(,"audio":${SPAN})?\\}`;

const TIME_BASE = "[1-9][0-9]{0,9}/[1-9][0-9]{0,9}";
const WALL = `\\{"at":"${TIME}"(,"clockOffsetMs":"${OFFSET}")?\\}`;
const STILL = `\\{"askedMs":"${SIZE}","atUs":"${OFFSET}","pts":"${OFFSET}","timeBase":"${TIME_BASE}","zeroUs":"${OFFSET}"\
(,"frame":"${SIZE}")?,"frameSha256":"${DIGEST}","pixelFormat":"[A-Za-z0-9_]{1,30}","rotation":"${OFFSET}"(,"wall":${WALL})?\\}`;

const RANGE = `"fromMs":"${SIZE}"(,"toMs":"${SIZE}")?`;
const POINT = "[0-9]{1,16}( -?[0-9]{1,16}){2}( [0-9]{1,16}){2}";
const MASK = `\\{"fill":"(solid|pixelate|blur)",${RANGE},"points":"${POINT}(;${POINT})*"\\}`;
const STRETCH = `\\{"how":"(mute|pitch)",${RANGE}\\}`;
const REDACTION = `\\{"pictures":\\[(${MASK}(,${MASK})*)?\\],"sound":\\[(${STRETCH}(,${STRETCH})*)?\\],\
"proof":\\{"frames":"${SIZE}","coveredFrames":"${SIZE}","samples":"${SIZE}","silentSamples":"${SIZE}","packets":"${SIZE}"\\}\\}`;

const TRIPLE = "[0-9]{1,16} [0-9]{1,16} [0-9]{1,16}";
const ASSUMED = '"(settings-of-like|even-times|holes-closed)"';
const REBUILT = `\\{"method":"index-by-like/[12]","copied":\\{"firstByte":"${SIZE}","endByte":"${SIZE}","outputByte":"${SIZE}"\\}\
(,"picture":\\{"coding":"h26[45]","samples":"${SIZE}","keys":"${SIZE}","bytes":"${SIZE}"\\})?\
(,"sound":\\{"coding":"(aac|pcm)","samples":"${SIZE}","bytes":"${SIZE}"\\})?,"durationMs":"${SIZE}",\
"unused":\\{"bytes":"${SIZE}","ranges":"(${TRIPLE}(;${TRIPLE})*)?","notListed":"${SIZE}"\\},"leftOutTracks":"${SIZE}","otherSets":"${SIZE}"\
(,"searchEndedAt":"${SIZE}")?,"assumed":\\[${ASSUMED}(,${ASSUMED})*\\],\
"rehearsal":\\{"pictures":"${SIZE}","picturesFound":"${SIZE}","sounds":"${SIZE}","soundsFound":"${SIZE}"\\}\\}`;

const LABEL_WALL = `\\{"at":"${TIME}","clock":"(camera|sender)"(,"clockOffsetMs":"${OFFSET}")?,"zoneMinutes":"${OFFSET}"\\}`;
const TRACK = `\\{"sha256":"${DIGEST}","cues":"${SIZE}","language":"[a-z]{3}","burned":(true|false)\\}`;
const LABEL = `\\{"lines":\\[(${TEXT}(,${TEXT})*)?\\],"place":"(top-left|top-right|bottom-left|bottom-right|tiled)",\
"size":"(small|medium|large)","timeCode":(true|false)(,"wall":${LABEL_WALL})?(,"subtitles":${TRACK})?,\
"zeroUs":"${OFFSET}","frames":"${SIZE}","widthPx":"${SIZE}","heightPx":"${SIZE}"\\}`;

const TRANSCRIPT = `\\{"mark":"machine-made-unchecked","language":"[a-z]{3}","cues":"${SIZE}",${PROGRAM}\\}`;

/** Null: nothing is said but the inputs. */
const TAKEN_OF: Readonly<Record<DerivedKind, string | null>> = {
  ...{
    joined: null,
    excerpt: EXCERPT,
    still: STILL,
    redacted: REDACTION,
    rebuilt: REBUILT,
    labelled: LABEL,
    transcript: TRANSCRIPT,
  },
};

/** Any of them, up to how it was made. */
export const TAKEN = Object.entries(TAKEN_OF)
  .map(([kind, form]) => `"kind":"${kind}",${FROM}${form === null ? "" : `,"taken":${form}`}`)
  .join("|");
