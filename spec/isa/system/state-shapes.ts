/**
 * The 512-byte image of FXSAVE (SDM volume 1, table 10-2): control words and pointers, then the x87
 * registers ST(0) to ST(7) in slots of 16 bytes, then XMM0 to XMM15; the last 96 bytes are not used.
 */
import type { Builder, V } from "../../ir/builder.ts";
import type { Meaning } from "../form.ts";

const REGISTERS = 8;
const VECTORS = 16;
const SLOT = 16;
const FIP_OFFSET = 8;
const FDP_OFFSET = 16;
const MXCSR_OFFSET = 24;
const STACK_OFFSET = 32;
const VECTOR_OFFSET = 160;
const IMAGE_BYTES = 416;
/** MXCSR bits that exist (MXCSR_MASK of the image). */
const MXCSR_MASK = 0xffffn;

function at(m: Builder, offset: number): V {
  return m.add(m.address(0), m.const(BigInt(offset)));
}

function checkAlignment(m: Builder): void {
  m.fault("GP", m.ne(m.and(m.address(0), m.const(15n)), m.const(0n)));
}

/** The 64-bit forms keep whole pointers; the others 32 bits and a selector, which reads as 0. */
function pointerBits(m: Builder): 32 | 64 {
  return m.form.operandSize === 64 ? 64 : 32;
}

/** Several fields of 16 bits as one word, the first lowest. */
function joined(m: Builder, fields: readonly V[]): V {
  return fields.reduce((word, field, index) =>
    m.or(word, m.shl(field, m.const(BigInt(16 * index)))));
}

export const saveExtended: Meaning = (m) => {
  checkAlignment(m);
  m.writable(m.address(0), IMAGE_BYTES);
  const store = (offset: number, value: V): void => m.store(at(m, offset), 64, value);
  const bits = pointerBits(m);
  store(0, joined(m, [
    m.system("fcw"), m.system("fsw"), m.system("ftw"), m.call("fpu.fop", "i64"),
  ]));
  store(FIP_OFFSET, m.zext(m.call("fpu.fip", "i64"), bits));
  store(FDP_OFFSET, m.zext(m.call("fpu.fdp", "i64"), bits));
  store(MXCSR_OFFSET, m.or(m.system("mxcsr"), m.const(MXCSR_MASK << 32n)));
  for (let i = 0; i < REGISTERS; i += 1) {
    const index = m.const(BigInt(i));
    store(STACK_OFFSET + SLOT * i, m.call("fpu.low", "i64", index));
    store(STACK_OFFSET + SLOT * i + 8, m.call("fpu.high", "i64", index));
  }
  for (let i = 0; i < VECTORS; i += 1) {
    m.storeVector(at(m, VECTOR_OFFSET + SLOT * i), m.fixedVector(i));
  }
};

export const restoreExtended: Meaning = (m) => {
  checkAlignment(m);
  const load = (offset: number, bits: 32 | 64 = 64): V => m.load(at(m, offset), bits);
  const bits = pointerBits(m);
  const control = load(0);
  const [fip, fdp] = [load(FIP_OFFSET, bits), load(FDP_OFFSET, bits)];
  const mxcsr = load(MXCSR_OFFSET, 32);
  m.fault("GP", m.ne(m.and(mxcsr, m.const(~MXCSR_MASK)), m.const(0n)));
  const field = (index: number): V => m.zext(m.shr(control, m.const(BigInt(16 * index))), 16);
  m.unit("fxrstor", [field(0), field(1), field(2), fip, field(3), fdp]);
  for (let i = 0; i < REGISTERS; i += 1) {
    const [low, high] = [load(STACK_OFFSET + SLOT * i), load(STACK_OFFSET + SLOT * i + 8)];
    m.unit("fpu.load", [m.const(BigInt(i)), low, high]);
  }
  for (let i = 0; i < VECTORS; i += 1) {
    m.setFixedVector(i, m.loadVector(at(m, VECTOR_OFFSET + SLOT * i)));
  }
  m.setSystem("mxcsr", mxcsr);
};
