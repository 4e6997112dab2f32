import { createRandom } from "../../../src/numeric/index.js";
import type { Random } from "../../../src/numeric/random/random-source.js";

/** Records of invented persons, in columns; `person` is the truth. */
export interface SyntheticRecords {
  readonly id: string[];
  readonly given: (string | null)[];
  readonly surname: (string | null)[];
  readonly born: (string | null)[];
  readonly street: (string | null)[];
  readonly city: (string | null)[];
  readonly phone: (string | null)[];
  readonly email: (string | null)[];
  readonly person: number[];
}

interface Person {
  readonly given: string;
  readonly surname: string;
  readonly born: string;
  readonly email: string;
  readonly mobile: string;
  street: string;
  city: string;
}

const onsets = ["b", "br", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "w"];
const vowels = ["a", "e", "i", "o", "u", "ai", "ea"];
const codas = ["", "l", "n", "r", "s", "nd", "ck", "rt"];
const ends = ["son", "er", "man", "ley", "ton", "s", "field", "ini", "ova", "dez"];

/** A word as names are made of; the same number gives the same word. */
function word(number: number, syllables: number, end = ""): string {
  const random = createRandom(number + 7919 * syllables);
  let text = "";
  for (let s = 0; s < syllables; s++) {
    text +=
      onsets[random.integer(onsets.length)]! +
      vowels[random.integer(vowels.length)]! +
      codas[random.integer(codas.length)]!;
  }
  return text + end;
}

/** Words of which few are frequent and many are rare: rank r about as often as 1/(r + 10). */
function frequentFew(random: Random, words: readonly string[]): string {
  const rank = Math.floor(10 * ((words.length / 10 + 1) ** random.uniform() - 1));
  return words[Math.min(words.length - 1, rank)]!;
}

const letters = "abcdefghijklmnopqrstuvwxyz";

/** A typing error: a character left out, added, replaced, or exchanged with its neighbor. */
function mistyped(random: Random, text: string): string {
  if (text.length < 3) return text;
  const at = random.integer(text.length - 1);
  const isDigit = /\d/.test(text[at]!);
  const other = isDigit ? String(random.integer(10)) : letters[random.integer(26)]!;
  switch (random.integer(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + other + text.slice(at);
    case 2:
      return text.slice(0, at) + other + text.slice(at + 1);
    default:
      return text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2);
  }
}

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => String(random.integer(10))).join("");

/**
 * About `records` records of households with an address and a surname in common, among them twins (born on one day).
 * Records are mistyped, have names in each other's place, nicknames and initials, missing cells, day and month
 * exchanged, and the addresses and phones of those who moved.
 */
export function syntheticRecords(records: number, seed: number): SyntheticRecords {
  const random = createRandom(seed);
  const words = (count: number, syllables: number, withEnd: boolean): string[] =>
    Array.from({ length: count }, (_, i) =>
      word(i + 1000 * syllables, syllables, withEnd ? ends[i % ends.length] : ""),
    );
  const givenNames = words(Math.min(3000, 150 + Math.ceil(records / 100)), 2, false);
  const surnames = words(Math.min(20_000, 300 + Math.ceil(records / 20)), 1, true).map((name, i) =>
    i < 400 ? name : name + vowels[i % 7]! + codas[(i >> 3) % 8]!,
  );
  const streets = words(Math.min(30_000, 200 + Math.ceil(records / 10)), 2, false);
  const cities = words(60, 2, true);
  const columns: SyntheticRecords = {
    id: [],
    given: [],
    surname: [],
    born: [],
    street: [],
    city: [],
    phone: [],
    email: [],
    person: [],
  };
  const address = () => ({
    street: `${1 + random.integer(120)} ${streets[random.integer(streets.length)]!} street`,
    city: frequentFew(random, cities),
  });
  let person = 0;
  while (columns.id.length < records) {
    for (const one of household(random, givenNames, surnames, address)) {
      const copies = 1 + (random.uniform() < 0.4 ? 1 : 0) + (random.uniform() < 0.2 ? 1 : 0) + random.poisson(0.15);
      const moves = random.uniform() < 0.12 ? 1 + random.integer(3) : 99;
      for (let copy = 0; copy < copies && columns.id.length < records; copy++) {
        if (copy === moves) Object.assign(one, address());
        addRecord(random, columns, one, person, copy >= moves);
      }
      person++;
    }
  }
  return columns;
}

/** Addresses as people choose them: from their name or not, with digits that make them unique. */
function emailOf(random: Random, given: string, surname: string): string {
  const host = ["mail", "post", "web", "inbox"][random.integer(4)]!;
  const digit = random.integer(10_000);
  const users = [
    `${given}.${surname}${digit}`,
    `${given[0]}${surname}${digit}`,
    `${word(digit, 2)}${random.integer(1000)}`,
  ];
  return `${users[random.integer(3)]!}@${host}.example`;
}

function household(
  random: Random,
  givenNames: readonly string[],
  surnames: readonly string[],
  address: () => { street: string; city: string },
): Person[] {
  const members = 1 + random.integer(4);
  const home = address();
  const surname = frequentFew(random, surnames);
  const persons: Person[] = [];
  for (let member = 0; member < members; member++) {
    const twin = member > 0 && random.uniform() < 0.06 ? persons[member - 1]! : null;
    const ownSurname = random.uniform() < 0.15 ? frequentFew(random, surnames) : surname;
    let given = frequentFew(random, givenNames);
    while (persons.some((other) => other.given === given)) given = frequentFew(random, givenNames);
    const date = new Date(Date.UTC(1935 + random.integer(75), random.integer(12), 1 + random.integer(28)));
    persons.push({
      given,
      surname: twin?.surname ?? ownSurname,
      born: twin?.born ?? date.toISOString().slice(0, 10),
      email: emailOf(random, given, twin?.surname ?? ownSurname),
      mobile: `01${digits(random, 9)}`,
      ...home,
    });
  }
  return persons;
}

function addRecord(random: Random, columns: SyntheticRecords, person: Person, number: number, moved: boolean): void {
  const cell = (value: string, missing: number, typo: number): string | null =>
    random.uniform() < missing ? null : random.uniform() < typo ? mistyped(random, value) : value;
  let given = cell(person.given, 0.03, 0.08);
  let surname = cell(person.surname, 0.02, 0.08);
  if (given !== null && random.uniform() < 0.03) given = given.slice(0, 1);
  if (given !== null && random.uniform() < 0.03) given = given.slice(0, 4);
  if (random.uniform() < 0.03) [given, surname] = [surname, given];
  let born = cell(person.born, 0.08, 0.05);
  if (born === person.born && random.uniform() < 0.02) {
    const [year, month, day] = born.split("-") as [string, string, string];
    if (Number(day) <= 12) born = `${year}-${day}-${month}`;
  }
  columns.id.push(`r${String(columns.id.length).padStart(8, "0")}`);
  columns.given.push(given);
  columns.surname.push(surname);
  columns.born.push(born);
  columns.street.push(cell(person.street, 0.05, 0.12));
  columns.city.push(cell(person.city, 0.05, 0.08));
  columns.phone.push(moved && random.uniform() < 0.3 ? `01${digits(random, 9)}` : cell(person.mobile, 0.2, 0.04));
  columns.email.push(cell(person.email, 0.3, 0.04));
  columns.person.push(number);
}
