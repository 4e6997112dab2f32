import { parsePhoneNumberFromString } from "libphonenumber-js";
import { pinyin } from "pinyin-pro";
import { expect, it } from "vitest";
import { foldAddress } from "../../../src/customers/identity/fold-address.js";
import { foldEmail, foldPhones, type PhoneLibrary } from "../../../src/customers/identity/fold-contact.js";
import { dayOfDigits, foldDate, foldDateNumber } from "../../../src/customers/identity/fold-date.js";
import { foldName, foldText, inPinyin } from "../../../src/customers/identity/fold-text.js";

it("folds case, accents, full width and marks of texts", () => {
  expect(foldText("  Ünïted   Kíngdom, Ltd. ")).toBe("united kingdom ltd");
  expect(foldText("Ｆｕｌｌ　Ｗｉｄｔｈ１２")).toBe("full width12");
  expect(foldText("Straße Øresund Łódź Æsir Đorđe")).toBe("strasse oresund lodz aesir dorde");
  expect(foldText("Cafe\u0301")).toBe(foldText("Café"));
});

it("keeps the marks that tell letters of other scripts apart", () => {
  expect(foldText("ガラス")).not.toBe(foldText("カラス"));
  expect(foldText("张伟")).toBe("张伟");
});

it("folds names without apostrophes and hyphens", () => {
  expect(foldName("O'Brien")).toBe("obrien");
  expect(foldName("O’BRIEN")).toBe("obrien");
  expect(foldName("Anne-Marie")).toBe("annemarie");
  expect(foldName("van der Berg")).toBe("van der berg");
});

it("reads Chinese names in pinyin when the package is given, the surname by its own reading", () => {
  expect(foldName(inPinyin("单雄信", { pinyin }))).toBe("shan xiong xin");
  expect(foldName(inPinyin("张伟", { pinyin }))).toBe("zhang wei");
  expect(inPinyin("张伟", undefined)).toBe("张伟");
  expect(inPinyin("Zhang Wei", { pinyin })).toBe("Zhang Wei");
});

it("folds the words of addresses", () => {
  expect(foldAddress("12 Main St.")).toBe(foldAddress("12 main street"));
  expect(foldAddress("4 Park Ave, Apt 3")).toBe("4 park avenue apartment 3");
  expect(foldAddress("Hauptstraße 5")).toBe(foldAddress("Hauptstr. 5"));
  expect(foldAddress("北京市 海淀区 1号")).toBe("北京市海淀区1号");
});

const foldPhone = (text: string, ...how: [library?: PhoneLibrary, country?: string]) => foldPhones([text], ...how)[0];

it("folds phone numbers to the national number", () => {
  for (const text of ["+49 (0)170 1234567", "0049 170 1234567", "0170/1234567", "0170 1234567 ext. 12"]) {
    expect(foldPhone(text), text).toBe("1701234567");
  }
  expect(foldPhone("+86 138 1234 5678")).toBe(foldPhone("13812345678"));
  expect(foldPhone("+1 (415) 555-2671")).toBe(foldPhone("415-555-2671"));
  expect(foldPhone("+358 40 1234567")).toBe("401234567");
  expect(foldPhone("n/a")).toBe("");
});

it("keeps the calling codes of a number that is found with several", () => {
  const texts = [
    "+49 171 2345678",
    "+1 171 2345678",
    "0049 (0)171 2345678",
    "0171 2345678",
    "+49 30 99999",
    "030 99999",
  ];
  const [german, american, again, bare, one, same] = foldPhones(texts);
  expect([german, american, again, bare]).toEqual(["+491712345678", "+11712345678", "+491712345678", "1712345678"]);
  expect(one).toBe(same);
  const library = { parsePhoneNumberFromString };
  expect(foldPhones(texts.slice(0, 4), library, "DE")[3]).toBe("+491712345678");
});

it("folds phone numbers by libphonenumber-js when the package is given", () => {
  const library = { parsePhoneNumberFromString };
  expect(foldPhone("0170 1234567", library, "DE")).toBe("+491701234567");
  expect(foldPhone("+49 170 1234567", library)).toBe("+491701234567");
  expect(foldPhone("call me", library, "DE")).toBe("");
});

it("folds e-mail addresses", () => {
  expect(foldEmail(" Anna.Weber+news@GoogleMail.com ")).toBe("annaweber@gmail.com");
  expect(foldEmail("Anna.Weber+news@mail.example")).toBe("anna.weber@mail.example");
  expect(foldEmail("no address")).toBe("no address");
});

it("folds dates in any order to eight digits, those that do not exist, too", () => {
  for (const text of [
    "1980-05-04",
    "1980/5/4",
    "19800504",
    "4.5.1980",
    "5/4/1980",
    "1980年5月4日",
    "1980-05-04T10:00:00Z",
  ]) {
    expect(foldDate(text), text).toBe("19800504");
  }
  expect(foldDate("13/05/1980")).toBe("19800513");
  expect(foldDate("1980-02-31")).toBe("19800231");
  expect(foldDate("spring")).toBe("spring");
  expect(foldDateNumber(19800504)).toBe("19800504");
  expect(foldDateNumber(Date.UTC(1980, 4, 4))).toBe("19800504");
  expect(dayOfDigits("19700102")).toBe(1);
  expect(dayOfDigits("19801304")).toBeNaN();
});
