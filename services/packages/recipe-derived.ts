/** verify.sh, the part about a recording that was made of others: that its manifest names them as their own manifests do. */
import { pictureCommand } from "../evidence/still-taken.ts";
import { MACHINE_MADE_WORDS } from "../evidence/transcript-taken.ts";

/** How a reader holds what was made here against what it was made of, with ffmpeg alone. */
export const DERIVED_TEXT = String.raw`制成的录像 · What was made here: 说明文件（metadata/*/manifest.json）中有 derived 的，是由本系统从其他条目制成，不是设备直接录制：kind
为种类，from 为来源，taken 为取用的部分，madeBy 为制作方法和参数 · a manifest with "derived" is of a recording that was made here of others: "from" names these, "taken" what
was taken of them, "madeBy" how. 节选（excerpt，how 为 packets）的数据包与来源相同，可自行比对：两条命令输出的摘要应彼此相同，并与 madeBy.packets 相同 · The packets
of an excerpt are those of its source: both lines print the same digests, those of madeBy.packets. FIRST = firstPacket, END = firstPacket + packets; 只有画面或声音时去掉另一半
· leave out the stream that is not there. 大写的词换成所查的文件和数字 · put the file and the numbers that are meant in place of words in capitals.

  ffmpeg -v error -i SOURCE -map 0:V:0 -map 0:a:0 -c copy -copyinkf -bsf:v 'noise=drop=lt(n\,FIRST)+gte(n\,END)' -bsf:a 'noise=drop=lt(n\,FIRST)+gte(n\,END)' -f streamhash -hash sha256 -
  ffmpeg -v error -i EXCERPT -map 0:V:0 -map 0:a:0 -c copy -copyinkf -f streamhash -hash sha256 -

画面（still）：pts 为来源中该画面的时间戳，下列命令输出的摘要应与 frameSha256 相同 · A still: pts is the picture's time stamp in the source; this prints its frameSha256:

  ${pictureCommand("PTS", "SOURCE")}

（MPEG-4 第 2 部分、2026 年 12 月以前截取的画面，不加 -flags:v +bitexact · of MPEG-4 part 2, a still that was taken before December 2026: without -flags:v +bitexact）

form 为 content 的流，另加 · of a stream whose form is "content", add to the filters of both: H.264 h264_mp4toannexb,filter_units=remove_types=6|7|8|9; H.265
hevc_mp4toannexb,filter_units=remove_types=32-35|39|40; AAC aac_adtstoasc. 时间以微秒计，来源最早的时间戳（zeroUs）记为 0 · Times are microseconds; the
source's earliest time stamp (zeroUs) counts as 0. how 为 exact 的节选是重新编码的：以同一版本 ffmpeg 按 madeBy.arguments 再做一次（来源改名为 in/src），或用 holdfast rederive
· an exact one is coded anew: run madeBy.arguments again with that version, the source as in/src, or use holdfast rederive.

重建索引的录像（rebuilt）：数据字节取自来源，没有改动；下列命令无输出即为相同。LENGTH = copied.endByte - copied.firstByte · A rebuilt one: its media are bytes of the
source; this prints nothing where they are the same:

  cmp -n LENGTH -i FIRSTBYTE:OUTPUTBYTE SOURCE REBUILT

用 holdfast rebuild（来源、同一设备的完好录像）再做一次，得到相同的字节 · holdfast rebuild, of the source and the sound recording, gives the same bytes.
加注的副本（labelled）是重新编码的，以 holdfast rederive 或 madeBy.arguments 核对；其字幕可取出 · A labelled copy is coded anew: holdfast rederive makes it again. Its subtitles:

  ffmpeg -v error -i LABELLED -map 0:s:0 -f webvtt -

拼接的录像（joined）由 from 中各条目的全部数据包按顺序连成，没有重新编码；各条目都在手时以 holdfast rederive 再做一次并逐字节核对 · A joined one holds every packet of the recordings in "from", in that
order, coded as they were: with all of them at hand, holdfast rederive makes it again and compares byte for byte.

听写稿（transcript）：机器生成，未经人工核对；taken.program 是听写程序，madeBy 是交给它的声音的制作方法。签名只说明本系统得到了这些文字，不说明文字正确 · A transcript was made by a machine and
not checked by a person: taken.program heard it, in the sound that madeBy tells of. Its signature says that these words came out, not that they are right. 有该听写程序时，holdfast rederive --programs 再听写一次；文字不同不能证明什么 · With that program, holdfast rederive --programs hears it again; other words prove nothing.

厂商程序 · Makers' own programs: 说明文件的 madeBy.program 表示原件是厂商自有格式，先由该程序（name、version；sha256 为可执行文件的摘要，filesSha256 为其全部文件清单的摘要）打开，写出 output 所述的文件，
副本由该文件制成；packets 比对的是程序写出的文件，不是原件。原件本身不变，其封存与厂商程序无关；但没有该程序的人只能核对签名和摘要，不能自行核对副本与原件的关系 · madeBy.program in a manifest
says that the original is in its maker's own format: that program opened it and wrote the file that "output" names, and the copy was made of that. "packets" are those of what the program wrote, not of the original.
The original is untouched, and its seal rests on no program; but whoever lacks the program can check signatures and digests alone, and must take the relation of copy and original on the word of whoever ran it.
有该程序时，再做一次并核对 · With the program, make it again and compare: holdfast rederive PACKAGE --root ROOT.pem --programs FOLDER. 或自行运行 · or run it (program.arguments, the original as in/src), and:

  sha256sum WHAT-IT-WROTE`;

/** Tells of a copy that goes by way of a program of the recording's maker; no verdict. Needs $level. */
export const PROGRAM_FUNCTION = String.raw`opened_by() { # WHAT MANIFEST
  said=$(sed -n 's/.*"program":{"name":\("[^,]*","version":"[^,]*","sha256":"[0-9a-f]*"\),.*"output":{\("bytes":"[0-9]*","sha256":"[0-9a-f]*"\)}.*/\1 wrote \2/p' "$2")
  [ -z "$said" ] || printf '%-7s %s %s\n' NOTE "$level" "$1 goes by way of a maker's program, and was made of what that wrote: $said"
}
`;

/** Needs `tell`, `says`, `spoken`, `media_of`, $tmp and $spoke of the original. */
export const DERIVED_FUNCTION = String.raw`made_of() { # ITEM MANIFEST
  level=L6
  [ "$spoke" -eq 0 ] && says ',"derived":{"kind":"' "$2" || return 0
  sed 's/.*,"derived":{"kind":"[a-z]*","from":\[\([^]]*\)\].*/\1/' "$2" | tr '}' '\n' |
    sed -n 's/.*"item":"\([0-9a-f-]*\)","sha256":"\([0-9a-f]*\)".*/\1 \2/p' >"$tmp/inputs"
  absent=0 differs=0
  while read -r input sum <&4; do
    known=metadata/$input/manifest.json
    if [ ! -f "$known" ]; then
      absent=$((absent + 1))
    elif [ "$input" = "$1" ] || ! spoken "$input" original "$known" || [ "$(media_of "$known")" != "$sum" ]; then
      differs=$((differs + 1))
    fi
  done 4<"$tmp/inputs"
  what="$1 was made of $(wc -l <"$tmp/inputs") recordings, as their manifests name them"
  if [ "$differs" -gt 0 ]; then
    tell FAILED "$what: $differs differ"
  elif [ "$absent" -gt 0 ]; then
    tell OPEN "$what: $absent of them are not in this package"
  else
    tell PASSED "$what"
  fi
  ! says ',"taken":{"mark":"machine-made-unchecked",' "$2" ||
    printf '%-7s %s %s\n' NOTE "$level" "$1 is a transcript: ${MACHINE_MADE_WORDS}"
}
`;
