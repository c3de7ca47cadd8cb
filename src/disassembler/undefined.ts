/**
 * How many bytes objdump skips where the bytes are no instruction of our table: enough to meet
 * it again behind them.
 */

/** Opcodes of EVEX map 1 that carry an immediate byte; all of map 3 do, no other map does. */
const EVEX_MAP1_IMMEDIATES: ReadonlySet<number> = new Set([
  0x70, 0x71, 0x72, 0x73, 0xc2, 0xc4, 0xc5, 0xc6,
]);

/** Length of ModRM, SIB and displacement at `at`, or 0 where the bytes end before. */
function modrmLength(bytes: Uint8Array, at: number, end: number): number {
  const modrm = bytes[at] ?? 0;
  const mod = modrm >> 6;
  if (at >= end) return 0;
  if (mod === 3) return 1;
  const sib = (modrm & 7) === 4;
  if (sib && at + 1 >= end) return 0;
  const base = sib ? (bytes[at + 1] ?? 0) & 7 : modrm & 7;
  const displacement = mod === 1 ? 1 : mod === 2 || base === 5 ? 4 : 0;
  const length = 1 + (sib ? 1 : 0) + displacement;
  return at + length > end ? 0 : length;
}

/** Length of an EVEX instruction from its 62 on, or 0 where the bytes end before. */
export function evexLength(bytes: Uint8Array, from: number, end: number): number {
  const map = (bytes[from + 1] ?? 0) & 7;
  const opcode = bytes[from + 4] ?? 0;
  const operands = modrmLength(bytes, from + 5, end);
  if (operands === 0) return 0;
  const immediate = map === 3 || (map === 1 && EVEX_MAP1_IMMEDIATES.has(opcode)) ? 1 : 0;
  const length = 5 + operands + immediate;
  return from + length > end ? 0 : length;
}

/** Bytes of an undefined opcode: objdump gives up behind the opcode byte itself. */
export function undefinedLength(bytes: Uint8Array, from: number, end: number): number {
  const [first, second] = [bytes[from] ?? 0, bytes[from + 1] ?? 0];
  const escaped = first === 0x0f ? (second === 0x38 || second === 0x3a ? 3 : 2) : 1;
  return Math.min(escaped, end - from);
}
