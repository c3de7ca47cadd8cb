/**
 * An exhaustive walk over first instructions, comparing the two validators' languages: prefixes,
 * REX, opcode, ModRM, SIB and VEX fields by byte classes, with what both say of each string:
 * refused, or accepted with this length, this restricted register, this use of the restricted
 * register, and this jump. `npx tsx conformance/product-walk.ts [--quick] [PROFILE...]`.
 *
 * Byte classes. Displacements and immediates are tried as all zeros and as all 80, because only the
 * literal sequences look at them. All SIB bytes are tried for a few opcodes only: neither validator
 * looks at the opcode when it judges base and index.
 */
import { NACL_2013, NACL_2025, tolerating, ZEROVM, type Profile } from "../spec/nacl/profiles.ts";
import { createDecoder } from "../src/decoder/decode.ts";
import { fullTable, type FullTable } from "../src/table/full.ts";
import { NONE, Scanner } from "../src/validator/fast/scan.ts";
import { compileTables } from "../src/validator/fast/tables.ts";
import { BundleJudge } from "../src/validator/reference/bundle.ts";
import { UNRESTRICTED } from "../src/validator/reference/operands.ts";

const BUNDLE_BYTES = 32;
const TEXT_BYTES = 0x1000;

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, k) => from + k);

const LEGACY = [0x66, 0xf2, 0xf3, 0xf0, 0x2e, 0x3e, 0x26, 0x36, 0x64, 0x65, 0x67];
const ESCAPES = [[], [0x0f], [0x0f, 0x38], [0x0f, 0x3a]];
const FILLERS = [0x00, 0x80];

export interface WalkReport {
  strings: number;
  accepted: number;
  readonly differences: string[];
}

/** Most differences that are kept. */
const DIFFERENCES_MAX = 50;

/** Compares both validators on strings that begin a bundle. */
class Walk {
  readonly report: WalkReport = { strings: 0, accepted: 0, differences: [] };
  readonly #scanner: Scanner;
  readonly #judge: BundleJudge;
  readonly #text = new Uint8Array(TEXT_BYTES);
  readonly #jumps = new DataView(new ArrayBuffer(TEXT_BYTES / 8));
  readonly #profile: Profile;

  constructor(profile: Profile, table: FullTable) {
    this.#profile = profile;
    this.#scanner = new Scanner(compileTables(profile, table.forms));
    this.#scanner.begin(TEXT_BYTES, this.#jumps);
    this.#scanner.view(this.#text, 0);
    this.#judge = new BundleJudge(profile, table.forms, createDecoder(table));
  }

  /** One string, filled up, with a register restricted before it (UNRESTRICTED for none). */
  compare(bytes: readonly number[], restricted: number = UNRESTRICTED): void {
    for (const filler of FILLERS) this.#compareFilled(bytes, filler, restricted);
  }

  #compareFilled(bytes: readonly number[], filler: number, restricted: number): void {
    const { report } = this;
    report.strings++;
    this.#text.fill(filler, 0, 2 * BUNDLE_BYTES);
    this.#text.set(bytes);
    const { step, breaches } = this.#judge.first(this.#text, 0, restricted);
    const leaves = step?.target !== undefined && step.target % BUNDLE_BYTES !== 0 &&
      (step.target < 0 || step.target >= TEXT_BYTES);
    const found = this.#scanner.step(0, 0, 1, restricted === UNRESTRICTED ? NONE : restricted);
    const jump = this.#takeJump();
    const expected = step === undefined || breaches.length > 0 || leaves ? "refused"
      : `${step.length} ${step.restricts} ${step.uses} ${jumpOf(step.target)}`;
    const restricts = found >> 5 === NONE ? UNRESTRICTED : found >> 5;
    const uses = (this.#scanner.inner & 1) !== 0 ? restricted : UNRESTRICTED;
    const actual = found < 0 ? "refused" : `${found & 31} ${restricts} ${uses} ${jump}`;
    if (found >= 0) report.accepted++;
    if (actual === expected || report.differences.length >= DIFFERENCES_MAX) return;
    const hex = bytes.map((b) => b.toString(16).padStart(2, "0")).join(" ");
    report.differences.push(`${this.#profile.name}: ${hex} (then ${filler.toString(16)}), ` +
      `restricted ${restricted}: fast ${actual}, reference ${expected}`);
  }

  /** The marked jump target, or -1; forgets it. */
  #takeJump(): number {
    for (let word = 0; word < this.#jumps.byteLength; word += 4) {
      const bits = this.#jumps.getUint32(word, true);
      if (bits === 0) continue;
      this.#jumps.setUint32(word, 0, true);
      return word * 8 + (31 - Math.clz32(bits));
    }
    return -1;
  }
}

const jumpOf = (target: number | undefined): number =>
  target === undefined || target % BUNDLE_BYTES === 0 ? -1 : target;

/** Prefix strings of up to `length` legacy prefixes. */
function prefixStrings(length: number): number[][] {
  const strings: number[][] = [[]];
  let longest: number[][] = [[]];
  for (let k = 0; k < length; k++) {
    longest = longest.flatMap((s) => LEGACY.map((prefix) => [...s, prefix]));
    strings.push(...longest);
  }
  return strings;
}

/** ModRM bytes of every kind: register or memory, every ModRM.reg, SIB, no base. */
const KINDS_OF_MODRM = range(0, 8).flatMap((reg) =>
  [0xc0, 0xc4, 0xc7, 0x00, 0x04, 0x05, 0x47, 0x84].map((byte) => byte | (reg << 3)));

/** ModRM bytes of walks in which the prefixes are what matters. */
const FEW_MODRMS = [0xc0, 0xd8, 0xe0, 0xff, 0x07, 0x04, 0x45, 0xbc];

/** Legacy opcodes behind prefixes and REX bytes. */
function walkLegacy(
  walk: Walk, prefixes: readonly number[][], rexes: readonly number[][],
  modrms: readonly number[],
): void {
  for (const prefix of prefixes) {
    for (const rex of rexes) {
      for (const escape of ESCAPES) {
        for (const opcode of range(0, 256)) {
          for (const modrm of modrms) walk.compare([...prefix, ...rex, ...escape, opcode, modrm]);
        }
      }
    }
  }
}

/** Bases, indexes and restricted registers, for an opcode of each kind of memory operand. */
function walkMemory(walk: Walk, rexes: readonly number[][]): void {
  const opcodes = [[0x8b], [0x8d], [0x0f, 0x1f], [0x0f, 0x18], [0x0f, 0x58], [0xff]];
  for (const restricted of [UNRESTRICTED, 0, 4, 5, 7, 12, 14]) {
    for (const rex of rexes) {
      for (const opcode of opcodes) {
        for (const modrm of range(0, 0xc0).filter((b) => (b & 7) === 4)) {
          for (const sib of range(0, 256)) {
            walk.compare([...rex, ...opcode, modrm, sib], restricted);
          }
        }
      }
    }
  }
}

/** Every opcode while rsp, rbp or another register is restricted. */
function walkRestricted(walk: Walk, rexes: readonly number[][]): void {
  for (const restricted of [4, 5, 3]) {
    for (const rex of rexes) {
      for (const opcode of range(0, 256)) {
        for (const modrm of range(0, 256)) walk.compare([...rex, opcode, modrm], restricted);
      }
    }
  }
}

/** 3DNow! opcodes, the register byte of four-operand VEX, and fixed nops with wrong bytes. */
function walkTails(walk: Walk): void {
  for (const suffix of range(0, 256)) {
    walk.compare([0x0f, 0x0f, 0xc1, suffix]);
    walk.compare([0xc4, 0xe3, 0x71, 0x4b, 0xc2, suffix]);
  }
  for (const data16 of range(1, 8)) {
    for (const cs of [[], [0x2e]]) {
      const nop = [...new Array<number>(data16).fill(0x66), ...cs, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0];
      walk.compare(nop);
      for (const at of range(0, nop.length)) {
        for (const byte of range(0, 256)) walk.compare(nop.map((b, k) => (k === at ? byte : b)));
      }
    }
  }
}

function walkVex(walk: Walk, quick: boolean): void {
  for (const second of range(0, 256)) {
    for (const opcode of range(0, 256)) {
      for (const modrm of quick ? FEW_MODRMS.slice(-3) : KINDS_OF_MODRM) {
        walk.compare([0xc5, second, opcode, modrm]);
      }
    }
  }
  const vvvv = [0x78, 0x00];
  for (const map of [0, 1, 2, 3, 4, 31]) {
    for (const rxb of range(0, 8)) {
      for (const fields of range(0, 256).filter((b) => vvvv.includes(b & 0x78))) {
        for (const opcode of range(0, 256)) {
          for (const modrm of quick ? FEW_MODRMS.slice(-2) : FEW_MODRMS) {
            walk.compare([0xc4, (rxb << 5) | map, fields, opcode, modrm]);
          }
        }
      }
    }
  }
}

/** Walks one profile. `quick` is a small part of it: fewer prefixes, REX and ModRM bytes. */
export function walkProfile(profile: Profile, table: FullTable, quick: boolean): WalkReport {
  const walk = new Walk(profile, table);
  const everyRex = [[], ...range(0x40, 0x50).map((rex) => [rex])];
  const someRex = [[], [0x41], [0x4c]];
  walkTails(walk);
  if (quick) {
    walkLegacy(walk, [[], [0x66]], [[], [0x49]], KINDS_OF_MODRM);
    return walk.report;
  }
  walkLegacy(walk, [[]], everyRex, range(0, 256));
  walkLegacy(walk, prefixStrings(1), someRex, KINDS_OF_MODRM);
  walkLegacy(walk, prefixStrings(2), [[], [0x48]], FEW_MODRMS);
  walkLegacy(walk, [[]], [[0x40, 0x48], [0x48, 0x40], [0x40, 0x66], [0x48, 0xf3]], FEW_MODRMS);
  walkMemory(walk, everyRex);
  walkRestricted(walk, everyRex);
  walkVex(walk, !profile.vex);
  return walk.report;
}

function main(quick: boolean, names: readonly string[]): number {
  const table = fullTable();
  let differing = 0;
  for (const profile of [ZEROVM, NACL_2013, NACL_2025, tolerating(NACL_2025)]) {
    const name = profile.tolerant ? `${profile.name}-tolerant` : profile.name;
    if (names.length > 0 && !names.includes(name)) continue;
    const { strings, accepted, differences } = walkProfile(profile, table, quick);
    differing += differences.length;
    for (const difference of differences) console.log(difference);
    console.log(`${name}: ${strings} strings, ${accepted} accepted, ${differences.length} differ`);
  }
  return differing === 0 ? 0 : 1;
}

if (process.argv[1]?.endsWith("product-walk.ts") === true) {
  const names = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
  process.exitCode = main(process.argv.includes("--quick"), names);
}
