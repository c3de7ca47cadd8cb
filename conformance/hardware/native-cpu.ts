/** The processor of this machine as something that runs code: builds and calls `native.c`. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Registers } from "../../src/raw/registers.ts";

export const CODE = 0x2_0000;
export const DATA = 0x10_0000;
export const DATA_BYTES = 4096;
const CODE_BYTES = 512;
const REGISTER_BYTES = 17 * 8 + 512 + 256;
const TEST_BYTES = REGISTER_BYTES + CODE_BYTES + DATA_BYTES;
const RESULT_BYTES = REGISTER_BYTES + 24 + DATA_BYTES;
const HLT = 0xf4;

export interface NativeTest {
  readonly registers: Registers;
  readonly code: Uint8Array;
  readonly data: Uint8Array;
}

export interface NativeResult {
  readonly registers: Registers;
  /** Exception vector; 13 at the HLT that ends the code; 255 when it did not end. */
  readonly vector: number;
  readonly cr2: bigint;
  readonly data: Uint8Array;
}

export class NativeCpu {
  readonly #folder: string;
  readonly #program: string;

  /** Compiles the runner. Throws where there is no C compiler or no x86-64 Linux. */
  constructor() {
    if (process.platform !== "linux" || process.arch !== "x64") {
      throw new Error("running code natively needs Linux on x86-64");
    }
    this.#folder = mkdtempSync(join(tmpdir(), "zerovm-native-"));
    this.#program = join(this.#folder, "native");
    const source = fileURLToPath(new URL("./native.c", import.meta.url));
    execFileSync("cc", [
      "-O1", "-fPIE", "-pie", "-fno-stack-protector", "-mgeneral-regs-only", "-o", this.#program,
      source,
    ]);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }

  /** Runs each test until HLT or an exception. */
  run(tests: readonly NativeTest[]): NativeResult[] {
    const input = join(this.#folder, "input");
    const output = join(this.#folder, "output");
    writeFileSync(input, Buffer.concat(tests.map(encodeTest)));
    const { status, signal } = spawnSync(this.#program, [input, output]);
    if (status !== 0) throw new Error(`the native runner ended with ${status ?? signal}`);
    const bytes = readFileSync(output);
    return tests.map((_, k) =>
      decodeResult(bytes.subarray(k * RESULT_BYTES, (k + 1) * RESULT_BYTES)));
  }
}

// The layout of FXSAVE: control words, then ST(0)..ST(7) and xmm0..15, 16 bytes each.
const FXSAVE = 17 * 8;
const YMM_HIGH = FXSAVE + 512;
const STACK = FXSAVE + 32;
const XMM = FXSAVE + 160;

function topOf(fsw: number): number {
  return (fsw >> 11) & 7;
}

function encodeTest({ registers, code, data }: NativeTest): Buffer {
  const bytes = Buffer.alloc(TEST_BYTES);
  const wide = (at: number, value: bigint): void => {
    bytes.writeBigUInt64LE(BigInt.asUintN(64, value), at);
  };
  registers.general.forEach((value, n) => wide(8 * n, value));
  wide(16 * 8, BigInt(registers.rflags));
  bytes.writeUInt16LE(registers.fcw, FXSAVE);
  bytes.writeUInt16LE(registers.fsw, FXSAVE + 2);
  bytes.writeUInt8(registers.ftw, FXSAVE + 4);
  bytes.writeUInt32LE(registers.mxcsr, FXSAVE + 24);
  for (let i = 0; i < 8; i++) {
    const value = registers.x87[(topOf(registers.fsw) + i) & 7] ?? 0n;
    wide(STACK + 16 * i, value);
    bytes.writeUInt16LE(Number(value >> 64n), STACK + 16 * i + 8);
  }
  registers.vectors.forEach((value, n) => {
    wide(XMM + 16 * n, value);
    wide(XMM + 16 * n + 8, value >> 64n);
    wide(YMM_HIGH + 16 * n, value >> 128n);
    wide(YMM_HIGH + 16 * n + 8, value >> 192n);
  });
  bytes.fill(HLT, REGISTER_BYTES, REGISTER_BYTES + CODE_BYTES);
  bytes.set(code, REGISTER_BYTES);
  bytes.set(data, REGISTER_BYTES + CODE_BYTES);
  return bytes;
}

function decodeResult(bytes: Buffer): NativeResult {
  const wide = (at: number): bigint => bytes.readBigUInt64LE(at);
  const fsw = bytes.readUInt16LE(FXSAVE + 2);
  const x87 = Array.from({ length: 8 }, (_, physical) => {
    const at = STACK + 16 * ((physical - topOf(fsw)) & 7);
    return wide(at) | (BigInt(bytes.readUInt16LE(at + 8)) << 64n);
  });
  const vectors = Array.from({ length: 16 }, (_, n) =>
    wide(XMM + 16 * n) | (wide(XMM + 16 * n + 8) << 64n)
    | (wide(YMM_HIGH + 16 * n) << 128n) | (wide(YMM_HIGH + 16 * n + 8) << 192n));
  return {
    registers: {
      general: Array.from({ length: 16 }, (_, n) => wide(8 * n)),
      rip: wide(REGISTER_BYTES), rflags: Number(wide(16 * 8)), fsBase: 0n, gsBase: 0n,
      mxcsr: bytes.readUInt32LE(FXSAVE + 24), fcw: bytes.readUInt16LE(FXSAVE), fsw,
      ftw: bytes.readUInt8(FXSAVE + 4), fop: 0, fip: 0n, fdp: 0n, x87, vectors,
    },
    vector: Number(wide(REGISTER_BYTES + 8)), cr2: wide(REGISTER_BYTES + 16),
    data: bytes.subarray(REGISTER_BYTES + 24),
  };
}
