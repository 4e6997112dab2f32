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

/** What is used of pinyin-pro: the function that reads Chinese characters. */
export interface PinyinLibrary {
  pinyin(text: string, options: never): unknown;
}

/**
 * A name with its Chinese characters in pinyin without tones, the surname first and read as one (单 is Shan), each
 * syllable a word; other names, and all of them without pinyin-pro, as they are.
 */
export function inPinyin(name: string, library: PinyinLibrary | undefined): string {
  if (library === undefined || !/\p{Script=Han}/u.test(name)) return name;
  const options = { toneType: "none", mode: "surname", nonZh: "consecutive", v: true };
  return String(library.pinyin(name, options as never));
}
