import { decodedText } from "./decoded-text.js";

/** An encoding in which bytes may be text. */
export interface LikelyEncoding {
  readonly encoding: string;
  /** How much like text of the language it reads: the mean over the characters beyond ASCII, at most 1. */
  readonly score: number;
}

/** Characters that stand in nearly every text of a language, names and words of orders among them. */
const simplifiedCharacters =
  "的一是了在有人我他这中大来上国和地到以时年子说生出会自可对下过成小学起里经天用家后面看进着种现前动同方日" +
  "行开定手分机电长高工水公路门加部老内市海新北东西南山王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯" +
  "于董萧程曹袁邓许傅沈曾彭吕明文华建国志强伟芳娜秀英敏静丽军洋勇艳杰涛超平刚桂雷梅订单号编客户姓名期金额数量" +
  "价款支付状态已完成取消发货退店商品总计合注册会员电话地址省区县街道备元件日月费用类型渠道";
const traditionalCharacters =
  "的一是了在有人我他這中大來上國和地到以時年子說生出會自可對下過成小學起裡經天用家後面看進著種現前動同方日" +
  "行開定手分機電長高工水公路門加部老內市海新北東西南山王李張劉陳楊趙黃周吳徐孫胡朱林何郭馬羅梁宋鄭謝韓唐馮" +
  "明文華建國志強偉芳淑雅婷怡豪芬家瑋訂單號編客戶姓名期金額數量價款支付狀態已完成取消發貨退店商品總計合註冊" +
  "會員電話地址縣街道備元件日月費用類型臺台灣";
const japaneseCharacters =
  "日本人年大月出中注文番号顧客金額数量単価商品名合計伝票売上先得意会員様郵便住所東京都府県市区町村田山川木佐藤" +
  "鈴高橋伊渡辺井上林小加吉石原松清野口島崎池森前後藤子美代一郎太真由香裕健明正和電話支払方法送料配達円個件受付" +
  "時分備考店舗税込別手入";
const koreanCharacters =
  "이다는을에의고가하지사로도한기정인자리어시대그나수있일서해스보것부전제들거장상주아과은만여라으구국오비도조원" +
  "성용동공신문화면경우선세생계실안위동개연유업진교중간방적미물소식관당내분마없저무재남현모등양호박최김강윤임한" +
  "배송객명호매출금액량단품결번회희철영민재훈준혜지은경숙희순옥병재광취소완료입확";

const westernLetters = "éèêëàâäáãåæçîïíìñôöóòõøœùûüúýÿßÉÈÊÀÂÄÁÃÅÆÇÎÍÑÔÖÓØŒÛÜÚ€£§°ºª’‘“”–—…«»¿¡®©™·²½µ¥\u00a0";
const centralLetters = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉÍŇŘŠŤÚŽőűÖÜöüőŐŰäôľĺŕăâîșțşţ€§°„”–—…’\u00a0";
const turkishLetters = "çğıöşüÇĞİÖŞÜâî€’“”–\u00a0";
/** The letters that make up most of a text. */
const mostFrequentLetters = /* @__PURE__ */ new Set("оеаинтсрвлкмαοιετσνηυρπκ");

const greekLetters = "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ€’\u00a0";
const cyrillicLetters = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯЁІЇЄ№€«»–—…₽\u00a0";

/** The encodings that files come in beside UTF-8, with the characters that are frequent in them. */
const encodings: readonly (readonly [encoding: string, frequent: string])[] = [
  ["windows-1252", westernLetters],
  ["iso-8859-15", westernLetters],
  ["gb18030", simplifiedCharacters],
  ["big5", traditionalCharacters],
  ["shift_jis", japaneseCharacters],
  ["euc-jp", japaneseCharacters],
  ["euc-kr", koreanCharacters],
  ["windows-1251", cyrillicLetters],
  ["windows-1250", centralLetters],
  ["windows-1254", turkishLetters],
  ["windows-1253", greekLetters],
  ["koi8-r", cyrillicLetters],
  ["macintosh", westernLetters],
  ["ibm866", cyrillicLetters],
];

/** So many bytes of lines that are not ASCII tell enough. */
const enoughBytes = 1 << 15;

/** Encodings in which the bytes read as text, likeliest first; windows-1252, which reads any byte, is among them. */
export function likelyEncodings(bytes: Uint8Array): LikelyEncoding[] {
  const sample = tellingLines(bytes);
  const readings = new Set<string>();
  return encodings
    .map(([encoding, letters]) => {
      const text = decodedText(sample, encoding, true);
      return { encoding, text, score: text === null ? -1 : scoreOf(text, new Set(letters)) };
    })
    .filter(({ encoding, score }) => score > 0.3 || encoding === "windows-1252")
    .sort((one, other) => other.score - one.score)
    .filter(({ text }) => {
      // Two encodings in which the bytes are the same text are no choice.
      const isNew = text !== null && !readings.has(text);
      readings.add(text ?? "");
      return isNew;
    })
    .map(({ encoding, score }) => ({ encoding, score }));
}

/** The lines that hold bytes beyond ASCII, as many as tell enough. */
function tellingLines(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  let length = 0;
  let start = 0;
  let isTelling = false;
  for (let at = 0; at <= bytes.length && length < enoughBytes; at++) {
    const isEnd = at === bytes.length || bytes[at] === 10 || bytes[at] === 13;
    if (!isEnd) {
      if (bytes[at]! > 127) isTelling = true;
      continue;
    }
    if (isTelling) {
      lines.push(bytes.subarray(start, Math.min(bytes.length, at + 1)));
      length += at + 1 - start;
    }
    start = at + 1;
    isTelling = false;
  }
  const sample = new Uint8Array(lines.reduce((sum, line) => sum + line.length, 0));
  let filled = 0;
  for (const line of lines) {
    sample.set(line, filled);
    filled += line.length;
  }
  return sample;
}

/** The mean over the characters beyond ASCII of how well each fits between its neighbors. */
function scoreOf(text: string, letters: ReadonlySet<string>): number {
  const characters = [...text];
  let sum = 0;
  let count = 0;
  for (let i = 0; i < characters.length; i++) {
    if (characters[i]!.codePointAt(0)! < 128) continue;
    count++;
    sum += fitOf(characters[i]!, characters[i - 1] ?? " ", characters[i + 1] ?? " ", letters);
  }
  return count === 0 ? 0 : sum / count;
}

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

function fitOf(character: string, before: string, behind: string, letters: ReadonlySet<string>): number {
  if (/[\u0080-\u009f\ufffd\ue000-\uf8ff\uff61-\uff9f]/u.test(character)) return -1;
  // Kana stand in every Japanese text.
  if (/[\u3041-\u30ff]/u.test(character)) return letters.has("様") ? 1 : 0;
  if (/[\u3000-\u303f\uff01-\uff60￥]/u.test(character)) return 0.6;
  if (wide.test(character)) return letters.has(character) ? 1 : rarelyFits(character, letters);
  const isLetter = /\p{L}/u.test(character);
  if (!letters.has(character)) return isLetter ? 0.1 : 0;
  if (!isLetter) return signFits(character, before, behind) ? 0.9 : 0;
  // A capital within a word, and scripts that mix in one word, are signs of another encoding.
  if (/\p{Lu}/u.test(character) && /\p{Ll}/u.test(before)) return 0;
  const neighbors = [before, behind].filter((one) => /\p{L}/u.test(one));
  const isLatin = /\p{Script=Latin}/u.test(character);
  if (neighbors.some((one) => /\p{Script=Latin}/u.test(one) !== isLatin)) return 0;
  if (neighbors.length === 0) return 0.5;
  if (!isLatin) return mostFrequentLetters.has(character.toLowerCase()) ? 1 : 0.7;
  // A Latin word is hardly ever of letters beyond ASCII only.
  return neighbors.every((one) => one > "\u007f") ? 0.2 : 1;
}

/** Whether a sign may stand between its neighbors: one of currency beside a letter is a letter of another encoding. */
function signFits(character: string, before: string, behind: string): boolean {
  const isMark = /[\p{P}\s]/u.test(character);
  const [isBehindLetter, isBeforeLetter] = [before, behind].map((one) => /\p{L}/u.test(one));
  if (character === "’") return true;
  return isMark ? !(isBehindLetter === true && isBeforeLetter === true) : !isBehindLetter && !isBeforeLetter;
}

/** A character that is not frequent: of the script of the language all the same, or of another one. */
function rarelyFits(character: string, letters: ReadonlySet<string>): number {
  const isKorean = letters.has("객");
  const isHangul = /\p{Script=Hangul}/u.test(character);
  return isHangul === isKorean ? 0.25 : 0;
}
