import { readFileSync } from "node:fs";

/** The installed version of a peer of the benchmarks, or of the library itself. */
export function versionOf(name: string): string {
  const path = name === "clientele" ? "../package.json" : `./node_modules/${name}/package.json`;
  const { version } = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as { version: string };
  return version;
}
