import { fileURLToPath } from "node:url";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Folders of the repository, of the site, and of what is assembled for it (which git does not keep). */
export const places = {
  root: here("../../"),
  site: here("../"),
  pages: here("../pages/"),
  content: here("../content/"),
  examples: here("../../examples/"),
  /** A copy of the examples whose results can be drawn. */
  exampleCopies: here("../../build/site-examples/"),
} as const;
