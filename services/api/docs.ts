/** /docs: Swagger UI from the installed package; nothing is fetched from outside. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import express, { type Router } from "express";
import { DOCS_POLICY } from "./page-policy.ts";

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Holdfast API</title>
    <link rel="stylesheet" href="swagger-ui.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="swagger-ui-bundle.js"></script>
    <script src="start.js"></script>
  </body>
</html>
`;
/** Texts of the description come as markup: plain tags of paragraphs pass, and nothing that has an attribute. */
const TRUSTED = `globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (text) => (/<(?!\\/?(?:p|code|em|strong|ul|ol|li|br|pre)>)/.test(text) ? null : text),
});
`;
const START = `${TRUSTED}SwaggerUIBundle({ url: "/openapi.json", dom_id: "#swagger-ui", validatorUrl: null, supportedSubmitMethods: ["get"] });\n`;
const FILES = { "swagger-ui.css": "css", "swagger-ui-bundle.js": "js" } as const;

export function docsRouter(): Router {
  const router = express.Router({ strict: true });
  const folder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  router.get("/docs", (_request, response) => {
    response.redirect(301, "/docs/");
  });
  router.get("/docs/", (_request, response) => {
    response.set("Content-Security-Policy", DOCS_POLICY).type("html").send(PAGE);
  });
  router.get("/docs/start.js", (_request, response) => {
    response.type("js").send(START);
  });
  for (const [name, type] of Object.entries(FILES)) {
    const bytes = readFileSync(`${folder}/${name}`);
    router.get(`/docs/${name}`, (_request, response) => {
      response.type(type).set("Cache-Control", "public, max-age=86400").send(bytes);
    });
  }
  return router;
}
