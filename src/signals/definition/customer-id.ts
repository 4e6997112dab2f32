/** A customer's id, as the tables have it. */
export type CustomerId = number | string | boolean;
