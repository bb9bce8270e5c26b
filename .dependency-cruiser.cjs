// Who may import whom. ARCHITECTURE.md draws the same rule as a picture; `npm run check:deps`
// holds the code to it. A rule's comment is what a developer reads when it breaks: it says why.

// What a context may import, besides itself.
const CONTEXTS = {
  kernel: [],
  calendar: ["kernel"],
  actions: ["kernel"],
  access: ["kernel", "actions"],
  policy: ["kernel", "actions", "access", "calendar"],
  objects: ["kernel"],
  encryption: ["kernel", "objects"],
  ledger: ["kernel", "objects"],
  keys: ["kernel", "actions", "ledger"],
  evidence: ["kernel", "objects"],
  anchors: ["kernel", "objects", "ledger"],
  c2pa: ["kernel"],
  source: ["kernel", "actions", "ledger", "evidence"],
  media: ["kernel", "objects", "encryption", "evidence", "source"],
  sealing: ["kernel", "objects", "ledger", "evidence"],
  secrecy: ["kernel", "calendar", "access", "actions", "evidence"],
  retention: ["kernel", "calendar", "policy", "objects", "ledger", "evidence", "sealing"],
  ingest: [
    "kernel",
    "access",
    "actions",
    "objects",
    "encryption",
    "evidence",
    "sealing",
    "secrecy",
  ],
  batches: ["kernel", "evidence", "ledger", "sealing", "secrecy", "ingest"],
  axis: ["kernel", "access", "ingest"],
  sessions: ["kernel", "calendar", "actions", "evidence", "secrecy", "policy", "officers"],
  officers: ["kernel", "calendar", "actions"],
  cases: ["kernel", "calendar", "actions", "evidence", "secrecy", "policy"],
  casefile: [
    ...["kernel", "calendar", "actions", "ledger", "sealing", "secrecy", "policy", "cases"],
    ...["officers", "sessions"],
  ],
  legalreview: [
    ...["kernel", "calendar", "actions", "secrecy", "policy", "cases", "officers", "sessions"],
    "casefile",
  ],
  holds: ["kernel", "calendar", "access", "actions", "objects", "evidence", "secrecy"],
  disposal: [
    "kernel",
    "calendar",
    "access",
    "actions",
    "policy",
    "objects",
    "ledger",
    "anchors",
    "evidence",
    "sealing",
    "secrecy",
    "retention",
    "packages",
  ],
  reports: [
    ...["kernel", "calendar", "actions", "secrecy", "policy", "officers", "sessions", "cases"],
    "legalreview",
  ],
  spotcheck: [
    ...["kernel", "calendar", "access", "actions", "ledger", "secrecy", "policy", "officers", "sessions"],
    ...["cases", "casefile", "legalreview", "reports"],
  ],
  packages: [
    "kernel",
    "actions",
    "objects",
    "ledger",
    "keys",
    "anchors",
    "evidence",
    "source",
    "c2pa",
    "sealing",
    "secrecy",
    "batches",
  ],
  exports: ["kernel", "calendar", "access", "actions", "packages", "secrecy"],
  fixity: ["kernel", "actions", "objects", "ledger", "evidence", "sealing", "anchors", "batches"],
  review: [
    "kernel",
    "calendar",
    "access",
    "actions",
    "objects",
    "ledger",
    "keys",
    "evidence",
    "media",
    "source",
    "sealing",
    "ingest",
    "batches",
    "calendar",
    "policy",
    "cases",
    "disposal",
    "casefile",
    "legalreview",
    "holds",
    "officers",
    "sessions",
    "packages",
    "exports",
    "anchors",
    "fixity",
    "secrecy",
    "retention",
    "reports",
    "spotcheck",
  ],
};

// The one place that imports a vendor's package.
const VENDORS = {
  express: "^services/(api/|[^/]+/(routes|[^/]+-routes|guard)[.]ts$)",
  "(bullmq|ioredis)": "^infra/(bullmq|host)/",
  "@(aws-sdk|smithy)/[^/]+": "^infra/s3/",
  "(pg|kysely)": "^infra/postgres/",
  "fluent-ffmpeg": "^infra/ffmpeg/",
  "openid-client": "^infra/oidc/",
  "@contentauth/[^/]+": "^infra/c2pa/",
  "node-forge": "^infra/keys/",
  "@noble/[^/]+": "^infra/keys/",
  "sm-crypto-v2": "^infra/keys/sm2[.]ts$",
  koffi: "^infra/keys/pkcs11/",
  "structured-headers": "^services/ingest/draft-headers[.]ts$",
  "content-disposition": "^services/ingest/draft-announcement[.]ts$",
  pino: "^infra/process/",
  yazl: "^infra/zip/",
  uqr: "^(services/(command|dock)|infra/pdf)/",
  "(pdfkit|fontkit)": "^infra/pdf/",
  "(commander|cli-progress)": "^services/command/",
  "(react|react-dom|antd|react-router|react-i18next|i18next|@tanstack/[^/]+|vite|@vitejs/[^/]+)":
    "^services/(web|verifier)/",
};

const HTTP_FILES = "/(routes|[^/]+-routes|guard)[.]ts$";
const contexts = Object.keys(CONTEXTS).join("|");
const processes = "api|command|dock|tsa|verifier|witness|compare";
const forbid = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });

module.exports = {
  forbidden: [
    forbid(
      "no-cycles",
      "Two modules in a cycle are one: merge them, or move what they share down.",
      {},
      { circular: true },
    ),
    forbid(
      "no-orphans",
      "Nothing imports this and it starts no process: delete it.",
      {
        orphan: true,
        pathNot:
          "(/main[.]tsx?|[.](test|bench|contract|config|d)[.]ts|^services/web/.*|^services/dock/wall/wall[.]js)$",
      },
      {},
    ),
    forbid(
      "only-mains-choose-adapters",
      "Take what you need as a parameter typed by a port; the process's main.ts passes the adapter.",
      { path: "^(services|workers)/", pathNot: "/main[.]ts$" },
      { path: "^infra/" },
    ),
    forbid(
      "mains-are-not-imported",
      "Importing a main.ts starts a process.",
      {},
      {
        path: "/main[.]ts$",
      },
    ),
    forbid(
      "services-know-no-workers",
      "Wake a step through the JobQueue port; never call a worker.",
      { path: "^services/" },
      { path: "^workers/" },
    ),
    forbid(
      "processes-share-no-code",
      "What two processes need belongs to a context.",
      { path: `^(workers/[^/]+|services/(?:${processes}))/` },
      { path: `^(workers/|services/(${processes})/)`, pathNot: "^$1/" },
    ),
    forbid(
      "adapters-know-ports-only",
      "An adapter implements a port. It sees the domain's types; never routes, processes or another adapter.",
      { path: "^infra/([^/]+)/" },
      {
        path: `^(workers/|infra/|services/(?!(${contexts})/)|services/[^/]+${HTTP_FILES})`,
        pathNot: ["^infra/$1/", "^infra/process/"],
      },
    ),
    forbid(
      "contexts-do-no-io",
      "A context does I/O through a port. From Node it takes streams, buffers and hashes.",
      { path: `^services/(${contexts})/`, pathNot: HTTP_FILES },
      {
        dependencyTypes: ["core"],
        pathNot: "^(node:)?(crypto|stream|stream/promises|buffer|util|events)$",
      },
    ),
    forbid(
      "routes-are-leaves",
      "A route translates HTTP and holds no rule that anyone else could need.",
      {
        pathNot: "^(services/api/(app|main)[.]ts|services/[^/]+/(routes|[^/]+-routes)[.]ts|test/)",
      },
      { path: "^services/[^/]+/(routes|[^/]+-routes)[.]ts$" },
    ),
    forbid(
      "product-imports-no-test",
      "Fakes stay in test/.",
      { path: "^(services|workers|infra)/" },
      { path: "^test/" },
    ),
    forbid(
      "the-page-knows-the-api-only",
      "The page speaks to the service over HTTP; it shares nothing but the schema of the API.",
      { path: "^services/web/" },
      {
        path: "^(services|workers|infra)/",
        pathNot: "^services/(web/|review/[a-z-]+-schema[.]ts$)",
      },
    ),
    ...Object.entries(CONTEXTS).map(([name, allowed]) =>
      forbid(
        `context-${name}`,
        `services/${name} may import ${[name, ...allowed].join(", ")}. What else it needs comes in through a port.`,
        { path: `^services/${name}/` },
        { path: "^services/", pathNot: `^services/(${[name, ...allowed].join("|")})/` },
      ),
    ),
    ...Object.entries(VENDORS).map(([name, place]) =>
      forbid(
        `vendor-${name.replace(/[^a-z]/g, "")}`,
        "One place adapts this package, so that it can be replaced there.",
        { pathNot: [place, "^test/"] },
        { path: `(^|/)node_modules/(@types/)?${name}/` },
      ),
    ),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^services/(web|verifier|verifier/page)/dist/" },
  },
};
