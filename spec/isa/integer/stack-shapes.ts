/** How stack instructions are written. Accesses through rsp and rbp fault with #SS. */
import type { Builder, V } from "../../ir/builder.ts";

/** ENTER copies at most this many frame pointers, its own included. */
const MAX_LEVEL = 31;

/** Pushes a value of 16 or 64 bits. */
export function push(m: Builder, bits: 16 | 64, value: V): void {
  const rsp = m.sub(m.fixed("rsp"), m.const(BigInt(bits / 8)));
  m.store(rsp, bits, value, "stack");
  m.setFixed("rsp", rsp);
}

/**
 * POP: a memory destination is addressed with rsp as it is afterwards, and a destination of rsp
 * itself gets the popped value.
 */
export function popOperand(m: Builder): void {
  if (m.operand(0).kind === "sreg") return m.unsupported("segment registers");
  const bits = m.form.operandSize === 16 ? 16 : 64;
  const bytes = m.const(BigInt(bits / 8));
  const rsp = m.fixed("rsp");
  const value = m.load(rsp, bits, "stack");
  m.setFixed("rsp", m.add(rsp, bytes));
  if (!m.isMemory(0)) m.write(0, value, bits);
  else m.store(m.call("addressAfterPop", "i64", m.address(0), bytes), bits, value);
}

/**
 * ENTER: pushes rbp, copies up to 30 outer frame pointers and its own, and takes room for locals.
 * The copies may overlap what was just pushed, hence an operator of their own.
 */
export function enterFrame(m: Builder): void {
  const bits = m.form.operandSize === 16 ? 16 : 64;
  const size = m.const(BigInt(bits / 8));
  const level = m.and(m.read(1, 8), m.const(31n));
  const rsp = m.fixed("rsp");
  const rbp = m.fixed("rbp");
  const frame = m.sub(rsp, size);
  m.store(frame, bits, rbp, "stack");
  const pushed = [rbp];
  let top = frame;
  let outer = rbp;
  for (let depth = 1; depth < MAX_LEVEL; depth++) {
    const copied = m.ltu(m.const(BigInt(depth)), level);
    outer = m.sub(outer, size);
    const value = m.call("loadBehindPushes", "i64", copied, outer, size, rsp, ...pushed);
    const below = m.sub(top, size);
    m.store(below, bits, value, "stack", copied);
    top = m.select(copied, below, top);
    pushed.push(value);
  }
  const nested = m.ne(level, m.const(0n));
  const last = m.sub(top, size);
  m.store(last, bits, frame, "stack", nested);
  const room = m.sub(m.select(nested, last, top), m.read(0, 16));
  m.writable(room, bits / 8, "stack");
  m.setFixed("rsp", room);
  m.setFixed("rbp", frame, bits);
}
