/**
 * Random texts that a profile accepts: every admitted row, memory operands of all fit kinds, the
 * restricted register, superinstructions, stack arithmetic, jumps and nops. A fragment that does
 * not fit into its bundle is thrown away, so what comes out is valid by construction and by check.
 */
import type { Form } from "../../spec/isa/form.ts";
import type { Profile } from "../../spec/nacl/profiles.ts";
import { FIXED_NOPS } from "../../spec/nacl/sequences.ts";
import { Scanner } from "../../src/validator/fast/scan.ts";
import { compileTables, type ScanTables } from "../../src/validator/fast/tables.ts";
import { acceptsText } from "../../src/validator/fast/validate.ts";
import type { Prng } from "../prng.ts";
import { sampleOf } from "../row-samples.ts";

const BUNDLE_BYTES = 32;
const NOP = 0x90;
const HLT = 0xf4;

/** Registers that may be written freely. */
const FREE: readonly [number, ...number[]] = [0, 1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14];

const hexBytes = (text: string): number[] => text.split(" ").map((b) => Number.parseInt(b, 16));

/** `mov r32, r32` of one register with itself: restricts it. */
export const restrict = (n: number): number[] =>
  n < 8 ? [0x89, 0xc0 | n * 9] : [0x45, 0x89, 0xc0 | (n & 7) * 9];

/** `mov r32, [base + index * 2^scale + disp8]`, base 15 (r15), 4 (rsp) or 5 (rbp). */
export function indexedLoad(
  to: number, base: number, index: number, scale: number, disp: number,
): number[] {
  const rex = 0x40 | ((to >> 3) << 2) | ((index >> 3) << 1) | (base >> 3);
  const sib = (scale << 6) | ((index & 7) << 3) | (base & 7);
  return [rex, 0x8b, 0x44 | ((to & 7) << 3), sib, disp];
}

/** and, add, jmp or call through register `n`, which is not 15. */
export function maskedBranch(n: number, call: boolean): number[] {
  const low = n & 7;
  const rex = n > 7 ? [0x41] : [];
  const branch = (call ? 0xd0 : 0xe0) + low;
  return [...rex, 0x83, 0xe0 + low, 0xe0, n > 7 ? 0x4d : 0x4c, 0x01, 0xf8 + low,
    ...rex, 0xff, branch];
}

const RSI_PAIR = hexBytes("89 f6 49 8d 34 37");
const RDI_PAIR = hexBytes("89 ff 49 8d 3c 3f");

/** A string instruction or masked store behind its address pairs. */
function addressed(prng: Prng): number[] {
  const rep = prng.oneIn(2) ? [0xf3] : [];
  const wide = prng.pick([[], [0x48]]);
  switch (prng.below(5)) {
    case 0: return [...RSI_PAIR, ...rep, ...wide, 0xad];
    case 1: return [...RDI_PAIR, ...rep, ...prng.pick([[0xaa], [...wide, 0xab], [0xae]])];
    case 2: return [...RSI_PAIR, ...RDI_PAIR, ...rep, ...prng.pick([[0xa4], [...wide, 0xa5]])];
    case 3: return [...RSI_PAIR, ...RDI_PAIR, ...rep, 0xa6];
    default: return [...RDI_PAIR, ...prng.pick([[], [0x66]]), 0x0f, 0xf7, 0xc0 | prng.below(64)];
  }
}

/** Safe writes of rsp and rbp. */
function stackWrite(prng: Prng): number[] {
  const disp = prng.below(256);
  return prng.pick([
    [0x83, 0xec, disp, 0x4c, 0x01, 0xfc],
    [0x8b, 0x64, 0x24, disp, 0x4a, 0x8d, 0x24, 0x3c],
    [0x89, 0xe5, 0x4c, 0x01, 0xfd],
    [0x8d, 0x6d, disp, 0x49, 0x03, 0xef],
    [0x48, 0x89, 0xe5],
    [0x48, 0x8b, 0xe5],
    [0x48, 0x83, 0xe4, 0x80 | disp],
  ]);
}

/** Makes texts for one profile. */
export class TextGenerator {
  readonly #tables: ScanTables;
  /** One bundle and the bytes that a scanner may look at behind it. */
  readonly #bundle = new Uint8Array(2 * BUNDLE_BYTES);
  readonly #jumps = new DataView(new ArrayBuffer(4));
  readonly #scanner: Scanner;
  readonly #forms: readonly [Form, ...Form[]];
  /** Whether direct jumps and masked branches occur: without them control only falls through. */
  readonly #branches: boolean;

  constructor(profile: Profile, forms: readonly Form[], branches = true) {
    this.#tables = compileTables(profile, forms);
    this.#scanner = new Scanner(this.#tables);
    this.#scanner.begin(BUNDLE_BYTES, this.#jumps);
    this.#scanner.view(this.#bundle, 0);
    this.#branches = branches;
    const [first, ...others] = forms.filter((form) => {
      const isBranch = form.operands.some((o) => o.kind === "rel");
      return form[profile.column] === "allowed" && !isBranch && form.mnemonic !== "hlt" &&
        form.mnemonic !== "ud2";
    });
    if (first === undefined) throw new RangeError("the profile admits no form");
    this.#forms = [first, ...others];
  }

  accepts(text: Uint8Array): boolean {
    return acceptsText(this.#tables, text);
  }

  /** A text of so many bundles; each is valid on its own, and so is the whole. */
  text(prng: Prng, bundles: number): Uint8Array {
    const text = new Uint8Array(bundles * BUNDLE_BYTES);
    for (let k = 0; k < bundles; k++) text.set(this.bundle(prng), k * BUNDLE_BYTES);
    return text;
  }

  bundle(prng: Prng): Uint8Array {
    const bundle = this.#bundle;
    bundle.fill(NOP);
    let filled = 0;
    for (let tries = 0; tries < 16 && filled < BUNDLE_BYTES; tries++) {
      const fragment = this.#fragment(prng, filled);
      if (filled + fragment.length > BUNDLE_BYTES) continue;
      bundle.set(fragment, filled);
      if (this.#bundleFits()) filled += fragment.length;
      else bundle.fill(NOP, filled, filled + fragment.length);
    }
    if (this.#branches && prng.oneIn(8)) bundle.fill(HLT, filled, BUNDLE_BYTES);
    return bundle.slice(0, BUNDLE_BYTES);
  }

  #bundleFits(): boolean {
    this.#jumps.setUint32(0, 0);
    const targets = this.#scanner.bundle(0);
    return targets !== 0 && (this.#jumps.getUint32(0, true) & ~targets) === 0;
  }

  #fragment(prng: Prng, filled: number): number[] {
    switch (prng.below(12)) {
      case 0: return this.#branches ? maskedBranch(prng.below(15), prng.oneIn(2)) : [];
      case 1: return addressed(prng);
      case 2: return stackWrite(prng);
      case 3: return hexBytes(prng.pick(["90", ...FIXED_NOPS]));
      case 4: return this.#branches ? this.#jump(prng, filled) : [];
      case 5:
      case 6:
      case 7: {
        const index = prng.pick(FREE);
        const load = indexedLoad(prng.pick(FREE), prng.pick([15, 15, 4, 5]), index,
          prng.below(4), prng.below(256));
        return [...restrict(index), ...load];
      }
      default: return sampleOf(prng.pick(this.#forms), prng, prng.oneIn(2));
    }
  }

  /** A jump to a bundle start near by, to itself, or back to the start of its bundle. */
  #jump(prng: Prng, filled: number): number[] {
    const opcode = prng.pick([0xeb, 0x70 | prng.below(16), 0xe2, 0xe3]);
    const target = prng.pick([filled, 0, 32, filled + 2]);
    return [opcode, (target - filled - 2) & 0xff];
  }
}
