/** `npm run sbom`: prints the bill of materials of this tree. Nothing of it is kept: it is made anew from the lock file. */
import { billOfMaterials } from "./bill.ts";

const root = new URL("../../..", import.meta.url).pathname;
const bill = await billOfMaterials(root, process.execPath);
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
