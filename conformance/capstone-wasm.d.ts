/** The part of capstone-wasm that the oracle uses; the package's own types do not resolve. */
declare module "capstone-wasm" {
  export interface Insn {
    readonly address: number | bigint;
    readonly size: number;
    readonly mnemonic: string;
    readonly opStr: string;
  }
  export class Capstone {
    constructor(arch: number, mode: number);
    setOption(option: number, value: unknown): number;
    disasm(
      data: Uint8Array,
      options?: { address?: number | bigint; count?: number },
    ): readonly Insn[];
    close(): void;
    static version(): { major: number; minor: number };
  }
  export const Const: Readonly<Record<string, number>>;
  export function loadCapstone(args?: Record<string, unknown>): Promise<void>;
}
