// The tables of a simulated company, for the example of the whole loop. Nothing in here is real.
//
// 2,400 people buy in a shop; every other one is also in the records of the service desk, spelled in its own way, and
// orders by telephone under that number. Families buy more often, some people leave for good, and who was disappointed
// leaves sooner. `answersOf` says who buys in the weeks after an offer: the true effect of the offer is known here.

const firstNames =
  "Ada Ben Clara Dan Eva Felix Greta Hugo Ida Jan Karla Leo Mia Nils Olga Paul Rosa Sven Tina Uwe Vera Willi Zoe".split(
    " ",
  );
const syllables = ["Berg", "Holm", "Lind", "Stein", "Wald", "Fisch", "Korn", "Sand", "Roth", "Brand"];
const endings = ["er", "mann", "ner", "hausen", "feld", "bach", "son", "ing"];
const today = Date.UTC(2026, 5, 30);
const day = 86_400_000;

interface Person {
  readonly number: number;
  readonly family: boolean;
  /** Days since 1970. */
  readonly joined: number;
  /** When the person stops buying; after today for those who still buy. */
  readonly leaves: number;
  /** Days between purchases, on average. */
  readonly pause: number;
  readonly satisfaction: number;
  readonly desk: boolean;
}

/** Records of two systems, orders of both, and a survey. */
export interface CompanyTables {
  readonly records: readonly Record<string, string | null>[];
  readonly orders: readonly { record: string; date: string; amount: number; order: string }[];
  readonly survey: readonly { record: string; satisfaction: number }[];
  /** Who buys within 60 days, given who gets the offer, and what the purchase brings. */
  answersOf(records: readonly string[], offered: readonly boolean[]): { bought: boolean[]; margin: number[] };
}

/** The company as it looks on 30 June 2026. */
export function simulatedCompany(seed: number): CompanyTables {
  const uniform = uniformNumbers(seed);
  const exponential = (mean: number): number => -mean * Math.log(uniform());
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(uniform() * values.length)]!;
  const people = Array.from({ length: 2400 }, (_, number): Person => {
    const family = uniform() < 0.4;
    const satisfaction = Math.min(10, Math.max(1, Math.round(7.5 + 3 * (uniform() + uniform() - 1))));
    const joined = today / day - 60 - Math.floor(uniform() * 600);
    return {
      number,
      family,
      joined,
      leaves: joined + exponential(satisfaction >= 7 ? 900 : 250),
      pause: exponential(family ? 25 : 45) + 8,
      satisfaction,
      desk: uniform() < 0.5,
    };
  });
  const records: Record<string, string | null>[] = [];
  const orders: { record: string; date: string; amount: number; order: string }[] = [];
  const survey: { record: string; satisfaction: number }[] = [];
  const owners = new Map<string, Person>();
  for (const person of people) {
    const shop = `shop-${person.number}`;
    const desk = `desk-${person.number}`;
    const [first, last] = [pick(firstNames), `${pick(syllables)}${pick(endings)}`];
    const born = new Date(Date.UTC(1950 + Math.floor(uniform() * 50), 0, 1 + Math.floor(uniform() * 365)));
    const email = `${first}.${last}${Math.floor(uniform() * 90) + 10}@mail.example`.toLowerCase();
    const phone = `030${String(Math.floor(uniform() * 1e7)).padStart(7, "0")}`;
    const household = person.family ? "family" : "single";
    const common = { born: born.toISOString().slice(0, 10), household };
    records.push({ id: shop, first, last, ...common, email, phone });
    owners.set(shop, person);
    if (person.desk) {
      const heard = uniform() < 0.25 ? misheard(last, uniform) : last;
      const called = uniform() < 0.15 ? null : `+49 30 ${phone.slice(3)}`;
      records.push({ id: desk, first, last: heard, ...common, email: uniform() < 0.6 ? null : email, phone: called });
      owners.set(desk, person);
    }
    for (let at = person.joined; at < Math.min(person.leaves, today / day); at += exponential(person.pause)) {
      const record = person.desk && uniform() < 0.3 ? desk : shop;
      const amount = Math.round(100 * (12 + exponential(person.family ? 38 : 22))) / 100;
      const date = new Date(Math.floor(at) * day).toISOString().slice(0, 10);
      orders.push({ record, date, amount, order: `o${orders.length}` });
    }
    if (uniform() < 0.35) survey.push({ record: shop, satisfaction: person.satisfaction });
  }
  return {
    records,
    orders,
    survey,
    answersOf: (names, offered) => {
      const chances = uniformNumbers(seed + 1);
      const bought = names.map((name, i) => {
        const gone = owners.get(name)!.leaves < today / day;
        return chances() < (gone ? 0.03 : 0.3) + (offered[i] ? (gone ? 0.06 : 0.15) : 0);
      });
      return { bought, margin: bought.map((yes) => (yes ? Math.round(100 * (8 + 10 * chances())) / 100 : 0)) };
    },
  };
}

/** A name with two letters exchanged, or one left out. */
function misheard(name: string, uniform: () => number): string {
  const at = 1 + Math.floor(uniform() * (name.length - 2));
  const [a, b] = [name[at]!, name[at + 1]!];
  return name.slice(0, at) + (uniform() < 0.5 ? b + a : b) + name.slice(at + 2);
}

/** Numbers between 0 and 1, the same at every run: the Lehmer generator with the constants of Park and Miller. */
export function uniformNumbers(seed: number): () => number {
  let state = seed % 2147483647;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
