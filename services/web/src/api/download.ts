/** Lets the browser save a file. */

/** What an address gives; nothing is held in the page's memory. */
export function download(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  // The service names the file; the attribute only keeps the page where it is.
  link.download = "";
  link.click();
}

/** What the page holds already. */
export function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // A browser that asks where to put it reads the file later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
