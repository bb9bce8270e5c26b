/** The media tools in memory keep the contract of media-tools.contract.ts. */
import { mediaInfo } from "../fixtures/media-info.ts";
import { MemoryJobFolders, MemoryMediaTools } from "../fakes/media-tools.ts";
import { mediaToolsContract } from "./media-tools.contract.ts";
import { overviewMakerContract } from "./overview-maker.contract.ts";

const PLACED = Buffer.from("\0\0\0\x20ftypisomplace=+20.0444+110.1999/");
const film = (text: string): Buffer => Buffer.from(`\0\0\0\x20ftypisom${text}`);

const make = async () => {
  const folders = new MemoryJobFolders();
  const tools = new MemoryMediaTools(folders);
  const known = mediaInfo({ durationMs: 2_000 });
  tools.know(film("short"), known);
  tools.know(film("long"), known);
  tools.know(PLACED, known);
  return {
    tools,
    folders,
    film: film("short"),
    placed: PLACED,
    longFilm: film("long"),
    broken: film("broken"),
    close: async () => undefined,
  };
};
mediaToolsContract("media tools in memory", make);
overviewMakerContract("media tools in memory", make);
