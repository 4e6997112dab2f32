/**
 * Whether the tests run at length, as `npm run test:long` runs those that `vitest.long.config.ts` names: with more
 * random cases, and with those on large files.
 */
export const thorough = process.env["CLIENTELE_THOROUGH"] === "1";
