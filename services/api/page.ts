/** The reviewers' page: built files from disk; every address of the page answers its one document. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import express, { type Router } from "express";
import staticCompressed from "express-static-gzip";
import { newNonce, pagePolicy } from "./page-policy.ts";

/** Stands in index.html where the number of each answer goes. */
const NONCE_PLACE = "style-nonce-of-this-answer";
/** Addresses of machines; the page's document is no answer for them. */
const NOT_THE_PAGE =
  /^\/(api|uploads|ledger|docs|assets|healthz|readyz|metrics|openapi[.]json)(\/|$)/;

/** `folder` holds index.html and assets/ with names that change with their content, compressed beside them. */
export function pageRouter(folder: string): Router {
  const router = express.Router();
  if (!existsSync(`${folder}/index.html`)) return router;
  router.use(
    "/assets/",
    staticCompressed(`${folder}/assets`, {
      enableBrotli: true,
      orderPreference: ["br"],
      index: false,
      serveStatic: { immutable: true, maxAge: "365d" },
    }),
  );
  router.use(express.static(folder, { maxAge: 0, index: false, redirect: false }));
  router.get(/.*/, async (request, response, next) => {
    if (NOT_THE_PAGE.test(request.path) || /[.]\w+$/.test(request.path)) {
      next();
      return;
    }
    const nonce = newNonce();
    const document = await readFile(`${folder}/index.html`, "utf8");
    // An answer that was kept would have an old number.
    response.set({ "Cache-Control": "no-store", "Content-Security-Policy": pagePolicy(nonce) });
    response.type("html").send(document.replace(NONCE_PLACE, nonce));
  });
  return router;
}
