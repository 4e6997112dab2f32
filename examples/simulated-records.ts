/** Records of invented customers from three systems: copies with typing errors, gaps, nicknames and old addresses. */
export function simulatedRecords(count: number): Record<string, (string | number | null)[]> {
  let state = 20_261_129;
  // A linear congruential generator is random enough for an example, and the same everywhere.
  const below = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const chance = (percent: number): boolean => below(100) < percent;
  const one = <Value>(list: readonly Value[]): Value => list[below(list.length)]!;
  const digits = (length: number): string => Array.from({ length }, () => below(10)).join("");
  const day = (first: number, days: number): string =>
    new Date(Date.UTC(first, 0, 1 + below(days))).toISOString().slice(0, 10);
  const recentDay = (): string => new Date(Date.UTC(2026, 10, 1 + below(29))).toISOString().slice(0, 10);
  const mistyped = (text: string): string => {
    const at = 1 + below(text.length - 2);
    return chance(50)
      ? text.slice(0, at) + text.slice(at + 1)
      : text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2);
  };
  const cell = (text: string, missing: number): string | null =>
    chance(missing) ? null : chance(6) ? mistyped(text) : text;
  const columns: Record<string, (string | number | null)[]> = {
    ...{ id: [], given: [], surname: [], born: [], street: [], phone: [], email: [], balance: [], updated: [] },
  };
  const systems = ["shop", "till", "news"];
  let number = 0;
  while (number < count) {
    const surname = one(surnames);
    const home = `${1 + below(90)} ${one(streets)} Street`;
    for (let member = 0; member < 1 + below(3) && number < count; member++) {
      const given = one(givenNames);
      const born = day(1940, 24_000);
      const phone = `01${digits(9)}`;
      const email = `${given.toLowerCase()}${digits(3)}@${one(["mail", "post"])}.example`;
      const address = chance(10) ? `${1 + below(90)} ${one(streets)} Street` : home;
      for (let copy = 0; copy < 1 + below(3) && number < count; copy++) {
        const swapped = chance(3);
        columns["id"]!.push(`${systems[copy]}-${String(number++).padStart(3, "0")}`);
        columns["given"]!.push(swapped ? surname : chance(5) ? given.slice(0, 1) : cell(given, 1));
        columns["surname"]!.push(swapped ? given : cell(surname, 1));
        columns["born"]!.push(cell(born, 8));
        columns["street"]!.push(cell(copy === 0 ? home : address, 6));
        columns["phone"]!.push(cell(phone, 15));
        columns["email"]!.push(cell(email, 35));
        columns["balance"]!.push(50 * below(80));
        columns["updated"]!.push(chance(3) ? null : chance(88) ? recentDay() : day(2024, 1030));
      }
    }
  }
  return columns;
}

const givenNames = (
  "Anna Ben Clara David Elena Felix Greta Henry Ida Jonas Katja Leo Mara Nils Olga Paul Rosa Simon Tessa Udo Vera Walter " +
  "Xenia Yusuf Zoe Amira Boris Carla Dario Emil Fatima Gustav Hanna Ivan Julia Kerem Lena Marco Nora Oskar"
).split(" ");

const surnames = (
  "Weber Kaya Lind Rossi Novak Brandt Keller Olsen Petrov Duarte Fischer Moreau Haas Jensen Klein Lopez Meyer Nowak " +
  "Peters Quint Richter Sommer Tanaka Ulrich Vogel Wagner Yilmaz Zimmer Albers Becker Conti Dietz Ebert Franke Gruber " +
  "Hoffer Ilic Jansen Kraus Lorenz Marek Nagel Orban Pohl Reuter Sauer Thiel Urban Voss Winter"
).split(" ");

const streets = (
  "Harbor Mill Station Chapel Orchard Bridge Castle Garden Market Meadow River School Spring Tower Valley Willow Linden " +
  "Maple Abbey Forest"
).split(" ");
