/** Port: the index of a package that goes to an archive, in the archive's own words. */
import type { PackageFile } from "./contents.ts";
import type { Package } from "./package-store.ts";

export interface ArchiveIndexTeller {
  /** None of a package that is for somebody else. */
  tell(request: Pick<Package, "id" | "itemIds" | "issued">): Promise<readonly PackageFile[]>;
}
