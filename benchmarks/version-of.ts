import { readFileSync } from "node:fs";
import { benchmarks } from "./places.js";

/** The installed version of a peer of the benchmarks, or of the library itself. */
export function versionOf(name: string): string {
  const path = name === "clientele" ? "../package.json" : `./node_modules/${name}/package.json`;
  const { version } = JSON.parse(readFileSync(new URL(path, benchmarks), "utf8")) as { version: string };
  return version;
}
