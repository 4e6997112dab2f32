import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { constantTables } from "./tables.js";

/** `npm run constants`: writes the files of constants of `src/numeric` afresh. */
for (const { file, constants } of constantTables()) {
  const parts = constants.map(
    ({ name, comment, value }) => `/** ${comment} */\nexport const ${name} = ${code(value)};\n`,
  );
  writeFileSync(file, `// Written by scripts/constants (npm run constants).\n\n${parts.join("\n")}`);
  execFileSync("npx", ["biome", "check", "--write", file]);
}

function code(value: ReturnType<typeof constantTables>[number]["constants"][number]["value"]): string {
  if (typeof value === "number") return String(value);
  if (value.every((item) => typeof item === "number")) return `/* @__PURE__ */ Float64Array.of(${value.join(", ")})`;
  return `[${value.map((list) => code(list)).join(", ")}]`;
}
