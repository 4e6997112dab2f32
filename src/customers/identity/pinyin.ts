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
