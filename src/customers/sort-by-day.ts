/** Up to this many rows of a customer are sorted by insertion. */
const insertionLimit = 48;

/** Sorts one customer's rows by day, rows of a day in the order of the table. */
export function sortByDay(days: Int32Array, spend: Float64Array | null, from: number, to: number): void {
  let sorted = true;
  for (let i = from + 1; i < to; i++) {
    if (days[i]! < days[i - 1]!) {
      sorted = false;
      break;
    }
  }
  if (sorted) return;
  if (to - from > insertionLimit) {
    sortLongHistory(days, spend, from, to);
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const day = days[i]!;
    if (day >= days[i - 1]!) continue;
    const amount = spend === null ? 0 : spend[i]!;
    let j = i - 1;
    while (j >= from && days[j]! > day) {
      days[j + 1] = days[j]!;
      if (spend !== null) spend[j + 1] = spend[j]!;
      j--;
    }
    days[j + 1] = day;
    if (spend !== null) spend[j + 1] = amount;
  }
}

/** Sorts day · length + position, which is exact below 2⁵³ and keeps equal days in their order. */
function sortLongHistory(days: Int32Array, spend: Float64Array | null, from: number, to: number): void {
  const length = to - from;
  const keys = new Float64Array(length);
  for (let i = 0; i < length; i++) keys[i] = days[from + i]! * length + i;
  keys.sort();
  const amounts = spend?.slice(from, to);
  for (let i = 0; i < length; i++) {
    const day = Math.floor(keys[i]! / length);
    days[from + i] = day;
    if (spend !== null) spend[from + i] = amounts![keys[i]! - day * length]!;
  }
}
