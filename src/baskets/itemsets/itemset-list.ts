/** Sets of items as they are found, one after the other; stops a search that finds too many. */
export class ItemsetList {
  readonly starts: number[] = [0];
  readonly members: number[] = [];
  readonly counts: number[] = [];
  /** How many sets the search has visited, those that are not listed included. */
  visited = 0;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether the search must stop. */
  get full(): boolean {
    return this.visited > this.#limit;
  }

  /** Lists the first `length` members. */
  add(members: ArrayLike<number>, length: number, count: number): void {
    for (let i = 0; i < length; i++) this.members.push(members[i]!);
    this.starts.push(this.members.length);
    this.counts.push(count);
  }
}
