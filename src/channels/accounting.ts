/**
 * Line 5 of the report counts host operations, not guest calls: every chunk that a source was asked
 * for, every source that was written to.
 */

export interface Traffic {
  gets: number;
  getsize: number;
  puts: number;
  putsize: number;
}

export class Accounting {
  readonly local: Traffic = { gets: 0, getsize: 0, puts: 0, putsize: 0 };
  readonly network: Traffic = { gets: 0, getsize: 0, puts: 0, putsize: 0 };

  countRead(bytes: number): void {
    this.local.gets += 1;
    this.local.getsize += bytes;
  }

  countWrite(bytes: number): void {
    this.local.puts += 1;
    this.local.putsize += bytes;
  }

  /** The eight numbers: local, then network; reads, bytes, writes, bytes. */
  toString(): string {
    return [this.local, this.network]
      .map(({ gets, getsize, puts, putsize }) => `${gets} ${getsize} ${puts} ${putsize}`)
      .join(" ");
  }
}
