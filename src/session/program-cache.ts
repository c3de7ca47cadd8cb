/**
 * Programs that ran before: loaded and judged once, and found again by all of their bytes.
 */
import { BUNDLE, TEXT_START } from "../../spec/abi/memory-map.ts";
import { loadModule } from "../loader/layout.ts";
import type { Module } from "../loader/layout.ts";

/** Decides whether code may run. `address` is the guest address of its first byte. */
export interface CodeValidator {
  accepts(code: Uint8Array): boolean;
  /** What is wrong with code that is not accepted. */
  complaint(code: Uint8Array, address: number): string;
  /** Whether code that is accepted can see the sticky flags of MXCSR. */
  touchesMxcsr(code: Uint8Array): boolean;
}

export interface Verdict {
  readonly isSafe: boolean;
  readonly touchesMxcsr: boolean;
}

/** A module and, once it was asked for, the validator's verdict on its text. */
export class Program {
  readonly module: Module;
  #verdict: Verdict | undefined;

  /** Throws a `Failure` when `file` is no module. */
  constructor(file: Uint8Array) {
    this.module = loadModule(file);
  }

  /** Always of the same validator. */
  verdict(validator: CodeValidator): Verdict {
    this.#verdict ??= judge(this.module, validator);
    return this.#verdict;
  }
}

/**
 * Behind the code the text is all HLT, which takes as long to look at as any other instruction, so
 * the code is judged alone first: where its jumps stay inside of it or go to bundles, the verdict
 * is that on all of the text.
 */
function judge({ text, codeEnd }: Module, validator: CodeValidator): Verdict {
  const code = text.subarray(0, Math.ceil((codeEnd - TEXT_START) / BUNDLE) * BUNDLE);
  const isSafe = validator.accepts(code) || validator.accepts(text);
  return { isSafe, touchesMxcsr: isSafe && validator.touchesMxcsr(code) };
}

/** Programs that are kept: enough for whoever runs a few again and again. */
const PROGRAMS_MAX = 16;

function words(bytes: Uint8Array): Int32Array {
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
}

/** Compares with a copy whose buffer is its own, word by word. */
function isCopy(copy: Uint8Array, bytes: Uint8Array): boolean {
  if (copy.length !== bytes.length) return false;
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const ours = words(copy);
  const theirs = words(aligned);
  for (let i = 0; i < ours.length; i += 1) {
    if (ours[i] !== theirs[i]) return false;
  }
  for (let i = 4 * ours.length; i < copy.length; i += 1) {
    if (copy[i] !== aligned[i]) return false;
  }
  return true;
}

/** Belongs to one validator, whose verdicts it keeps. */
export class ProgramCache {
  #known: readonly { readonly file: Uint8Array; readonly program: Program }[] = [];

  /** The program that `file` is. Throws a `Failure` when it is none. */
  load(file: Uint8Array): Program {
    const entry = this.#known.find((known) => isCopy(known.file, file))
      ?? { file: Uint8Array.from(file), program: new Program(file) };
    if (entry !== this.#known[0]) {
      const others = this.#known.filter((known) => known !== entry);
      this.#known = [entry, ...others.slice(0, PROGRAMS_MAX - 1)];
    }
    return entry.program;
  }
}
