/**
 * A WebAssembly module in the making. Sections are gathered and written in the order that the
 * binary format demands. Source: WebAssembly Core Specification, "Binary Format", Modules.
 */
import { Bytes } from "./bytes.ts";
import type { Code } from "./code.ts";
import { VALUE_TYPE } from "./opcodes.ts";
import type { ValueType } from "./opcodes.ts";

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const SECTION = { type: 1, import: 2, function: 3, export: 7, element: 9, code: 10 } as const;
const KIND = { function: 0, table: 1, memory: 2 } as const;
const FUNCREF = 0x70;
const FUNCTION_TYPE = 0x60;
/** Limits byte: a minimum only; a minimum and a maximum. */
const LIMITS_MINIMUM = 0;
const LIMITS_BOTH = 1;

export class ModuleBuilder {
  readonly #types: string[] = [];
  readonly #typeBytes = new Bytes();
  readonly #imports = new Bytes();
  #importCount = 0;
  #importedFunctions = 0;
  readonly #functions: { readonly type: number; readonly code: Code }[] = [];
  readonly #exports = new Bytes();
  #exportCount = 0;
  readonly #elements = new Bytes();
  #elementCount = 0;

  /** Index of a function signature; equal signatures share one. */
  type(parameters: readonly ValueType[], results: readonly ValueType[]): number {
    const key = `${parameters.join(" ")} -> ${results.join(" ")}`;
    const known = this.#types.indexOf(key);
    if (known >= 0) return known;
    this.#typeBytes.u8(FUNCTION_TYPE);
    for (const list of [parameters, results]) {
      this.#typeBytes.u32(list.length);
      for (const type of list) this.#typeBytes.u8(VALUE_TYPE[type]);
    }
    this.#types.push(key);
    return this.#types.length - 1;
  }

  #import(module: string, name: string, kind: number): void {
    this.#imports.name(module);
    this.#imports.name(name);
    this.#imports.u8(kind);
    this.#importCount++;
  }

  /** Imports a function and returns its index. All imports come before the first `add`. */
  importFunction(module: string, name: string, type: number): number {
    if (this.#functions.length > 0) throw new Error("functions are imported before any is added");
    this.#import(module, name, KIND.function);
    this.#imports.u32(type);
    return this.#importedFunctions++;
  }

  /** Imports the memory; sizes in 64 KiB pages. */
  importMemory(module: string, name: string, minimum: number, maximum: number): void {
    this.#import(module, name, KIND.memory);
    this.#imports.u8(LIMITS_BOTH);
    this.#imports.u32(minimum);
    this.#imports.u32(maximum);
  }

  importTable(module: string, name: string, minimum: number): void {
    this.#import(module, name, KIND.table);
    this.#imports.u8(FUNCREF);
    this.#imports.u8(LIMITS_MINIMUM);
    this.#imports.u32(minimum);
  }

  /** Index that the next `add` will return: so functions can call each other. */
  get nextFunction(): number {
    return this.#importedFunctions + this.#functions.length;
  }

  /** Adds a function with the signature `type` and returns its index. */
  add(type: number, code: Code): number {
    this.#functions.push({ type, code });
    return this.nextFunction - 1;
  }

  exportFunction(name: string, index: number): void {
    this.#exports.name(name);
    this.#exports.u8(KIND.function);
    this.#exports.u32(index);
    this.#exportCount++;
  }

  /** Puts functions into the imported table, from slot `offset` on. */
  elements(offset: number, functions: readonly number[]): void {
    this.#elements.u32(0);
    this.#elements.u8(0x41);
    this.#elements.s32(offset);
    this.#elements.u8(0x0b);
    this.#elements.u32(functions.length);
    for (const index of functions) this.#elements.u32(index);
    this.#elementCount++;
  }

  /** The whole module, ready for `WebAssembly.Module`. */
  finish(): Uint8Array<ArrayBuffer> {
    const out = new Bytes(4096);
    out.bytes(HEADER);
    section(out, SECTION.type, this.#types.length, this.#typeBytes);
    section(out, SECTION.import, this.#importCount, this.#imports);
    const signatures = new Bytes();
    const bodies = new Bytes(4096);
    for (const { type, code } of this.#functions) {
      signatures.u32(type);
      const body = code.finish();
      bodies.u32(body.length);
      bodies.bytes(body.view());
    }
    section(out, SECTION.function, this.#functions.length, signatures);
    section(out, SECTION.export, this.#exportCount, this.#exports);
    section(out, SECTION.element, this.#elementCount, this.#elements);
    section(out, SECTION.code, this.#functions.length, bodies);
    return out.view().slice();
  }
}

function section(out: Bytes, id: number, count: number, content: Bytes): void {
  if (count === 0) return;
  const head = new Bytes(8);
  head.u32(count);
  out.u8(id);
  out.u32(head.length + content.length);
  out.bytes(head.view());
  out.bytes(content.view());
}
