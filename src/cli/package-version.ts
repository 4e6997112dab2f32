import { createRequire } from "node:module";

/** The version of the package that this program is part of. */
export function packageVersion(): string {
  const require = createRequire(import.meta.url);
  for (const path of ["../package.json", "../../package.json"]) {
    try {
      const { name, version } = require(path) as { readonly name?: string; readonly version?: string };
      if (name === "clientele" && version !== undefined) return version;
    } catch {
      // From the built file it is one folder up, from the source two.
    }
  }
  return "unknown";
}
