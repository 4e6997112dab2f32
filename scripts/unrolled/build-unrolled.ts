import { writeFileSync } from "node:fs";
import { unrolledFiles } from "./unrolled-files.js";

/** `npm run build:unrolled`: writes the files whose loops are unrolled by a script. */
for (const [path, text] of Object.entries(unrolledFiles))
  writeFileSync(new URL(`../../${path}`, import.meta.url), text());
