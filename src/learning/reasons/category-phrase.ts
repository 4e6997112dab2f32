/** Levels that say whether something is there rather than which. */
const yes = /^(yes|y|true|t|1|是|有)$/iu;
const no = /^(no|n|false|f|0|否|无|没有)$/iu;

/** A level of one or two plain words, which can stand before its noun. */
const adjective = /^\p{Script=Latin}+([ -]\p{Script=Latin}+){0,2}$/u;

/** A name of a column in plain words: `PaperlessBilling` and `paperless_billing` as "paperless billing". */
function wordsOf(column: string): string {
  const words = column
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/[_\s]+/gu, " ")
    .trim();
  return words === "" ? column : words.toLowerCase();
}

/**
 * A category as a phrase: the level "Two year" of the column "Contract" is a "two-year contract", "Yes" of
 * "PaperlessBilling" is "paperless billing"; what is no adjective stands after a colon. `present` false says that it is
 * not that level: "no two-year contract".
 */
export function categoryPhrase(column: string, level: string, present = true): string {
  const noun = wordsOf(column);
  if (yes.test(level)) return present ? noun : `no ${noun}`;
  if (no.test(level)) return present ? `no ${noun}` : noun;
  const text = level.trim();
  const fits = adjective.test(text) && !/^(no|not|non|without)\b/i.test(text) && /^[\p{Script=Latin} .-]+$/u.test(noun);
  if (!fits) return present ? `${noun}: ${level}` : `${noun}: not ${level}`;
  const phrase = `${text.toLowerCase().replaceAll(" ", "-")} ${noun}`;
  return present ? phrase : `no ${phrase}`;
}
