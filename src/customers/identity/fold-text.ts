/**
 * Texts as they are compared: compatible forms made one (NFKC: full width, ligatures), lower case, letters without
 * their Latin accents, everything but letters and digits a blank, single blanks.
 */
export function foldText(text: string): string {
  return foldLetters(text)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
}

/**
 * Names as they are compared: as {@link foldText}, with apostrophes and hyphens left out, so that O'Brien is obrien and
 * Anne-Marie is annemarie.
 */
export function foldName(text: string): string {
  return foldText(text.replace(/(?<=\p{L})['’ʼ`´‐‑-](?=\p{L})/gu, ""));
}

const letterPairs: readonly (readonly [RegExp, string])[] = [
  [/ß/g, "ss"],
  [/æ/g, "ae"],
  [/œ/g, "oe"],
  [/ø/g, "o"],
  [/đ|ð/g, "d"],
  [/ł/g, "l"],
  [/þ/g, "th"],
  [/ı/g, "i"],
];

/** Lower case without accents. The marks of other scripts (Kana, Devanagari) tell letters apart and stay. */
function foldLetters(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  let folded = text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC");
  for (const [letter, plain] of letterPairs) folded = folded.replace(letter, plain);
  return folded;
}
