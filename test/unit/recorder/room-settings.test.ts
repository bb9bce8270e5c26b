/** Settings of a room's recorder: addresses of cameras, of which nothing strange reaches ffmpeg. */
import { expect, test } from "vitest";
import { RoomSettings } from "../../../workers/capture/config.ts";

const settings = (camera: object) => ({
  url: "https://evidence.example:8430",
  cameras: [{ name: "A", ...camera }],
});
const isTaken = (camera: object): boolean => RoomSettings.safeParse(settings(camera)).success;
const passphrase = "srt.txt";

test.each([
  { source: "rtsp://10.0.0.5/stream1" },
  { source: "rtsps://10.0.0.5/stream1", credentials: "a.txt" },
  { source: "srt://10.0.0.7:9000", passphrase },
  { source: "srt://0.0.0.0:9000?mode=listener&latency=200", passphrase },
  { source: "srt://[::1]:9000?mode=caller&streamid=room-1", passphrase },
  { source: "rtmp://127.0.0.1:1935/live/5b0d1f6a9c3e4785" },
])("takes %j", (camera) => {
  expect(isTaken(camera)).toBe(true);
});

test.each([
  { source: "http://10.0.0.5/stream1" },
  { source: "file:///etc/passwd" },
  { source: "rtsp://user:secret@10.0.0.5/stream1" },
  { source: "rtsp://10.0.0.5/stream1", passphrase },
  { source: "srt://10.0.0.7:9000" },
  { source: "srt://10.0.0.7:9000", passphrase, credentials: "a.txt" },
  { source: "srt://10.0.0.7", passphrase },
  { source: "srt://10.0.0.7:9000/path", passphrase },
  { source: "srt://10.0.0.7:9000?passphrase=geheimgeheim", passphrase },
  { source: "srt://10.0.0.7:9000?mode=rendezvous", passphrase },
  { source: "srt://10.0.0.7:9000?latency=-1", passphrase },
  { source: "srt://10.0.0.7:9000?streamid=a%0Afile%20x", passphrase },
  { source: "srt://a'b:9000", passphrase },
  { source: "srt://:9000", passphrase },
  { source: "rtmp://10.0.0.9:1935/live/room" },
  { source: "rtmp://user:secret@127.0.0.1/live/room" },
  { source: "rtmp://127.0.0.1/live/room", credentials: "a.txt" },
  { source: "rtmp://127.0.0.1/live/room", passphrase },
  { source: "rtmp://127.0.0.1/live/a'b" },
  { source: "rtmp://127.0.0.1/live/room?x=1" },
  { source: "rtmp://127.0.0.1/live" },
])("refuses %j", (camera) => {
  expect(isTaken(camera)).toBe(false);
});
