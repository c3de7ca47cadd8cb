/** The stack. */
import type { Builder } from "../../ir/builder.ts";
import type { Meaning, Paragraph } from "../form.ts";
import { enterFrame, popOperand, push as pushValue } from "./stack-shapes.ts";

/** PUSHFQ pushes RF and VM as 0. */
const PUSHED = ~0x30000n;
/** What POPF changes in user mode: status flags, DF, NT, AC and ID; TF is not modelled. */
const POPPED = 0x244dd5n;

function popFlags(m: Builder, bits: 16 | 64): void {
  const mask = bits === 16 ? POPPED & 0xffffn : POPPED;
  const rsp = m.fixed("rsp");
  const value = m.load(rsp, bits, "stack");
  const kept = m.and(m.system("rflags"), m.const(~mask));
  m.setSystem("rflags", m.or(kept, m.and(value, m.const(mask))));
  m.setFixed("rsp", m.add(rsp, m.const(BigInt(bits / 8))));
}

export const enter: Meaning = (m) => enterFrame(m);

export const ENTER: Paragraph = {
  mnemonic: "enter",
  title: "Make a stack frame",
  source: "SDM 2A, ENTER",
  meaning: enter,
  rows: `
    enter_imm16_imm8_o16  imm16 imm8  o16 C8 iw ib  no
    enter_imm16_imm8      imm16 imm8  d64 C8 iw ib  no`,
};

export const leave: Meaning = (m) => {
  const bits = m.form.operandSize === 16 ? 16 : 64;
  const rbp = m.fixed("rbp");
  const value = m.load(rbp, bits, "stack");
  m.setFixed("rsp", m.add(rbp, m.const(BigInt(bits / 8))));
  m.setFixed("rbp", value, bits);
};

export const LEAVE: Paragraph = {
  mnemonic: "leave",
  title: "Leave a stack frame",
  source: "SDM 2A, LEAVE",
  meaning: leave,
  rows: `
    leave_o16  -  o16 C9  no
    leave      -  d64 C9  no`,
};

export const pop: Meaning = (m) => popOperand(m);

export const POP: Paragraph = {
  mnemonic: "pop",
  title: "Pop from the stack",
  source: "SDM 2B, POP",
  meaning: pop,
  rows: `
    pop_r16     r16.op:w  o16 58+r   yes
    pop_r64     r64.op:w  d64 58+r   yes
    pop_rm16    rm16:w    o16 8F /0  yes
    pop_rm64    rm64:w    d64 8F /0  yes
    pop_fs_o16  fs:w      o16 0F A1  no
    pop_fs      fs:w      d64 0F A1  no
    pop_gs_o16  gs:w      o16 0F A9  no
    pop_gs      gs:w      d64 0F A9  no`,
};

export const popf: Meaning = (m) => popFlags(m, 16);

export const POPF: Paragraph = {
  mnemonic: "popf",
  title: "Pop the flags, 16 bits",
  source: "SDM 2B, POPF/POPFD/POPFQ",
  flags: "writes oszapcdi",
  meaning: popf,
  rows: `
    popf  -  o16 9D  no`,
};

export const popfq: Meaning = (m) => popFlags(m, 64);

export const POPFQ: Paragraph = {
  mnemonic: "popfq",
  title: "Pop the flags, 64 bits",
  source: "SDM 2B, POPF/POPFD/POPFQ",
  flags: "writes oszapcdik",
  meaning: popfq,
  rows: `
    popfq  -  d64 9D  no`,
};

/** rsp is pushed as it was before. */
export const push: Meaning = (m) => {
  if (m.operand(0).kind === "sreg") return m.unsupported("segment registers");
  const bits = m.form.operandSize === 16 ? 16 : 64;
  pushValue(m, bits, m.read(0, bits));
};

export const PUSH: Paragraph = {
  mnemonic: "push",
  title: "Push onto the stack",
  source: "SDM 2B, PUSH",
  meaning: push,
  rows: `
    push_r16       r16.op:r  o16 50+r   yes
    push_r64       r64.op:r  d64 50+r   yes
    push_imm16     imm16     o16 68 iw  yes
    push_imm32     simm32    d64 68 id  yes
    push_imm8_o16  simm8     o16 6A ib  no
    push_imm8      simm8     d64 6A ib  yes
    push_rm16      rm16:r    o16 FF /6  yes
    push_rm64      rm64:r    d64 FF /6  yes
    push_fs_o16    fs:r      o16 0F A0  no
    push_fs        fs:r      d64 0F A0  no
    push_gs_o16    gs:r      o16 0F A8  no
    push_gs        gs:r      d64 0F A8  no`,
};

export const pushf: Meaning = (m) => pushValue(m, 16, m.system("rflags"));

export const PUSHF: Paragraph = {
  mnemonic: "pushf",
  title: "Push the flags, 16 bits",
  source: "SDM 2B, PUSHF/PUSHFD/PUSHFQ",
  flags: "reads oszapcdi",
  meaning: pushf,
  rows: `
    pushf  -  o16 9C  no`,
};

export const pushfq: Meaning = (m) => pushValue(m, 64, m.and(m.system("rflags"), m.const(PUSHED)));

export const PUSHFQ: Paragraph = {
  mnemonic: "pushfq",
  title: "Push the flags, 64 bits",
  source: "SDM 2B, PUSHF/PUSHFD/PUSHFQ",
  flags: "reads oszapcdik",
  meaning: pushfq,
  rows: `
    pushfq  -  d64 9C  no`,
};
