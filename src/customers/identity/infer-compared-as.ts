import type { StoredColumn } from "../../table/index.js";
import type { ComparedAs } from "./compare-option.js";

/** Such a share of the values of a column has to look like dates, phone numbers, …, for the column to hold them. */
const mostValues = 0.8;

/**
 * What a column holds, as its values and its name say it: e-mail addresses, dates (also of eight digits, such as
 * 19560409), numbers with fractions; names of persons and phone numbers where the column is called so and its values
 * look like it; else text.
 */
export function inferComparedAs(name: string, labels: StoredColumn): ComparedAs {
  if (labels.type === "date") return "date";
  const values = labels.toArray();
  if (values.length === 0) return "text";
  const texts = values.map(String);
  const mostly = (isSuch: (text: string) => boolean) => texts.filter(isSuch).length >= mostValues * texts.length;
  if (mostly(isCompactDate)) return "date";
  if (isCalledPhone(name) && mostly(isPhone)) return "phone";
  if (labels.type === "number") return values.some((value) => !Number.isInteger(value)) ? "number" : "text";
  if (mostly((text) => emailPattern.test(text))) return "email";
  if (mostly((text) => datePattern.test(text))) return "date";
  return isCalledName(name) && mostly((text) => !/\d/.test(text)) ? "name" : "text";
}

const emailPattern = /^[^\s@]+@[^\s@]+$/;
const datePattern = /^\s*(\d{4}\D\d{1,2}\D\d{1,2}|\d{1,2}\D\d{1,2}\D\d{4})/;

/** Years, months and days as of a person: of a hundred numbers of eight digits drawn at random not one is such. */
function isCompactDate(text: string): boolean {
  return /^\s*(1[89]|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\s*$/.test(text);
}

function isPhone(text: string): boolean {
  return /^[+(\d][\d\s()./#x+-]*$/i.test(text.normalize("NFKC").trim()) && text.replace(/\D/g, "").length >= 6;
}

const phoneWords: ReadonlySet<string> = /* @__PURE__ */ (() =>
  new Set("phone telephone tel mobile cell cellphone handy telefon mobil téléphone teléfono móvil".split(" ")))();

function isCalledPhone(name: string): boolean {
  return /电话|手机/u.test(name) || wordsOf(name).some((word) => phoneWords.has(word));
}

const nameWords: ReadonlySet<string> = /* @__PURE__ */ (() =>
  new Set(
    (
      "surname forename firstname lastname givenname familyname middlename fullname fname lname " +
      "vorname nachname familienname prénom prenom nom nombre apellido apellidos"
    ).split(" "),
  ))();

/** What stands before "name" where it is that of a person; that of a product, a street or a file is another. */
const wordsBeforeName: ReadonlySet<string> = /* @__PURE__ */ (() =>
  new Set(
    "first last given family full middle maiden birth legal preferred person customer client contact".split(" "),
  ))();

function isCalledName(name: string): boolean {
  if (/^(姓名|姓氏|姓|名|名字|客户姓名|客户名称?|顾客姓名|会员姓名)$/u.test(name.trim())) return true;
  const words = wordsOf(name);
  if (words.length === 1 && ["name", "first", "given", "last"].includes(words[0]!)) return true;
  return words.some((word, at) => nameWords.has(word) || (word === "name" && wordsBeforeName.has(words[at - 1] ?? "")));
}

/** The words of the name of a column, whether it is written first_name, first-name, "First Name" or firstName. */
function wordsOf(name: string): string[] {
  return name
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "");
}
