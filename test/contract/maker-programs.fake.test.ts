/** The programs in memory keep the contract of maker-programs.contract.ts. */
import { MemoryMakerPrograms } from "../fakes/maker-programs.ts";
import { MemoryJobFolders } from "../fakes/media-tools.ts";
import { makerProgramsContract } from "./maker-programs.contract.ts";

makerProgramsContract("programs of makers in memory", async () => {
  const folders = new MemoryJobFolders();
  return { folders, programs: new MemoryMakerPrograms(folders), close: async () => undefined };
});
