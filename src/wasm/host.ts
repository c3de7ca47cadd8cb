/**
 * The part of the host's WebAssembly object that the engines use. Declared here because the core is
 * compiled without the types of browsers or Node, and because a host may have no WebAssembly at all.
 */

export interface WasmMemory {
  /** Replaced by another buffer whenever the memory grows. */
  readonly buffer: ArrayBuffer;
  /** Adds 64 KiB pages; returns the former size; throws RangeError where the host refuses. */
  grow(pages: number): number;
}

export interface WasmTable {
  readonly length: number;
  get(index: number): unknown;
  set(index: number, value: unknown): void;
  grow(by: number): number;
}

/** A compiled module: opaque, shared by any number of instances. */
export interface WasmModule {
  readonly __module?: never;
}

/** An exported function; the state block carries everything that is not a 32-bit number. */
export type WasmFunction = (...args: number[]) => number;

export interface WasmInstance {
  readonly exports: Readonly<Record<string, WasmFunction>>;
}

export type WasmImports = Record<string, Record<string, unknown>>;

export interface WasmHost {
  readonly Memory: new (limits: { initial: number; maximum: number }) => WasmMemory;
  readonly Table: new (shape: { element: "anyfunc"; initial: number }) => WasmTable;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => WasmModule;
  readonly Instance: new (module: WasmModule, imports: WasmImports) => WasmInstance;
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}

/** The host's WebAssembly, or undefined where it has none (for instance `node --jitless`). */
export function wasmHost(): WasmHost | undefined {
  const { WebAssembly: host } = globalThis as { readonly WebAssembly?: unknown };
  return host as WasmHost | undefined;
}
