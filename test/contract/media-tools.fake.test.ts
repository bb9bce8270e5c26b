/** The media tools in memory keep the contract of media-tools.contract.ts. */
import { mediaInfo } from "../fixtures/media-info.ts";
import { MemoryJobFolders, MemoryMediaTools } from "../fakes/media-tools.ts";
import { mediaToolsContract } from "./media-tools.contract.ts";

const film = (text: string): Buffer => Buffer.from(`\0\0\0\x20ftypisom${text}`);

mediaToolsContract("media tools in memory", async () => {
  const folders = new MemoryJobFolders();
  const tools = new MemoryMediaTools(folders);
  const known = mediaInfo({ durationMs: 2_000 });
  tools.know(film("short"), known);
  tools.know(film("long"), known);
  return {
    tools,
    folders,
    film: film("short"),
    longFilm: film("long"),
    broken: film("broken"),
    close: async () => undefined,
  };
});
