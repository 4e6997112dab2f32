/** The languages of the page. */
export type Language = "en" | "zh";

/** Picks the text of a language. */
export type Say = (english: string, chinese: string) => string;

/** What picks the text of this language. */
export function sayIn(language: Language): Say {
  return (english, chinese) => (language === "zh" ? chinese : english);
}
