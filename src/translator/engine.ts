/** The translator as an engine: programs that were translated once stay translated. */
import type { Engine, Machine, MachineImage } from "../machine/engine.ts";
import { EXECUTE } from "../machine/memory.ts";
import type { InstructionSet } from "../oracle/instruction-set.ts";
import { Programs } from "../oracle/programs.ts";
import { InterpreterEngine } from "../interpreter/engine.ts";
import type { InterpreterMachine } from "../interpreter/machine.ts";
import type { WasmHost, WasmModule } from "../wasm/host.ts";
import { dispatcherModule } from "./dispatcher.ts";
import type { Without } from "./exactness.ts";
import { LateTextMachine } from "./late-text.ts";
import { TranslatorMachine, type Translation, type TranslationSource } from "./machine.ts";
import { MEMORY_PAGES_MAX, ProgramUnits } from "./program-units.ts";
import { BUNDLE_BYTES, type CodeSource, KnownCode, type UnitLimits } from "./unit.ts";
import { layoutKey, type WindowLayout } from "../machine/window-layout.ts";

export const LIMITS: UnitLimits = {
  instructions: 6000, blocks: 1000, inlineInstructions: 80, inlineDepth: 6, inlineUntil: 800,
  switchInstructions: 1200, localsUntil: 800, rounds: 4, warmUp: 16_000_000,
};
const GRANULE = 0x1_0000;

/** The code of a program: the bytes that its images bring for the executable region. */
interface Text {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
}

/** What units of one text may differ in. */
interface Plan {
  readonly base: bigint;
  readonly stickyFlags: boolean;
  readonly layout: WindowLayout;
  /** The program's memory as it begins, for jump tables: a guess where it may be written later. */
  readonly contents: MachineImage["contents"];
}

interface KnownProgram {
  readonly text: Text;
  readonly base: bigint;
  readonly stickyFlags: boolean;
  /** Key of the layout of memory. */
  readonly layout: string;
  readonly translation: Translation;
}

/** Text of an image, without the trampolines; undefined where it has none. */
function textOf({ regions, contents, trapSlots }: MachineImage): Text | undefined {
  const region = regions.find(({ permission, end }) =>
    (permission & EXECUTE) !== 0 && end > trapSlots.end);
  if (region === undefined) return undefined;
  const start = Math.max(region.start, Math.ceil(trapSlots.end / GRANULE) * GRANULE);
  const content = contents.find(({ address }) => address === start);
  if (content === undefined) return undefined;
  const end = Math.min(region.end, start + content.bytes.length);
  return { start, end: end - (end % BUNDLE_BYTES), bytes: content.bytes };
}

/** Four bytes at an address, where one content has them all. */
function wordOf(contents: MachineImage["contents"], address: number): number | undefined {
  for (const { address: start, bytes } of contents) {
    const offset = address - start;
    if (offset < 0 || offset + 4 > bytes.length) continue;
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(offset, true);
  }
  return undefined;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || (a.length === b.length && a.every((byte, i) => byte === b[i]));
}

export interface TranslatorOptions {
  /** Translate everything that control reaches, at once: for tests. Hot code only by default. */
  readonly eager?: boolean;
  /** How much one unit may hold; `LIMITS` by default. */
  readonly limits?: UnitLimits;
  /** Text is validated, so r15 always holds the base. True by default where there is a base. */
  readonly fixedBase?: boolean;
  /** Where units come from and go to besides this engine. */
  readonly archive?: Archive;
  /** An interpreter to share instead of making another one. */
  readonly interpreter?: InterpreterEngine;
  /** Measurements only: leaves out what makes units exact. */
  readonly without?: Without;
}

/** Brings units that were made elsewhere, and takes those that were made here. */
export interface Archive {
  /** There are units to begin with, whatever the text. */
  readonly hasUnits: boolean;
  /** Called once for each text, before anything of it was translated. May throw a `Failure`. */
  adopt(units: ProgramUnits, text: Uint8Array): void;
  flush(): void;
}

export class TranslatorEngine implements Engine {
  readonly tier = "translator";
  readonly #host: WasmHost;
  readonly #instructionSet: InstructionSet;
  readonly #interpreter: InterpreterEngine;
  readonly #programs: Programs;
  readonly #dispatchers = new Map<bigint, WasmModule>();
  readonly #known: KnownProgram[] = [];

  readonly #options: TranslatorOptions;

  constructor(host: WasmHost, instructionSet: InstructionSet, options: TranslatorOptions = {}) {
    this.#options = options;
    this.#host = host;
    this.#instructionSet = instructionSet;
    this.#interpreter = options.interpreter ?? new InterpreterEngine(host, instructionSet);
    this.#programs = new Programs(instructionSet.table, instructionSet.operators);
  }

  createMachine(image: MachineImage): ReturnType<Engine["createMachine"]> {
    const inner = this.#interpreter.createMachine(image, false);
    const text = textOf(image);
    if (text === undefined || text.end <= text.start) {
      return this.#options.eager === true ? this.#lateText(inner, image) : inner;
    }
    return new TranslatorMachine(inner, this.#translations(image, text));
  }

  #translations({ base, contents }: MachineImage, text: Text): TranslationSource {
    return ({ stickyFlags, memory }, ownText) => {
      const plan = { base, contents, stickyFlags, layout: memory.layout() };
      return ownText ? this.#newTranslation(plan, text, memory) : this.#translationOf(plan, text);
    };
  }

  /** For code that becomes executable later: too short, as a rule, to be translated unless forced. */
  #lateText(inner: InterpreterMachine, image: MachineImage): Machine {
    return new LateTextMachine(inner, (range) => {
      const translations = this.#translations(image, { ...range, bytes: new Uint8Array() });
      return new TranslatorMachine(inner, (machine) => translations(machine, true));
    });
  }

  #dispatcher(base: bigint): WasmModule {
    let module = this.#dispatchers.get(base);
    if (module === undefined) {
      module = new this.#host.Module(dispatcherModule(base, MEMORY_PAGES_MAX, this.#options.without ?? {}));
      this.#dispatchers.set(base, module);
    }
    return module;
  }

  /** The translation of a program, by its text, which never changes once it is known. */
  #translationOf(plan: Plan, text: Text): Translation {
    const { base, stickyFlags } = plan;
    const layout = layoutKey(plan.layout);
    const known = this.#known.find((program) => program.base === base
      && program.stickyFlags === stickyFlags && program.layout === layout
      && program.text.start === text.start && isSame(program.text.bytes, text.bytes));
    if (known !== undefined) return known.translation;
    const { bytes, start } = text;
    const fetch = (address: bigint, count: number): Uint8Array => {
      const offset = Number(address - base) - start;
      return offset < 0 || offset >= bytes.length ? new Uint8Array()
        : bytes.subarray(offset, offset + count);
    };
    const translation = this.#newTranslation(plan, text, { fetch });
    this.#options.archive?.adopt(translation.units, text.bytes);
    this.#known.push({ text, base, stickyFlags, layout, translation });
    return translation;
  }

  /** Hands the archive what was translated since the last time. */
  flush(): void {
    this.#options.archive?.flush();
  }

  /** All units of an image's text, and the text; undefined where it has none. */
  unitsOf(image: MachineImage): { readonly units: ProgramUnits; readonly text: Uint8Array } | undefined {
    const text = textOf(image);
    if (text === undefined || text.end <= text.start) return undefined;
    const { memory, stickyFlags } = this.#interpreter.createMachine(image, false);
    const layout = memory.layout();
    const { units } = this.#translationOf(
      { base: image.base, contents: image.contents, stickyFlags, layout }, text);
    return { units, text: text.bytes };
  }

  #newTranslation(
    { base, contents, stickyFlags, layout }: Plan, { start, end }: Text, memory: CodeSource["memory"],
  ): Translation {
    const { eager = false, limits = LIMITS, fixedBase = base !== 0n, without = {} } = this.#options;
    const units = new ProgramUnits(this.#host, {
      memory, base, instructionSet: this.#instructionSet, programs: this.#programs,
      known: new KnownCode(), limits,
      text: { start, end }, stickyFlags, fixedBase, layout, without,
      word: (address) => wordOf(contents, address),
    });
    return {
      host: this.#host, units, dispatcher: this.#dispatcher(base), sightings: new Map(),
      outgrown: new Map(), interpreted: 0, eager,
    };
  }
}
