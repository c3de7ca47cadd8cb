/**
 * The fast validator: a verdict, nothing else. Memory beside the text: two bits per byte of it, and
 * a slice of fixed size where WebAssembly helps.
 */
import type { Profile } from "../../../spec/nacl/profiles.ts";
import type { FormIndex } from "../../table/form-index.ts";
import type { WasmFunction, WasmHost, WasmMemory } from "../../wasm/host.ts";
import { kernelModule } from "./kernel.ts";
import { INNER, KernelTables, TABLES_END, storeByteTables } from "./kernel-memory.ts";
import { Scanner } from "./scan.ts";
import { ScanTables } from "./tables.ts";

const BUNDLE_BYTES = 32;
/** Opcode of hlt, which is its key as well. */
const HLT = 0xf4;
/** Bytes of bitmap per bundle: one bit per byte of text. */
const WORD_BYTES = 4;
const PAGE_BYTES = 0x1_0000;
const PAGES_MAX = 0x1_0000;

/** Shorter texts are done before a module would be compiled. */
const KERNEL_TEXT_MIN = 0x2000;
/** Targets of jumps are 32-bit numbers in the kernel; longer texts go without it. */
const KERNEL_TEXT_MAX = 0x7fff_ffe0;
const SLICE_BYTES = 0x1_0000;

/** No direct jump goes to an offset that is no target. */
function jumpsFit(jumps: DataView, targets: DataView, bitmapBytes: number): boolean {
  for (let at = 0; at < bitmapBytes; at += WORD_BYTES) {
    if ((jumps.getUint32(at, true) & ~targets.getUint32(at, true)) !== 0) return false;
  }
  return true;
}

/** Bundle after bundle through the scanner, with bitmaps that serve the next text as well. */
class PlainScan {
  readonly #scanner: Scanner;
  readonly #lastBundle = new Uint8Array(2 * BUNDLE_BYTES);
  #targets = new DataView(new ArrayBuffer(0));
  #jumps = new DataView(new ArrayBuffer(0));

  constructor(tables: ScanTables) {
    this.#scanner = new Scanner(tables);
  }

  /** `text` has a whole number of bundles. */
  accepts(text: Uint8Array): boolean {
    const size = text.length;
    if (size === 0) return true;
    const bitmapBytes = size / BUNDLE_BYTES * WORD_BYTES;
    if (bitmapBytes > this.#jumps.byteLength) {
      this.#targets = new DataView(new ArrayBuffer(bitmapBytes));
      this.#jumps = new DataView(new ArrayBuffer(bitmapBytes));
    }
    for (let at = 0; at < bitmapBytes; at += WORD_BYTES) this.#jumps.setUint32(at, 0);
    return this.#bundlesFit(text) && jumpsFit(this.#jumps, this.#targets, bitmapBytes);
  }

  #bundlesFit(text: Uint8Array): boolean {
    const scanner = this.#scanner;
    scanner.begin(text.length, this.#jumps);
    scanner.view(text, 0);
    const last = text.length - BUNDLE_BYTES;
    for (let offset = 0; offset < last; offset += BUNDLE_BYTES) {
      const found = scanner.bundle(offset);
      if (found === 0) return false;
      this.#targets.setUint32(offset / BUNDLE_BYTES * WORD_BYTES, found, true);
    }
    // The scanner looks ahead of a bundle's end, so the last one is read from a padded copy.
    this.#lastBundle.set(text.subarray(last));
    scanner.view(this.#lastBundle, last);
    const found = scanner.bundle(0);
    this.#targets.setUint32(last / BUNDLE_BYTES * WORD_BYTES, found, true);
    return found !== 0;
  }
}

/** Whether the sandbox accepts a text under compiled tables. Refuses lengths beside n * 32. */
export function acceptsText(tables: ScanTables, text: Uint8Array): boolean {
  return text.length % BUNDLE_BYTES === 0 && new PlainScan(tables).accepts(text);
}

/** The kernel with its memory: tables, a slice of the text, targets, jumps. */
class Kernel {
  readonly #scanner: Scanner;
  readonly #memory: WasmMemory;
  /** The memory's view, renewed when it grows. */
  #view: DataView;
  readonly #scan: WasmFunction;
  readonly #slice = TABLES_END;
  readonly #bitmaps = TABLES_END + SLICE_BYTES + BUNDLE_BYTES;
  readonly #tables: KernelTables;

  constructor(tables: ScanTables, host: WasmHost) {
    this.#scanner = new Scanner(tables);
    this.#tables = new KernelTables(tables);
    const pages = Math.ceil(this.#bitmaps / PAGE_BYTES);
    this.#memory = new host.Memory({ initial: pages, maximum: PAGES_MAX });
    storeByteTables(tables, new Uint8Array(this.#memory.buffer));
    this.#view = new DataView(this.#memory.buffer);
    const step = (p: number, bundle: number, starts: number, rr: number): number => {
      const found = this.#scanner.step(p, bundle, starts, rr);
      this.#view.setInt32(INNER, this.#scanner.inner, true);
      this.#tables.update(this.#view);
      return found;
    };
    const imports = { env: { memory: this.#memory, step } };
    const module = new host.Module(kernelModule(pages, tables.placeOf(HLT) !== 0));
    const { scan } = new host.Instance(module, imports).exports;
    if (scan === undefined) throw new Error("the kernel exports no scan");
    this.#scan = scan;
  }

  /** `text` has a whole number of bundles, and at most KERNEL_TEXT_MAX bytes. */
  accepts(text: Uint8Array): boolean {
    const size = text.length;
    const bitmapBytes = size / BUNDLE_BYTES * WORD_BYTES;
    const needed = this.#bitmaps + 2 * bitmapBytes - this.#memory.buffer.byteLength;
    if (needed > 0) this.#memory.grow(Math.ceil(needed / PAGE_BYTES));
    this.#view = new DataView(this.#memory.buffer);
    this.#tables.update(this.#view);
    const memory = new Uint8Array(this.#memory.buffer);
    const targets = this.#bitmaps;
    const jumps = targets + bitmapBytes;
    memory.fill(0, jumps, jumps + bitmapBytes);
    const view = (at: number): DataView => new DataView(memory.buffer, at, bitmapBytes);
    this.#scanner.begin(size, view(jumps));
    for (let offset = 0; offset < size; offset += SLICE_BYTES) {
      const part = text.subarray(offset, offset + SLICE_BYTES);
      memory.set(part, this.#slice);
      this.#scanner.view(memory, offset - this.#slice);
      const bundles = part.length / BUNDLE_BYTES;
      const words = targets + offset / BUNDLE_BYTES * WORD_BYTES;
      if (this.#scan(this.#slice, bundles, offset, size, words, jumps) !== bundles) return false;
    }
    return jumpsFit(view(jumps), view(targets), bitmapBytes);
  }
}

/**
 * The fast validator of one profile, for any number of texts. With a WebAssembly host long texts
 * are scanned by generated code; verdicts are the same without.
 */
export class FastValidator {
  readonly profile: Profile;
  readonly #tables: ScanTables;
  readonly #plain: PlainScan;
  readonly #host: WasmHost | undefined;
  readonly #kernelMin: number;
  #kernel: Kernel | undefined;

  /**
   * `index`: the forms of a table that has all that the profile may admit. `kernelMin`: bytes of
   * the shortest text that generated code scans, where there is a host.
   */
  constructor(
    profile: Profile, index: FormIndex, host: WasmHost | undefined,
    kernelMin: number = KERNEL_TEXT_MIN,
  ) {
    this.profile = profile;
    this.#kernelMin = kernelMin;
    this.#tables = new ScanTables(profile, index);
    this.#plain = new PlainScan(this.#tables);
    this.#host = host;
  }

  /** Whether the sandbox accepts a text. A length that is no multiple of 32 is refused. */
  accepts(text: Uint8Array): boolean {
    const { length } = text;
    if (length % BUNDLE_BYTES !== 0) return false;
    const fits = length >= this.#kernelMin && length <= KERNEL_TEXT_MAX;
    if (!fits || this.#host === undefined) return this.#plain.accepts(text);
    this.#kernel ??= new Kernel(this.#tables, this.#host);
    return this.#kernel.accepts(text);
  }
}
