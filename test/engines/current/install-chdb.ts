import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chdbFolder } from "./chdb-connection.js";

// The package brings ClickHouse 26.7 for this process, 546 MB, so that it is no dependency of the project.
if (existsSync(join(chdbFolder, "node_modules", "chdb"))) {
  console.log(`chdb is in ${chdbFolder}`);
} else {
  mkdirSync(chdbFolder, { recursive: true });
  writeFileSync(join(chdbFolder, "package.json"), '{ "private": true }');
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "chdb@3.4.0"], { cwd: chdbFolder, stdio: "inherit" });
}
