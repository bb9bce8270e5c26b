/** Lets the browser save what an address gives; nothing is held in the page's memory. */

export function download(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  // The service names the file; the attribute only keeps the page where it is.
  link.download = "";
  link.click();
}
