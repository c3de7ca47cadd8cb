/** EVEX (62): how far an AVX-512 instruction reaches, and what objdump makes of bad ones. */
import { EVEX_OPCODES } from "./evex-opcodes.ts";
import { modrmLength } from "./modrm-length.ts";

/** Opcodes of map 1 that carry an immediate byte; all of map 3 do, no other map does. */
const MAP1_IMMEDIATES: ReadonlySet<number> = new Set([
  0x70, 0x71, 0x72, 0x73, 0xc2, 0xc4, 0xc5, 0xc6,
]);

// Byte 1 behind the 62: map. Byte 2: W, vvvv, a bit that is always set, pp.
const MAP_BITS = 15;
const W_BIT = 0x80;
const VVVV_BITS = 0x78;
const FIXED_BIT = 4;
const PP_BITS = 3;
// Byte 3: zeroing, vector length, rounding or broadcast, mask register.
const ZEROING_BIT = 0x80;
const LENGTH_BITS = 0x60;
const ROUNDING_BIT = 0x10;
const MASK_BITS = 7;
const PREFIX_BYTES = 4;

export interface EvexBytes {
  /** Bytes from the 62 on; 0 where the bytes end before. */
  readonly length: number;
  /** An AVX-512 instruction, or bytes that are none. */
  readonly exists: boolean;
  /** The prefix is so malformed that not even its REX bits count. */
  readonly malformed: boolean;
  /** objdump shows no prefixes before the `(bad)`. */
  readonly bare: boolean;
  /** What objdump puts behind a `(bad)`: the mask of the operand that it did not come to. */
  readonly mask: number;
  readonly zeroing: boolean;
}

function isDefined(map: number, opcode: number, fixed: number): boolean {
  const wanted = opcode.toString(16).padStart(2, "0");
  const table = EVEX_OPCODES.get(map) ?? "";
  for (let i = 0; i < table.length; i += 4) {
    if (!table.startsWith(wanted, i)) continue;
    const mask = Number.parseInt(table.slice(i + 2, i + 4), 16);
    const bit = (fixed & PP_BITS) * 2 + ((fixed & W_BIT) !== 0 ? 1 : 0);
    return ((mask >> bit) & 1) !== 0;
  }
  return false;
}

/** Reads the EVEX prefix at `from` and what follows it. */
export function readEvex(bytes: Uint8Array, from: number, end: number): EvexBytes {
  const at = (i: number): number => bytes[from + i] ?? 0;
  const [map, fixed, last, opcode] = [at(1) & MAP_BITS, at(2), at(3), at(4)];
  const given = (length: number, malformed: boolean, bare = false): EvexBytes => ({
    length: from + length > end ? 0 : length, exists: false, malformed, bare,
    mask: malformed ? 0 : last & MASK_BITS, zeroing: (last & ZEROING_BIT) !== 0,
  });
  if (end - from < PREFIX_BYTES + 2) return given(PREFIX_BYTES + 2, false);
  if (!EVEX_OPCODES.has(map)) return given(1, true);
  if ((fixed & FIXED_BIT) === 0) return given(2, true);
  const names = (fixed & VVVV_BITS) !== VVVV_BITS;
  const unmasked = (last & ZEROING_BIT) !== 0 && (last & MASK_BITS) === 0;
  const rounds = (last & ROUNDING_BIT) !== 0 && at(5) >> 6 === 3;
  const reserved = (last & LENGTH_BITS) === LENGTH_BITS && !rounds;
  if (reserved || !isDefined(map, opcode, fixed)) {
    return given(PREFIX_BYTES + 1, false, names || unmasked);
  }
  const operands = modrmLength(bytes, from + PREFIX_BYTES + 1, end);
  const immediate = map === 3 || (map === 1 && MAP1_IMMEDIATES.has(opcode)) ? 1 : 0;
  const length = PREFIX_BYTES + 1 + operands + immediate;
  const cut = operands === 0 || from + length > end;
  return { ...given(0, false), length: cut ? 0 : length, exists: true };
}
