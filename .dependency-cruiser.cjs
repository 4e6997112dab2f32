/**
 * The arrows between rooms, as CONTRIBUTING.md draws them: each room may import the doors of the rooms below it, and nothing else outside itself.
 */
const below = {
  errors: [],
  numeric: ["errors"],
  table: ["errors", "numeric"],
  finance: ["errors", "numeric", "table"],
  customers: ["errors", "numeric", "table"],
  learning: ["errors", "numeric", "table"],
  node: ["errors", "table"],
};
const standardRooms = ["errors", "numeric", "table", "finance", "customers", "learning"];
const analyses = ["segments", "clustering", "lifetime-value", "churn", "satisfaction"];
for (const room of analyses) below[room] = standardRooms;
below.models = [...standardRooms, ...analyses];
below.parallel = [...below.models, "models"];

const roomRules = Object.entries(below).map(([room, allowed]) => ({
  name: `${room}-imports-downwards`,
  comment: `${room} may import ${allowed.length === 0 ? "no other room" : allowed.join(", ")}`,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: { path: "^src/", pathNot: [`^src/${room}/`, ...allowed.map((other) => `^src/${other}/index\\.ts$`)] },
}));

module.exports = {
  forbidden: [
    ...roomRules,
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
      comment: "the root runs in a browser; only clientele/node and clientele/parallel may use Node",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(node|parallel)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "only-declared-dependencies",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown", "unknown", "undetermined"] },
    },
    { name: "everything-resolves", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "examples-use-the-doors",
      severity: "error",
      from: { path: "^examples/", pathNot: "^examples/data/" },
      to: { path: "^src/", pathNot: "^src/(index|node/index|parallel/index)\\.ts$" },
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
