/** The reviewers' page: built files from disk; every address of the page answers its one document. */
import { existsSync } from "node:fs";
import express, { type Router } from "express";

const ASSETS = "/assets/";
/** Addresses of machines; the page's document is no answer for them. */
const NOT_THE_PAGE =
  /^\/(api|uploads|ledger|docs|assets|healthz|readyz|metrics|openapi[.]json)(\/|$)/;

/** `folder` holds index.html and assets/ with names that change with their content. */
export function pageRouter(folder: string): Router {
  const router = express.Router();
  if (!existsSync(`${folder}/index.html`)) return router;
  router.use(
    ASSETS,
    express.static(`${folder}${ASSETS}`, { immutable: true, maxAge: "365d", index: false }),
  );
  router.use(express.static(folder, { maxAge: 0, index: false, redirect: false }));
  router.get(/.*/, (request, response, next) => {
    if (NOT_THE_PAGE.test(request.path) || /[.]\w+$/.test(request.path)) {
      next();
      return;
    }
    response.set("Cache-Control", "no-cache").sendFile("index.html", { root: folder });
  });
  return router;
}
