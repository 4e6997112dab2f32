/** The languages that the command line speaks. */
export const locales = ["en", "zh"] as const;

export type Locale = (typeof locales)[number];

/** What is said, in each language. */
export type Text = Readonly<Record<Locale, string>>;

/** A text in both languages. */
export function bothLanguages(en: string, zh: string): Text {
  return { en, zh };
}
