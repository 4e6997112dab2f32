import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { apiReport } from "./api-report.js";

/** `npm run api`: writes the public surface of the code to `docs/api-report.md`. */
const root = fileURLToPath(new URL("../../", import.meta.url));
writeFileSync(new URL("../../docs/api-report.md", import.meta.url), apiReport(root));
