/** The kinds of scanned documents that the service takes, as services/kernel/scanned-paper.ts. */

export type PaperType = "application/pdf" | "image/jpeg" | "image/png";
const TYPES: Readonly<Record<PaperType, true>> = {
  ...{ "application/pdf": true, "image/jpeg": true, "image/png": true },
};
export const PAPER_TYPES = Object.keys(TYPES).join(",");
export const isPaperType = (type: string): type is PaperType => Object.hasOwn(TYPES, type);

/** A rule of a form: the file is a scanned document. */
export const paperRule = (message: string) => ({
  validator: (_: unknown, file: File | undefined) =>
    file === undefined || isPaperType(file.type)
      ? Promise.resolve()
      : Promise.reject(new Error("type")),
  message,
});
