import type { Locale, Wording } from "../../presentation/index.js";
import { wordingOf } from "../../presentation/index.js";

/** How a report writes words, numbers and money. */
export interface PageWording extends Wording {
  /** The currency of the amounts, as the caller wrote it; null where nobody said. */
  readonly currency: string | null;
  /** An amount in few characters with its currency: £8.5M, GBP 8.5M, 850万元. */
  money(value: number): string;
}

/** The wording of a language with a currency. */
export function pageWording(locale: Locale, currency: string | null): PageWording {
  const wording = wordingOf(locale);
  return { ...wording, currency, money: (value) => withCurrency(wording.compact(value), currency) };
}

/** A sign stands before the number, a word of Chinese behind it, a code or another word before it with a space. */
function withCurrency(amount: string, currency: string | null): string {
  if (currency === null) return amount;
  if (/^\p{Script=Han}+$/u.test(currency)) return `${amount}${currency}`;
  const [sign, number] = amount.startsWith("−") ? ["−", amount.slice(1)] : ["", amount];
  return /\p{Sc}$/u.test(currency) ? `${sign}${currency}${number}` : `${sign}${currency} ${number}`;
}
