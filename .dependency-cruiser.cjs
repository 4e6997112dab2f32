/**
 * The arrows between rooms, as docs/ARCHITECTURE.md draws them: a room may import the doors of the rooms below it, and
 * nothing else outside itself; inside a crowded room, a file may import the sub-rooms below its own.
 */
const ground = ["errors", "numeric", "table"];
const general = ["customers", "learning", "survival", "path-models", "finance"];
const analyses = [
  "segments",
  "markets",
  "clustering",
  "lifetime-value",
  "churn",
  "satisfaction",
  "baskets",
  "campaigns",
];
const tiersAbove = [["models"], ["signals", "engines", "parallel"], ["presentation"], ["charts"], ["report"], ["cli"]];

const below = { errors: [], numeric: ["errors"], table: ["errors", "numeric"], node: ["errors", "table"] };
for (const room of general) below[room] = ground;
for (const room of analyses) below[room] = [...ground, ...general];
let reached = [...ground, ...general, ...analyses];
for (const tier of tiersAbove) {
  for (const room of tier) below[room] = reached;
  reached = [...reached, ...tier];
}
below.report = [...below.report, "node"];
below.cli = [...below.cli, "node"];

/** The sub-rooms of each crowded room, from the ground up; those of one level do not import each other. "" is the room's own folder. */
const inside = {
  numeric: [
    ["arrays", "special-functions", "integration"],
    ["distributions", "linear-algebra", "random"],
    ["statistics", "optimization"],
  ],
  table: [["values"], ["columns"], ["verbs"], [""], ["csv", "cube"]],
  customers: [["groups", "identity"], [""], ["order-check"], ["shop-exports"]],
  segments: [
    ["classification"],
    ["rules", "concentration", "value", "tiers", "life-cycle", "grades", "selection"],
    ["binnings"],
    ["rfm"],
  ],
  learning: [["features", "outcomes"], ["logistic"], ["trees"], ["scoring"], ["evaluation"], ["reasons"]],
  survival: [["curves"], ["cox"]],
  "path-models": [["solver", "moments"], ["model"], ["scores"], ["inference"]],
  clustering: [
    ["points", "features"],
    ["nearest", "look-alikes", ""],
    ["k-means"],
    ["k-prototypes", "quality"],
    ["customers"],
  ],
  "lifetime-value": [
    ["fitting", "economics"],
    ["beta-geometric"],
    ["purchases"],
    ["contracts", "spend"],
    ["predictions", "simulation", ""],
    ["forecasts"],
    ["holdout"],
  ],
  churn: [["labels", "contracts", "actions"]],
  campaigns: [["rates"], ["experiments"], ["uplift", "quasi-experiments", "response", "economics", "contacts"]],
  cli: [["command"], ["options", "output"], ["input"], ["commands"], [""]],
  baskets: [["itemsets", "logs", "likeness"], ["rules"], ["offers", "products", "browsing"]],
  report: [["page", "analysis"], ["chapters"], [""]],
  charts: [
    ["drawing"],
    [
      "customers",
      "clusters",
      "purchases",
      "outcomes",
      "surveys",
      "products",
      "campaigns",
      "money",
      "tables",
      "signals",
    ],
    [""],
  ],
  engines: [["sql"], ["dialects"], ["statements"], ["engine"], ["duckdb", "clickhouse"], [""]],
  signals: [["false-alarms"], ["definition"], ["kinds", "view"], [""]],
  satisfaction: [["surveys", "acsi"], ["weights", "loyalty", "complaints"], ["indicators"]],
};

/** The engines' subpaths are doors, too. */
const doorsOf = (room) =>
  room === "engines" ? "^src/engines/(index|duckdb|clickhouse)\\.ts$" : `^src/${room}/index\\.ts$`;

const between = Object.entries(below).map(([room, allowed]) => ({
  name: `${room}-imports-downwards`,
  comment: `${room} may import ${allowed.length === 0 ? "no other room" : allowed.join(", ")}`,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: { path: "^src/", pathNot: [`^src/${room}/`, ...allowed.map(doorsOf)] },
}));

const folderOf = (room, part) => (part === "" ? `^src/${room}/[^/]+\\.ts$` : `^src/${room}/${part}/`);
const within = Object.entries(inside).flatMap(([room, levels]) => [
  {
    name: `${room}-has-known-sub-rooms`,
    comment: "a new sub-room needs its place in the order of its room first",
    severity: "error",
    from: {
      path: `^src/${room}/[^/]+/`,
      pathNot: levels
        .flat()
        .filter((part) => part !== "")
        .map((part) => folderOf(room, part)),
    },
    to: {},
  },
  ...levels.flatMap((parts, level) => {
    const lower = levels.slice(0, level).flat();
    return parts.map((part) => ({
      name: `${room}-${part || "itself"}-imports-downwards`,
      comment: `inside ${room}, ${part || "the room's own folder"} may import ${lower.join(", ") || "nothing"}`,
      severity: "error",
      from: { path: folderOf(room, part), pathNot: `^src/${room}/index\\.ts$` },
      to: {
        path: `^src/${room}/`,
        pathNot: [folderOf(room, part), ...lower.map((other) => folderOf(room, other))],
      },
    }));
  }),
]);

module.exports = {
  forbidden: [
    ...between,
    ...within,
    {
      name: "only-known-rooms",
      comment: "a new room needs its place in the picture first",
      severity: "error",
      from: { path: "^src/[^/]+/", pathNot: `^src/(${Object.keys(below).join("|")})/` },
      to: {},
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-node-built-ins-in-the-root",
      comment: "the root runs in a browser; only these rooms may use Node",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(node|parallel|engines|cli)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "only-declared-dependencies",
      severity: "error",
      from: { path: "^src/" },
      to: {
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown", "unknown", "undetermined"],
        // Optional peers are development dependencies, too, so that the tests have them.
        dependencyTypesNot: ["npm-peer"],
      },
    },
    { name: "everything-resolves", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "examples-use-the-doors",
      severity: "error",
      from: { path: "^examples/", pathNot: "^examples/data/" },
      to: {
        path: "^src/",
        pathNot: "^src/(index|charts/index|report/index|node/index|parallel/index|engines/(duckdb|clickhouse))\\.ts$",
      },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: [".ts", ".js"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types"],
    },
    doNotFollow: { path: "node_modules" },
  },
};
