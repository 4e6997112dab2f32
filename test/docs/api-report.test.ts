import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { apiReport } from "../../scripts/api/api-report.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

it("shows every public name with its signature in docs/api-report.md (npm run api writes it)", () => {
  expect(apiReport(root)).toBe(readFileSync(join(root, "docs/api-report.md"), "utf8"));
});
