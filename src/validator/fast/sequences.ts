/**
 * The sandbox's literal byte sequences as the fast validator recognises them: backwards from the
 * last part, with the instruction starts of the bundle at hand, so that the scanner pays for them
 * only where a last part or a write of rsp or rbp occurs.
 */
import { LAST_BOTH, LAST_BRANCH, LAST_MASKED, LAST_RSI } from "./facts.ts";

const RSP = 4;

const at = (bytes: Uint8Array, p: number): number => bytes[p] ?? -1;

/** Length of the fixed 16-bit nop at `p`: up to six 66, one 2e after them, zero operand; else 0. */
export function fixedNopLength(bytes: Uint8Array, p: number): number {
  let q = p;
  while (at(bytes, q) === 0x66) q++;
  const data16 = q - p;
  if (data16 < 1 || data16 > 6) return 0;
  const cs = at(bytes, q) === 0x2e;
  if (cs) q++;
  else if (data16 > 1) return 0;
  if (at(bytes, q) !== 0x0f || at(bytes, q + 1) !== 0x1f) return 0;
  const modrm = at(bytes, q + 2);
  const zeros = modrm === 0x84 ? 5 : modrm === 0x44 && !cs ? 2 : -1;
  if (zeros < 0) return 0;
  for (let k = 1; k <= zeros; k++) if (at(bytes, q + 2 + k) !== 0) return 0;
  return q + 3 + zeros - p;
}

/** mov rbp,rsp; mov rsp,rbp; and rsp,imm8 with a negative immediate (rules 7.1). */
export function freeStackWrite(bytes: Uint8Array, p: number, length: number): boolean {
  const b0 = at(bytes, p), b1 = at(bytes, p + 1), b2 = at(bytes, p + 2);
  if (length === 3 && (b0 & 0xfd) === 0x48) {
    if (b1 === 0x89) return b2 === 0xe5 || b2 === 0xec;
    return b1 === 0x8b && (b2 === 0xec || b2 === 0xe5);
  }
  return length === 4 && b0 === 0x48 && b1 === 0x83 && b2 === 0xe4 && at(bytes, p + 3) >= 0x80;
}

/** The second half that turns restricted esp (ebp) into a sandbox address (rules 7.2). */
export function stackSandboxing(
  bytes: Uint8Array, p: number, length: number, register: number,
): boolean {
  const b0 = at(bytes, p), b1 = at(bytes, p + 1), b2 = at(bytes, p + 2), b3 = at(bytes, p + 3);
  if (length === 3) {
    const isOr = b1 === 0x09 || b1 === 0x0b;
    if (isOr && register !== RSP) return false;
    if (b1 === 0x01 || b1 === 0x09) return (b0 & 0xfd) === 0x4c && b2 === 0xf8 + register;
    return (b1 === 0x03 || b1 === 0x0b) && (b0 & 0xfd) === 0x49 && b2 === 0xc7 + 8 * register;
  }
  // lea with r15 as index, scale 1, and a displacement of zero in any size.
  if (b0 !== 0x4a || b1 !== 0x8d || b3 !== (register === RSP ? 0x3c : 0x3d)) return false;
  const size = length - 4;
  const mod = size === 0 ? 0x04 : size === 1 ? 0x44 : 0x84;
  if (b2 !== (mod | (register << 3)) || (size === 0 && register !== RSP)) return false;
  for (let k = 0; k < size; k++) if (at(bytes, p + 4 + k) !== 0) return false;
  return true;
}

/** Whether an instruction of the bundle starts at `p`. */
const startsAt = (starts: number, bundle: number, p: number): boolean =>
  p >= bundle && ((starts >>> (p - bundle)) & 1) !== 0;

/** Start of `mov r32,r32; lea r64,[r15+r64]` that ends at `p`, or -1. `n` is 6 (rsi) or 7 (rdi). */
function pairStart(
  bytes: Uint8Array, bundle: number, p: number, starts: number, n: 6 | 7,
): number {
  const lea = p - 4;
  if (!startsAt(starts, bundle, lea)) return -1;
  if (at(bytes, lea) !== 0x49 || at(bytes, lea + 1) !== 0x8d) return -1;
  if (at(bytes, lea + 2) !== (0x04 | (n << 3))) return -1;
  if (at(bytes, lea + 3) !== (0x07 | (n << 3))) return -1;
  const mov = lea - 2;
  if (mov < bundle || (at(bytes, mov) & 0xfd) !== 0x89) return -1;
  if (at(bytes, mov + 1) !== (0xc0 | (n << 3) | n)) return -1;
  if (startsAt(starts, bundle, mov)) return mov;
  const rex = at(bytes, mov - 1);
  return startsAt(starts, bundle, mov - 1) && (rex & 0xfd) === 0x40 ? mov - 1 : -1;
}

/** Start of the mask and rebase of register `n` that end at `p`, or -1. */
function maskStart(
  bytes: Uint8Array, bundle: number, p: number, starts: number, n: number,
): number {
  if (n === 15) return -1;
  const low = n & 7;
  const add = p - 3;
  if (!startsAt(starts, bundle, add)) return -1;
  const rex = at(bytes, add) & 0xfd;
  const toMemoryForm = at(bytes, add + 1) === 0x01;
  if (!toMemoryForm && at(bytes, add + 1) !== 0x03) return -1;
  if (rex !== (n > 7 ? 0x4d : toMemoryForm ? 0x4c : 0x49)) return -1;
  if (at(bytes, add + 2) !== (toMemoryForm ? 0xf8 + low : 0xc7 + 8 * low)) return -1;
  const and = add - 3;
  if (and < bundle || at(bytes, and) !== 0x83) return -1;
  if (at(bytes, and + 1) !== 0xe0 + low || at(bytes, and + 2) !== 0xe0) return -1;
  if (startsAt(starts, bundle, and)) return n > 7 ? -1 : and;
  if (!startsAt(starts, bundle, and - 1)) return -1;
  return (at(bytes, and - 1) & 0xf9) === (n > 7 ? 0x41 : 0x40) ? and - 1 : -1;
}

/**
 * Where the superinstruction begins whose last part is the instruction at `p`; -1 when its earlier
 * parts do not stand directly before it.
 */
export function lastPartStart(
  bytes: Uint8Array, bundle: number, p: number, starts: number, kind: number, register: number,
  rex: number,
): number {
  if (kind === LAST_BRANCH) return maskStart(bytes, bundle, p, starts, register);
  if (kind !== LAST_MASKED && rex !== 0 && rex !== 0x48) return -1;
  if (kind === LAST_RSI) return pairStart(bytes, bundle, p, starts, 6);
  const rdi = pairStart(bytes, bundle, p, starts, 7);
  return kind === LAST_BOTH && rdi >= 0 ? pairStart(bytes, bundle, rdi, starts, 6) : rdi;
}
