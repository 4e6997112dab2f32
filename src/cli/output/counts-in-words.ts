/** A ledger in one line: its counts that are not 0, or nothing. */
export function countsInWords(ledger: object): string[] {
  const counts: string[] = [];
  const visit = (part: object): void => {
    for (const [name, value] of Object.entries(part)) {
      if (typeof value === "number" && value !== 0) counts.push(`${name} ${value}`);
      else if (typeof value === "object" && value !== null && !(value instanceof Date)) visit(value);
    }
  };
  visit(ledger);
  return counts.length === 0 ? [] : [`Ledger: ${counts.join(", ")}`];
}
