/**
 * A net amount this small against the money that moved is zero: cents added in another order must neither make a
 * purchase nor leave a revenue of 1e-14.
 */
export const roundingShare = 1e-9;
