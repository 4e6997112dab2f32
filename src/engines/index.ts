/** The same analyses where the orders live: statements for databases, and what they give back. */

export { type DialectName, dialectNames } from "./dialects/dialect.js";
