/** One string that begins a bundle, judged by both validators. */
import type { Profile } from "../../spec/nacl/profiles.ts";
import { createDecoder } from "../../src/decoder/decode.ts";
import type { FullTable } from "../../src/table/full.ts";
import { NONE, Scanner } from "../../src/validator/fast/scan.ts";
import type { ScanTables } from "../../src/validator/fast/tables.ts";
import { BundleJudge } from "../../src/validator/reference/bundle.ts";
import { UNRESTRICTED } from "../../src/validator/reference/operands.ts";

const BUNDLE_BYTES = 32;
/** Two bundles, so that a jump forward can stay in the text, and leave it. */
export const TEXT_BYTES = 2 * BUNDLE_BYTES;

/** What both say of every string that is refused. */
export const REFUSED = -1;

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join(" ");

/** Most differences that are kept. */
const DIFFERENCES_MAX = 50;

/** Both validators over one text, and what they disagreed about. */
export class Contest {
  /** Whoever asks writes the string to the start of it, and whatever may follow behind. */
  readonly text = new Uint8Array(TEXT_BYTES);
  strings = 0;
  accepted = 0;
  readonly differences: string[] = [];
  readonly #name: string;
  readonly #scanner: Scanner;
  readonly #judge: BundleJudge;
  readonly #marks = new Uint8Array(TEXT_BYTES / 8);
  readonly #jumps = new DataView(this.#marks.buffer);

  constructor(profile: Profile, table: FullTable, tables: ScanTables) {
    this.#name = profile.tolerant ? `${profile.name}-tolerant` : profile.name;
    this.#scanner = new Scanner(tables);
    this.#scanner.begin(TEXT_BYTES, this.#jumps);
    this.#scanner.view(this.text, 0);
    this.#judge = new BundleJudge(profile, table.forms, createDecoder(table));
  }

  /**
   * Judges the instruction that begins the text, with a register restricted before it
   * (UNRESTRICTED for none). Result: REFUSED, or one number for everything that an accepted
   * instruction does: its length, the register that it restricts, whether it relies on the
   * restricted one, and where it jumps unless to a bundle start.
   */
  instruction(restricted: number): number {
    this.strings++;
    const fast = this.#fast(restricted);
    const reference = this.#reference(restricted);
    if (fast !== REFUSED) this.accepted++;
    if (fast !== reference) this.#differ(`restricted ${restricted}`, fast, reference);
    return fast;
  }

  #fast(restricted: number): number {
    const found = this.#scanner.step(0, 0, 1, restricted === UNRESTRICTED ? NONE : restricted);
    const target = this.#takeJump();
    if (found < 0) return REFUSED;
    const restricts = found >> 5 === NONE ? UNRESTRICTED : found >> 5;
    return outcome(found & 31, restricts, (this.#scanner.inner & 1) !== 0, target);
  }

  #reference(restricted: number): number {
    const { step, breaches } = this.#judge.first(this.text, 0, restricted);
    if (step === undefined || breaches.length > 0) return REFUSED;
    const { length, restricts, uses, target } = step;
    const isOpen = target !== undefined && target % BUNDLE_BYTES !== 0;
    if (isOpen && (target < 0 || target >= TEXT_BYTES)) return REFUSED;
    return outcome(length, restricts, uses !== UNRESTRICTED, isOpen ? target : -1);
  }

  /** Judges the first bundle as a whole. Result: REFUSED, or its jump targets. */
  bundle(): number {
    this.strings++;
    this.#marks.fill(0);
    const found = this.#scanner.bundle(0);
    const fast = found === 0 ? REFUSED : found;
    this.#marks.fill(0);
    const { refusals, steps, targets } = this.#judge.judge(this.text, 0);
    const leaves = steps.some(({ target }) => target !== undefined &&
      target % BUNDLE_BYTES !== 0 && (target < 0 || target >= TEXT_BYTES));
    const reference = refusals.length > 0 || leaves ? REFUSED : targets;
    if (fast !== REFUSED) this.accepted++;
    if (fast !== reference) this.#differ("bundle", fast, reference);
    return fast;
  }

  /** Something that contradicts what the walk takes for granted. */
  report(problem: string): void {
    if (this.differences.length >= DIFFERENCES_MAX) return;
    this.differences.push(`${this.#name}: ${hexOf(this.text.subarray(0, 16))}: ${problem}`);
  }

  #differ(what: string, fast: number, reference: number): void {
    this.report(`${what}: fast ${fast}, reference ${reference}`);
  }

  /** The jump target that the scanner marked, or -1; forgets it. */
  #takeJump(): number {
    for (let word = 0; word < this.#marks.length; word += 4) {
      const bits = this.#jumps.getUint32(word, true);
      if (bits === 0) continue;
      this.#jumps.setUint32(word, 0, true);
      return word * 8 + (31 - Math.clz32(bits));
    }
    return -1;
  }
}

const outcome = (length: number, restricts: number, uses: boolean, target: number): number =>
  length | (restricts + 1) << 5 | Number(uses) << 10 | (target + 1) << 11;
