/** The programs of this folder: how much they do in a measurement, and what they must write. */
import { join } from "node:path";

export interface BenchProgram {
  readonly name: string;
  /** Rounds of a measurement: a second of native work or more, and the checksum they give. */
  readonly rounds: number;
  readonly checksum: string;
  /** A run short enough for every engine. */
  readonly short: { readonly rounds: number; readonly checksum: string };
}

export const PROGRAMS: readonly BenchProgram[] = [
  {
    name: "fib", rounds: 40000, checksum: "4b06a618c490b82e",
    short: { rounds: 1, checksum: "fff4a85b2871311e" },
  },
  {
    name: "records", rounds: 18000000, checksum: "f5dd160c4cdd32f3",
    short: { rounds: 500, checksum: "ce9a41b1ae88c64b" },
  },
  {
    name: "bytecode", rounds: 180000, checksum: "4932b5ca02d7d7b1",
    short: { rounds: 2, checksum: "6d76eb08ed56f3d6" },
  },
  {
    name: "chase", rounds: 8000, checksum: "3e100efa912ac955",
    short: { rounds: 1, checksum: "c1abed48b5627f30" },
  },
  {
    name: "vectors", rounds: 900000, checksum: "df8cb75b0af21082",
    short: { rounds: 10, checksum: "d7a6726e1bc0ab26" },
  },
  {
    name: "multiply", rounds: 2800000, checksum: "3f02ca55e541fbbd",
    short: { rounds: 20, checksum: "59f68126b8f31515" },
  },
];

/** A file of a program. */
export function programFile(name: string, end: "c" | "nexe"): string {
  return join(import.meta.dirname, `${name}.${end}`);
}

/** What both builds of a program are made of. */
export function programSources(name: string): string[] {
  return [programFile(name, "c"), programFile("main", "c")];
}
