/** Integer arithmetic, sign extension of the accumulator, compare-and-exchange. */
import type { Meaning, Paragraph } from "../form.ts";
import {
  addition, additionThrough, compareExchangePair, countBy1, divideAccumulator, extendAccumulator,
  multiplyAccumulator, multiplyInto, signIntoRdx, subtraction,
} from "./arithmetic-shapes.ts";

export const adc: Meaning = (m) => addition(m, true);

export const ADC: Paragraph = {
  mnemonic: "adc",
  title: "Add with carry",
  source: "SDM 2A, ADC",
  flags: "reads c, writes oszapc",
  meaning: adc,
  rows: `
    adc_rm8_r8      rm8:rw r8:r     10 /r         yes  lock
    adc_rm16_r16    rm16:rw r16:r   o16 11 /r     yes  lock
    adc_rm32_r32    rm32:rw r32:r   o32 11 /r     yes  lock
    adc_rm64_r64    rm64:rw r64:r   o64 11 /r     yes  lock
    adc_r8_rm8      r8:rw rm8:r     12 /r         yes
    adc_r16_rm16    r16:rw rm16:r   o16 13 /r     yes
    adc_r32_rm32    r32:rw rm32:r   o32 13 /r     yes
    adc_r64_rm64    r64:rw rm64:r   o64 13 /r     yes
    adc_al_imm8     al:rw imm8      14 ib         yes
    adc_ax_imm16    ax:rw imm16     o16 15 iw     yes
    adc_eax_imm32   eax:rw imm32    o32 15 id     yes
    adc_rax_imm32   rax:rw simm32   o64 15 id     yes
    adc_rm8_imm8    rm8:rw imm8     80 /2 ib      yes  lock
    adc_rm16_imm16  rm16:rw imm16   o16 81 /2 iw  yes  lock
    adc_rm32_imm32  rm32:rw imm32   o32 81 /2 id  yes  lock
    adc_rm64_imm32  rm64:rw simm32  o64 81 /2 id  yes  lock
    adc_rm16_imm8   rm16:rw simm8   o16 83 /2 ib  yes  lock
    adc_rm32_imm8   rm32:rw simm8   o32 83 /2 ib  yes  lock
    adc_rm64_imm8   rm64:rw simm8   o64 83 /2 ib  yes  lock`,
};

export const adcx: Meaning = (m) => additionThrough(m, "cf");

export const ADCX: Paragraph = {
  mnemonic: "adcx",
  title: "Add with carry flag only",
  source: "SDM 2A, ADCX",
  cpuid: "ADX",
  flags: "reads c, writes c",
  meaning: adcx,
  rows: `
    adcx_r32_rm32  r32:rw rm32:r  o32 66 0F 38 F6 /r  no
    adcx_r64_rm64  r64:rw rm64:r  o64 66 0F 38 F6 /r  no`,
};

export const add: Meaning = (m) => addition(m);

export const ADD: Paragraph = {
  mnemonic: "add",
  title: "Add",
  source: "SDM 2A, ADD",
  flags: "writes oszapc",
  meaning: add,
  rows: `
    add_rm8_r8      rm8:rw r8:r     00 /r         yes  lock
    add_rm16_r16    rm16:rw r16:r   o16 01 /r     yes  lock
    add_rm32_r32    rm32:rw r32:r   o32 01 /r     yes  lock zx
    add_rm64_r64    rm64:rw r64:r   o64 01 /r     yes  lock
    add_r8_rm8      r8:rw rm8:r     02 /r         yes
    add_r16_rm16    r16:rw rm16:r   o16 03 /r     yes
    add_r32_rm32    r32:rw rm32:r   o32 03 /r     yes  zx
    add_r64_rm64    r64:rw rm64:r   o64 03 /r     yes
    add_al_imm8     al:rw imm8      04 ib         yes
    add_ax_imm16    ax:rw imm16     o16 05 iw     yes
    add_eax_imm32   eax:rw imm32    o32 05 id     yes  zx
    add_rax_imm32   rax:rw simm32   o64 05 id     yes
    add_rm8_imm8    rm8:rw imm8     80 /0 ib      yes  lock
    add_rm16_imm16  rm16:rw imm16   o16 81 /0 iw  yes  lock
    add_rm32_imm32  rm32:rw imm32   o32 81 /0 id  yes  lock zx
    add_rm64_imm32  rm64:rw simm32  o64 81 /0 id  yes  lock
    add_rm16_imm8   rm16:rw simm8   o16 83 /0 ib  yes  lock
    add_rm32_imm8   rm32:rw simm8   o32 83 /0 ib  yes  lock zx
    add_rm64_imm8   rm64:rw simm8   o64 83 /0 ib  yes  lock`,
};

export const adox: Meaning = (m) => additionThrough(m, "of");

export const ADOX: Paragraph = {
  mnemonic: "adox",
  title: "Add with overflow flag as carry",
  source: "SDM 2A, ADOX",
  cpuid: "ADX",
  flags: "reads o, writes o",
  meaning: adox,
  rows: `
    adox_r32_rm32  r32:rw rm32:r  o32 F3 0F 38 F6 /r  no
    adox_r64_rm64  r64:rw rm64:r  o64 F3 0F 38 F6 /r  no`,
};

export const cbw: Meaning = (m) => extendAccumulator(m, 8, 16);

export const CBW: Paragraph = {
  mnemonic: "cbw",
  title: "Sign-extend al into ax",
  source: "SDM 2A, CBW/CWDE/CDQE",
  meaning: cbw,
  rows: `
    cbw  -  o16 98  yes`,
};

export const cdq: Meaning = (m) => signIntoRdx(m, 32);

export const CDQ: Paragraph = {
  mnemonic: "cdq",
  title: "Sign-extend eax into edx:eax",
  source: "SDM 2A, CWD/CDQ/CQO",
  meaning: cdq,
  rows: `
    cdq  -  o32 99  yes`,
};

export const cdqe: Meaning = (m) => extendAccumulator(m, 32, 64);

export const CDQE: Paragraph = {
  mnemonic: "cdqe",
  title: "Sign-extend eax into rax",
  source: "SDM 2A, CBW/CWDE/CDQE",
  meaning: cdqe,
  rows: `
    cdqe  -  o64 98  yes`,
};

export const cmp: Meaning = (m) => {
  const bits = m.width(0);
  const x = m.read(0);
  const y = m.read(1, bits);
  m.flags("sub", bits, x, y, m.sub(x, y));
};

export const CMP: Paragraph = {
  mnemonic: "cmp",
  title: "Compare by subtraction",
  source: "SDM 2A, CMP",
  flags: "writes oszapc",
  meaning: cmp,
  rows: `
    cmp_rm8_r8      rm8:r r8:r     38 /r         yes
    cmp_rm16_r16    rm16:r r16:r   o16 39 /r     yes
    cmp_rm32_r32    rm32:r r32:r   o32 39 /r     yes
    cmp_rm64_r64    rm64:r r64:r   o64 39 /r     yes
    cmp_r8_rm8      r8:r rm8:r     3A /r         yes
    cmp_r16_rm16    r16:r rm16:r   o16 3B /r     yes
    cmp_r32_rm32    r32:r rm32:r   o32 3B /r     yes
    cmp_r64_rm64    r64:r rm64:r   o64 3B /r     yes
    cmp_al_imm8     al:r imm8      3C ib         yes
    cmp_ax_imm16    ax:r imm16     o16 3D iw     yes
    cmp_eax_imm32   eax:r imm32    o32 3D id     yes
    cmp_rax_imm32   rax:r simm32   o64 3D id     yes
    cmp_rm8_imm8    rm8:r imm8     80 /7 ib      yes
    cmp_rm16_imm16  rm16:r imm16   o16 81 /7 iw  yes
    cmp_rm32_imm32  rm32:r imm32   o32 81 /7 id  yes
    cmp_rm64_imm32  rm64:r simm32  o64 81 /7 id  yes
    cmp_rm16_imm8   rm16:r simm8   o16 83 /7 ib  yes
    cmp_rm32_imm8   rm32:r simm8   o32 83 /7 ib  yes
    cmp_rm64_imm8   rm64:r simm8   o64 83 /7 ib  yes`,
};

/** A register destination stays untouched when the comparison fails; memory is always written. */
export const cmpxchg: Meaning = (m) => {
  const bits = m.width(0);
  const accumulator = m.fixed("rax", bits);
  const x = m.read(0);
  const equal = m.eq(accumulator, x);
  if (m.isMemory(0)) m.write(0, m.select(equal, m.read(1), x));
  else m.write(0, m.read(1), bits, equal);
  m.setFixed("rax", x, bits, m.isnt(equal));
  m.flags("sub", bits, accumulator, x, m.sub(accumulator, x));
};

export const CMPXCHG: Paragraph = {
  mnemonic: "cmpxchg",
  title: "Compare and exchange",
  source: "SDM 2A, CMPXCHG",
  flags: "writes oszapc",
  meaning: cmpxchg,
  rows: `
    cmpxchg_rm8_r8    rm8:rw r8:r    0F B0 /r      yes  lock wreg
    cmpxchg_rm16_r16  rm16:rw r16:r  o16 0F B1 /r  yes  lock wreg
    cmpxchg_rm32_r32  rm32:rw r32:r  o32 0F B1 /r  yes  lock wreg
    cmpxchg_rm64_r64  rm64:rw r64:r  o64 0F B1 /r  yes  lock wreg`,
};

export const cmpxchg16b: Meaning = (m) => compareExchangePair(m, 64);

export const CMPXCHG16B: Paragraph = {
  mnemonic: "cmpxchg16b",
  title: "Compare and exchange 16 bytes",
  source: "SDM 2A, CMPXCHG8B/CMPXCHG16B",
  cpuid: "CX16",
  flags: "writes z",
  meaning: cmpxchg16b,
  rows: `
    cmpxchg16b_m128  m128:rw  o64 0F C7 /1  yes  lock align`,
};

export const cmpxchg8b: Meaning = (m) => compareExchangePair(m, 32);

export const CMPXCHG8B: Paragraph = {
  mnemonic: "cmpxchg8b",
  title: "Compare and exchange 8 bytes",
  source: "SDM 2A, CMPXCHG8B/CMPXCHG16B",
  cpuid: "CX8",
  flags: "writes z",
  meaning: cmpxchg8b,
  rows: `
    cmpxchg8b_m64  m64:rw  o32 0F C7 /1  yes  lock`,
};

export const cqo: Meaning = (m) => signIntoRdx(m, 64);

export const CQO: Paragraph = {
  mnemonic: "cqo",
  title: "Sign-extend rax into rdx:rax",
  source: "SDM 2A, CWD/CDQ/CQO",
  meaning: cqo,
  rows: `
    cqo  -  o64 99  yes`,
};

export const crc32: Meaning = (m) => {
  const bits = m.width(1);
  const sum = m.zext(m.read(0), 32);
  m.write(0, m.call("crc32c", "i64", sum, m.read(1), m.const(BigInt(bits))));
};

export const CRC32: Paragraph = {
  mnemonic: "crc32",
  title: "Accumulate a CRC-32C checksum",
  source: "SDM 2A, CRC32",
  cpuid: "SSE42",
  meaning: crc32,
  rows: `
    crc32_r32_rm8   r32:rw rm8:r   o32 F2 0F 38 F0 /r  yes
    crc32_r64_rm8   r64:rw rm8:r   o64 F2 0F 38 F0 /r  yes
    crc32_r32_rm16  r32:rw rm16:r  o16 F2 0F 38 F1 /r  no|yes
    crc32_r32_rm32  r32:rw rm32:r  o32 F2 0F 38 F1 /r  yes
    crc32_r64_rm64  r64:rw rm64:r  o64 F2 0F 38 F1 /r  yes`,
};

export const cwd: Meaning = (m) => signIntoRdx(m, 16);

export const CWD: Paragraph = {
  mnemonic: "cwd",
  title: "Sign-extend ax into dx:ax",
  source: "SDM 2A, CWD/CDQ/CQO",
  meaning: cwd,
  rows: `
    cwd  -  o16 99  yes`,
};

export const cwde: Meaning = (m) => extendAccumulator(m, 16, 32);

export const CWDE: Paragraph = {
  mnemonic: "cwde",
  title: "Sign-extend ax into eax",
  source: "SDM 2A, CBW/CWDE/CDQE",
  meaning: cwde,
  rows: `
    cwde  -  o32 98  yes`,
};

export const dec: Meaning = (m) => countBy1(m, "sub");

export const DEC: Paragraph = {
  mnemonic: "dec",
  title: "Decrement by one",
  source: "SDM 2A, DEC",
  flags: "writes oszap",
  meaning: dec,
  rows: `
    dec_rm8   rm8:rw   FE /1      yes  lock
    dec_rm16  rm16:rw  o16 FF /1  yes  lock
    dec_rm32  rm32:rw  o32 FF /1  yes  lock zx
    dec_rm64  rm64:rw  o64 FF /1  yes  lock`,
};

export const div: Meaning = (m) => divideAccumulator(m, false);

export const DIV: Paragraph = {
  mnemonic: "div",
  title: "Unsigned divide",
  source: "SDM 2A, DIV",
  flags: "undefined oszapc",
  meaning: div,
  rows: `
    div_rm8   rm8:r   F6 /6      yes
    div_rm16  rm16:r  o16 F7 /6  yes
    div_rm32  rm32:r  o32 F7 /6  yes
    div_rm64  rm64:r  o64 F7 /6  yes`,
};

export const idiv: Meaning = (m) => divideAccumulator(m, true);

export const IDIV: Paragraph = {
  mnemonic: "idiv",
  title: "Signed divide",
  source: "SDM 2A, IDIV",
  flags: "undefined oszapc",
  meaning: idiv,
  rows: `
    idiv_rm8   rm8:r   F6 /7      yes
    idiv_rm16  rm16:r  o16 F7 /7  yes
    idiv_rm32  rm32:r  o32 F7 /7  yes
    idiv_rm64  rm64:r  o64 F7 /7  yes`,
};

export const imul: Meaning = (m) => {
  switch (m.form.operands.length) {
    case 1: return multiplyAccumulator(m, true);
    case 2: return multiplyInto(m, 0, 1);
    default: return multiplyInto(m, 1, 2);
  }
};

export const IMUL: Paragraph = {
  mnemonic: "imul",
  title: "Signed multiply",
  source: "SDM 2A, IMUL",
  flags: "writes oc, undefined szap",
  meaning: imul,
  rows: `
    imul_r16_rm16_imm16  r16:w rm16:r imm16   o16 69 /r iw  yes
    imul_r32_rm32_imm32  r32:w rm32:r imm32   o32 69 /r id  yes  zx
    imul_r64_rm64_imm32  r64:w rm64:r simm32  o64 69 /r id  yes
    imul_r16_rm16_imm8   r16:w rm16:r simm8   o16 6B /r ib  yes
    imul_r32_rm32_imm8   r32:w rm32:r simm8   o32 6B /r ib  yes  zx
    imul_r64_rm64_imm8   r64:w rm64:r simm8   o64 6B /r ib  yes
    imul_rm8             rm8:r                F6 /5         yes
    imul_rm16            rm16:r               o16 F7 /5     yes
    imul_rm32            rm32:r               o32 F7 /5     yes
    imul_rm64            rm64:r               o64 F7 /5     yes
    imul_r16_rm16        r16:rw rm16:r        o16 0F AF /r  yes
    imul_r32_rm32        r32:rw rm32:r        o32 0F AF /r  yes  zx
    imul_r64_rm64        r64:rw rm64:r        o64 0F AF /r  yes`,
};

export const inc: Meaning = (m) => countBy1(m, "add");

export const INC: Paragraph = {
  mnemonic: "inc",
  title: "Increment by one",
  source: "SDM 2A, INC",
  flags: "writes oszap",
  meaning: inc,
  rows: `
    inc_rm8   rm8:rw   FE /0      yes  lock
    inc_rm16  rm16:rw  o16 FF /0  yes  lock
    inc_rm32  rm32:rw  o32 FF /0  yes  lock zx
    inc_rm64  rm64:rw  o64 FF /0  yes  lock`,
};

export const mul: Meaning = (m) => multiplyAccumulator(m, false);

export const MUL: Paragraph = {
  mnemonic: "mul",
  title: "Unsigned multiply",
  source: "SDM 2B, MUL",
  flags: "writes oc, undefined szap",
  meaning: mul,
  rows: `
    mul_rm8   rm8:r   F6 /4      yes
    mul_rm16  rm16:r  o16 F7 /4  yes
    mul_rm32  rm32:r  o32 F7 /4  yes
    mul_rm64  rm64:r  o64 F7 /4  yes`,
};

export const neg: Meaning = (m) => {
  const y = m.read(0);
  const r = m.neg(y);
  m.write(0, r);
  m.flags("sub", m.width(0), m.const(0n), y, r);
};

export const NEG: Paragraph = {
  mnemonic: "neg",
  title: "Two's complement",
  source: "SDM 2B, NEG",
  flags: "writes oszapc",
  meaning: neg,
  rows: `
    neg_rm8   rm8:rw   F6 /3      yes  lock
    neg_rm16  rm16:rw  o16 F7 /3  yes  lock
    neg_rm32  rm32:rw  o32 F7 /3  yes  lock zx
    neg_rm64  rm64:rw  o64 F7 /3  yes  lock`,
};

export const sbb: Meaning = (m) => subtraction(m, true);

export const SBB: Paragraph = {
  mnemonic: "sbb",
  title: "Subtract with borrow",
  source: "SDM 2B, SBB",
  flags: "reads c, writes oszapc",
  meaning: sbb,
  rows: `
    sbb_rm8_r8      rm8:rw r8:r     18 /r         yes  lock
    sbb_rm16_r16    rm16:rw r16:r   o16 19 /r     yes  lock
    sbb_rm32_r32    rm32:rw r32:r   o32 19 /r     yes  lock
    sbb_rm64_r64    rm64:rw r64:r   o64 19 /r     yes  lock
    sbb_r8_rm8      r8:rw rm8:r     1A /r         yes
    sbb_r16_rm16    r16:rw rm16:r   o16 1B /r     yes
    sbb_r32_rm32    r32:rw rm32:r   o32 1B /r     yes
    sbb_r64_rm64    r64:rw rm64:r   o64 1B /r     yes
    sbb_al_imm8     al:rw imm8      1C ib         yes
    sbb_ax_imm16    ax:rw imm16     o16 1D iw     yes
    sbb_eax_imm32   eax:rw imm32    o32 1D id     yes
    sbb_rax_imm32   rax:rw simm32   o64 1D id     yes
    sbb_rm8_imm8    rm8:rw imm8     80 /3 ib      yes  lock
    sbb_rm16_imm16  rm16:rw imm16   o16 81 /3 iw  yes  lock
    sbb_rm32_imm32  rm32:rw imm32   o32 81 /3 id  yes  lock
    sbb_rm64_imm32  rm64:rw simm32  o64 81 /3 id  yes  lock
    sbb_rm16_imm8   rm16:rw simm8   o16 83 /3 ib  yes  lock
    sbb_rm32_imm8   rm32:rw simm8   o32 83 /3 ib  yes  lock
    sbb_rm64_imm8   rm64:rw simm8   o64 83 /3 ib  yes  lock`,
};

export const sub: Meaning = (m) => subtraction(m);

export const SUB: Paragraph = {
  mnemonic: "sub",
  title: "Subtract",
  source: "SDM 2B, SUB",
  flags: "writes oszapc",
  meaning: sub,
  rows: `
    sub_rm8_r8      rm8:rw r8:r     28 /r         yes  lock
    sub_rm16_r16    rm16:rw r16:r   o16 29 /r     yes  lock
    sub_rm32_r32    rm32:rw r32:r   o32 29 /r     yes  lock zx
    sub_rm64_r64    rm64:rw r64:r   o64 29 /r     yes  lock
    sub_r8_rm8      r8:rw rm8:r     2A /r         yes
    sub_r16_rm16    r16:rw rm16:r   o16 2B /r     yes
    sub_r32_rm32    r32:rw rm32:r   o32 2B /r     yes  zx
    sub_r64_rm64    r64:rw rm64:r   o64 2B /r     yes
    sub_al_imm8     al:rw imm8      2C ib         yes
    sub_ax_imm16    ax:rw imm16     o16 2D iw     yes
    sub_eax_imm32   eax:rw imm32    o32 2D id     yes  zx
    sub_rax_imm32   rax:rw simm32   o64 2D id     yes
    sub_rm8_imm8    rm8:rw imm8     80 /5 ib      yes  lock
    sub_rm16_imm16  rm16:rw imm16   o16 81 /5 iw  yes  lock
    sub_rm32_imm32  rm32:rw imm32   o32 81 /5 id  yes  lock zx
    sub_rm64_imm32  rm64:rw simm32  o64 81 /5 id  yes  lock
    sub_rm16_imm8   rm16:rw simm8   o16 83 /5 ib  yes  lock
    sub_rm32_imm8   rm32:rw simm8   o32 83 /5 ib  yes  lock zx
    sub_rm64_imm8   rm64:rw simm8   o64 83 /5 ib  yes  lock`,
};

/** The sum is written last, so that it wins where both operands are one register. */
export const xadd: Meaning = (m) => {
  const bits = m.width(0);
  const x = m.read(0);
  const y = m.read(1);
  const r = m.add(x, y);
  m.write(1, x);
  m.write(0, r);
  m.flags("add", bits, x, y, r);
};

export const XADD: Paragraph = {
  mnemonic: "xadd",
  title: "Exchange and add",
  source: "SDM 2D, XADD",
  flags: "writes oszapc",
  meaning: xadd,
  rows: `
    xadd_rm8_r8    rm8:rw r8:rw    0F C0 /r      yes  lock
    xadd_rm16_r16  rm16:rw r16:rw  o16 0F C1 /r  yes  lock
    xadd_rm32_r32  rm32:rw r32:rw  o32 0F C1 /r  yes  lock zx
    xadd_rm64_r64  rm64:rw r64:rw  o64 0F C1 /r  yes  lock`,
};
