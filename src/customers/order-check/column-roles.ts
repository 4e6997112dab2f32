/** What a column can be in an order file. */
export type Role = "customer" | "date" | "amount" | "quantity" | "price" | "order";

/** Words of a role: whole names, words that speak for it, and words that speak against it. */
export interface RoleWords {
  /** Names, in lower case with single blanks between words. */
  readonly names: readonly string[];
  readonly words: readonly string[];
  readonly against: readonly string[];
}
