/** Rows that are summed before their number is taken apart from the second derivatives. */
export const chunk = 2 ** 14;

/**
 * The unit of second derivatives where every row counts once: they are at most ¼, so those of a chunk stay below {@link
 * oneRow}.
 */
export const singleHessianUnit = 2 ** -27;

/**
 * What a row adds to the sum of second derivatives to be counted along with them, where every row counts once. A chunk
 * of rows stays below 2⁵³.
 */
export const oneRow = 2 ** 39;
