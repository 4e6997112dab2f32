import { foldText } from "./fold-text.js";

/** Words of addresses that are written in several ways, each with the form that they are compared in. */
const wordForms: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ["str", "street"],
  ["st", "street"],
  ["rd", "road"],
  ["ave", "avenue"],
  ["av", "avenue"],
  ["blvd", "boulevard"],
  ["dr", "drive"],
  ["drv", "drive"],
  ["ln", "lane"],
  ["ct", "court"],
  ["crt", "court"],
  ["pl", "place"],
  ["sq", "square"],
  ["ter", "terrace"],
  ["tce", "terrace"],
  ["cres", "crescent"],
  ["cr", "crescent"],
  ["cct", "circuit"],
  ["cl", "close"],
  ["hwy", "highway"],
  ["pkwy", "parkway"],
  ["apt", "apartment"],
  ["fl", "floor"],
  ["bldg", "building"],
  ["ste", "suite"],
  ["rm", "room"],
  ["mt", "mount"],
  ["n", "north"],
  ["s", "south"],
  ["e", "east"],
  ["w", "west"],
]);

/**
 * Addresses as they are compared: as texts, with "st." and "street", "rd" and "road" alike, and the German "…straße" at
 * the end of a word as "…str". Chinese addresses lose their blanks.
 */
export function foldAddress(text: string): string {
  const folded = foldText(text);
  if (/\p{Script=Han}/u.test(folded)) return folded.replaceAll(" ", "");
  return folded
    .split(" ")
    .map((word) => wordForms.get(word) ?? word.replace(/(?<=..)strasse$/, "str"))
    .join(" ");
}
