import { pathToFileURL } from "node:url";

/** This folder, as `npm run bench` sees it: benchmarks run from a build, which lies elsewhere. */
export const benchmarks: URL = pathToFileURL(`${process.cwd()}/benchmarks/`);
