/** Tests of the exact arguments: any change to what a court can make again shows here. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { argumentsOf, probeArguments, recipeOf } from "../../../infra/ffmpeg/recipes.ts";
import type { MediaInfo } from "../../../services/media/media-info.ts";
import { posterPlans, viewingPlans } from "../../../services/media/viewing-plan.ts";
import { H264_VIDEO, mediaInfo } from "../../fixtures/media-info.ts";

const viewing = (info: MediaInfo): string => {
  const [plan] = viewingPlans(info, 1_000_000);
  return plan === undefined ? "" : argumentsOf(recipeOf(plan)).join(" ");
};

describe("the arguments for", () => {
  test("a remux", () => {
    expect(viewing(mediaInfo())).toMatchInlineSnapshot(
      `"-hide_banner -nostdin -v error -nostats -progress pipe:2 -filter_threads 1 -threads 2 -protocol_whitelist file -format_whitelist mov -codec_whitelist h264,hevc,mpeg4,mpeg2video,mpeg1video,mjpeg,aac,mp3,mp2,ac3,opus,vorbis,flac,amr_nb,amr_wb,pcm_s16le,pcm_s16be,pcm_s24le,pcm_u8,pcm_alaw,pcm_mulaw,adpcm_ima_wav,adpcm_g726,mp3float,mp2float,g726,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb -max_streams 16 -max_pixels 40000000 -max_alloc 268435456 -probesize 20M -analyzeduration 20M -i file:in/src -map 0:V:0 -map 0:a:0 -c:v copy -c:a copy -t 172800.000 -movflags +faststart -map_metadata -1 -map_chapters -1 -dn -sn -fps_mode passthrough -threads 1 -fflags +bitexact -f mp4 file:out/viewing"`,
    );
  });
  test("G.711 sound beside H.264", () => {
    const audio = { codec: "pcm_alaw", sampleRateHz: 8_000, channels: 1 };
    expect(viewing(mediaInfo({ audio }))).toMatchInlineSnapshot(
      `"-hide_banner -nostdin -v error -nostats -progress pipe:2 -filter_threads 1 -threads 2 -protocol_whitelist file -format_whitelist mov -codec_whitelist h264,hevc,mpeg4,mpeg2video,mpeg1video,mjpeg,aac,mp3,mp2,ac3,opus,vorbis,flac,amr_nb,amr_wb,pcm_s16le,pcm_s16be,pcm_s24le,pcm_u8,pcm_alaw,pcm_mulaw,adpcm_ima_wav,adpcm_g726,mp3float,mp2float,g726,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb -max_streams 16 -max_pixels 40000000 -max_alloc 268435456 -probesize 20M -analyzeduration 20M -i file:in/src -map 0:V:0 -map 0:a:0 -c:v copy -c:a aac -b:a 96k -ac 1 -ar 8000 -flags:a +bitexact -t 172800.000 -movflags +faststart -map_metadata -1 -map_chapters -1 -dn -sn -fps_mode passthrough -threads 1 -fflags +bitexact -f mp4 file:out/viewing"`,
    );
  });
  test("interlaced MPEG-2", () => {
    const video = { ...H264_VIDEO, codec: "mpeg2video", profile: "Main", interlaced: true };
    expect(viewing(mediaInfo({ family: "mpegts", video }))).toMatchInlineSnapshot(
      `"-hide_banner -nostdin -v error -nostats -progress pipe:2 -filter_threads 1 -threads 2 -protocol_whitelist file -format_whitelist mpegts -codec_whitelist h264,hevc,mpeg4,mpeg2video,mpeg1video,mjpeg,aac,mp3,mp2,ac3,opus,vorbis,flac,amr_nb,amr_wb,pcm_s16le,pcm_s16be,pcm_s24le,pcm_u8,pcm_alaw,pcm_mulaw,adpcm_ima_wav,adpcm_g726,mp3float,mp2float,g726,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb -max_streams 16 -max_pixels 40000000 -max_alloc 268435456 -probesize 20M -analyzeduration 20M -i file:in/src -map 0:V:0 -map 0:a:0 -c:v libx264 -preset veryfast -crf 23 -maxrate 4M -bufsize 8M -force_key_frames expr:gte(t,n_forced*2) -pix_fmt yuv420p -vf yadif=deint=interlaced,scale=1280:720,setsar=1 -enc_time_base:v 1:12000 -flags:v +bitexact -c:a copy -t 172800.000 -movflags +faststart -map_metadata -1 -map_chapters -1 -dn -sn -fps_mode passthrough -threads 1 -fflags +bitexact -f mp4 file:out/viewing"`,
    );
  });
  test("sound alone", () => {
    const audio = { codec: "amr_nb", sampleRateHz: 8_000, channels: 1 };
    expect(viewing(mediaInfo({ family: "amr", video: null, audio }))).toMatchInlineSnapshot(
      `"-hide_banner -nostdin -v error -nostats -progress pipe:2 -filter_threads 1 -threads 2 -protocol_whitelist file -format_whitelist amr -codec_whitelist h264,hevc,mpeg4,mpeg2video,mpeg1video,mjpeg,aac,mp3,mp2,ac3,opus,vorbis,flac,amr_nb,amr_wb,pcm_s16le,pcm_s16be,pcm_s24le,pcm_u8,pcm_alaw,pcm_mulaw,adpcm_ima_wav,adpcm_g726,mp3float,mp2float,g726,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb -max_streams 16 -max_pixels 40000000 -max_alloc 268435456 -probesize 20M -analyzeduration 20M -i file:in/src -vn -map 0:a:0 -c:a aac -b:a 96k -ac 1 -ar 8000 -flags:a +bitexact -t 172800.000 -movflags +faststart -map_metadata -1 -map_chapters -1 -dn -sn -fps_mode passthrough -threads 1 -fflags +bitexact -f mp4 file:out/viewing"`,
    );
  });
  test("a photograph", () => {
    const video = { ...H264_VIDEO, codec: "png" };
    expect(viewing(mediaInfo({ family: "png_pipe", video, audio: null }))).toMatchInlineSnapshot(
      `"-hide_banner -nostdin -v error -nostats -progress pipe:2 -filter_threads 1 -threads 2 -protocol_whitelist file -format_whitelist png_pipe -codec_whitelist mjpeg,png -max_streams 16 -max_pixels 40000000 -max_alloc 268435456 -probesize 20M -analyzeduration 20M -i file:in/src -map 0:V:0 -an -frames:v 1 -vf scale=1920:1080,setsar=1 -c:v mjpeg -q:v 4 -pix_fmt yuvj420p -flags:v +bitexact -map_metadata -1 -map_chapters -1 -dn -sn -fps_mode passthrough -threads 1 -fflags +bitexact -f mjpeg file:out/viewing"`,
    );
  });
  test("a poster", () => {
    const [plan] = posterPlans(mediaInfo(), 1_000_000);
    expect(plan && argumentsOf(recipeOf(plan)).join(" ")).toMatchInlineSnapshot(
      `"-hide_banner -nostdin -v error -nostats -progress pipe:2 -filter_threads 1 -ss 3.000 -threads 2 -protocol_whitelist file -format_whitelist mov -codec_whitelist h264,hevc,mpeg4,mpeg2video,mpeg1video,mjpeg,aac,mp3,mp2,ac3,opus,vorbis,flac,amr_nb,amr_wb,pcm_s16le,pcm_s16be,pcm_s24le,pcm_u8,pcm_alaw,pcm_mulaw,adpcm_ima_wav,adpcm_g726,mp3float,mp2float,g726,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb -max_streams 16 -max_pixels 40000000 -max_alloc 268435456 -probesize 20M -analyzeduration 20M -i file:in/src -map 0:V:0 -an -frames:v 1 -vf scale=480:270,setsar=1 -c:v mjpeg -q:v 4 -pix_fmt yuvj420p -flags:v +bitexact -map_metadata -1 -map_chapters -1 -dn -sn -fps_mode passthrough -threads 1 -fflags +bitexact -f mjpeg file:out/poster"`,
    );
  });
  test("a probe", () => {
    expect(probeArguments("mov", "in/src").join(" ")).toMatchInlineSnapshot(
      `"-hide_banner -v error -of json -show_entries format=duration:stream=index,codec_type,codec_name,profile,pix_fmt,width,height,sample_aspect_ratio,field_order,avg_frame_rate,bit_rate,sample_rate,channels,nb_frames:stream_disposition=attached_pic:stream_side_data=rotation:packet=stream_index,flags -read_intervals %+#64 -threads 2 -protocol_whitelist file -format_whitelist mov -codec_whitelist h264,hevc,mpeg4,mpeg2video,mpeg1video,mjpeg,aac,mp3,mp2,ac3,opus,vorbis,flac,amr_nb,amr_wb,pcm_s16le,pcm_s16be,pcm_s24le,pcm_u8,pcm_alaw,pcm_mulaw,adpcm_ima_wav,adpcm_g726,mp3float,mp2float,g726,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,subrip,srt,mov_text,webvtt,ass,ssa -max_streams 17 -max_pixels 40000000 -max_alloc 268435456 -probesize 20M -analyzeduration 20M file:in/src"`,
    );
  });
});

test("no word that a file carries gets into an argument", () => {
  const word = fc.stringMatching(/^[A-Z]{6,12}( [A-Z]{3,6})?$/);
  fc.assert(
    fc.property(word, word, word, (codec, profile, pixelFormat) => {
      const audio = { codec, sampleRateHz: 44_100, channels: 2 };
      const info = mediaInfo({ video: { ...H264_VIDEO, codec, profile, pixelFormat }, audio });
      for (const plan of [...viewingPlans(info, 9), ...posterPlans(info, 9)]) {
        const command = argumentsOf(recipeOf(plan)).join("\n");
        for (const mark of [codec, profile, pixelFormat]) expect(command).not.toContain(mark);
      }
    }),
  );
});

test("every input and output is a file with a name of ours, and no demuxer but one is allowed", () => {
  for (const family of ["mov", "avi", "mpegts", "png_pipe"] as const) {
    for (const plan of viewingPlans(mediaInfo({ family }), 9)) {
      const command = argumentsOf(recipeOf(plan));
      expect(command[command.indexOf("-protocol_whitelist") + 1]).toBe("file");
      expect(command[command.indexOf("-format_whitelist") + 1]).toBe(family);
      expect(command.indexOf("-codec_whitelist")).toBeLessThan(command.indexOf("-i"));
      expect(command[command.indexOf("-i") + 1]).toBe("file:in/src");
      expect(command.at(-1)).toMatch(/^file:out\/[a-z]+$/);
    }
  }
});
