/** Bitwise logic on general registers. */
import type { Meaning, Paragraph } from "../form.ts";
import { bitwise, logicFlags, logicResult } from "./arithmetic-shapes.ts";

export const and: Meaning = (m) => bitwise(m, "and");

export const AND: Paragraph = {
  mnemonic: "and",
  title: "Logical and",
  source: "SDM 2A, AND",
  flags: "writes szp, clears oc, undefined a",
  meaning: and,
  rows: `
    and_rm8_r8      rm8:rw r8:r     20 /r         yes  lock
    and_rm16_r16    rm16:rw r16:r   o16 21 /r     yes  lock
    and_rm32_r32    rm32:rw r32:r   o32 21 /r     yes  lock zx
    and_rm64_r64    rm64:rw r64:r   o64 21 /r     yes  lock
    and_r8_rm8      r8:rw rm8:r     22 /r         yes
    and_r16_rm16    r16:rw rm16:r   o16 23 /r     yes
    and_r32_rm32    r32:rw rm32:r   o32 23 /r     yes  zx
    and_r64_rm64    r64:rw rm64:r   o64 23 /r     yes
    and_al_imm8     al:rw imm8      24 ib         yes
    and_ax_imm16    ax:rw imm16     o16 25 iw     yes
    and_eax_imm32   eax:rw imm32    o32 25 id     yes  zx
    and_rax_imm32   rax:rw simm32   o64 25 id     yes
    and_rm8_imm8    rm8:rw imm8     80 /4 ib      yes  lock
    and_rm16_imm16  rm16:rw imm16   o16 81 /4 iw  yes  lock
    and_rm32_imm32  rm32:rw imm32   o32 81 /4 id  yes  lock zx
    and_rm64_imm32  rm64:rw simm32  o64 81 /4 id  yes  lock
    and_rm16_imm8   rm16:rw simm8   o16 83 /4 ib  yes  lock
    and_rm32_imm8   rm32:rw simm8   o32 83 /4 ib  yes  lock zx
    and_rm64_imm8   rm64:rw simm8   o64 83 /4 ib  yes  lock`,
};

export const not: Meaning = (m) => m.write(0, m.not(m.read(0)));

export const NOT: Paragraph = {
  mnemonic: "not",
  title: "One's complement",
  source: "SDM 2B, NOT",
  meaning: not,
  rows: `
    not_rm8   rm8:rw   F6 /2      yes  lock
    not_rm16  rm16:rw  o16 F7 /2  yes  lock
    not_rm32  rm32:rw  o32 F7 /2  yes  lock zx
    not_rm64  rm64:rw  o64 F7 /2  yes  lock`,
};

export const or: Meaning = (m) => bitwise(m, "or");

export const OR: Paragraph = {
  mnemonic: "or",
  title: "Inclusive or",
  source: "SDM 2B, OR",
  flags: "writes szp, clears oc, undefined a",
  meaning: or,
  rows: `
    or_rm8_r8      rm8:rw r8:r     08 /r         yes  lock
    or_rm16_r16    rm16:rw r16:r   o16 09 /r     yes  lock
    or_rm32_r32    rm32:rw r32:r   o32 09 /r     yes  lock zx
    or_rm64_r64    rm64:rw r64:r   o64 09 /r     yes  lock
    or_r8_rm8      r8:rw rm8:r     0A /r         yes
    or_r16_rm16    r16:rw rm16:r   o16 0B /r     yes
    or_r32_rm32    r32:rw rm32:r   o32 0B /r     yes  zx
    or_r64_rm64    r64:rw rm64:r   o64 0B /r     yes
    or_al_imm8     al:rw imm8      0C ib         yes
    or_ax_imm16    ax:rw imm16     o16 0D iw     yes
    or_eax_imm32   eax:rw imm32    o32 0D id     yes  zx
    or_rax_imm32   rax:rw simm32   o64 0D id     yes
    or_rm8_imm8    rm8:rw imm8     80 /1 ib      yes  lock
    or_rm16_imm16  rm16:rw imm16   o16 81 /1 iw  yes  lock
    or_rm32_imm32  rm32:rw imm32   o32 81 /1 id  yes  lock zx
    or_rm64_imm32  rm64:rw simm32  o64 81 /1 id  yes  lock
    or_rm16_imm8   rm16:rw simm8   o16 83 /1 ib  yes  lock
    or_rm32_imm8   rm32:rw simm8   o32 83 /1 ib  yes  lock zx
    or_rm64_imm8   rm64:rw simm8   o64 83 /1 ib  yes  lock`,
};

export const test: Meaning = (m) => logicFlags(m, logicResult(m, "and"));

export const TEST: Paragraph = {
  mnemonic: "test",
  title: "Compare by logical and",
  source: "SDM 2B, TEST",
  flags: "writes szp, clears oc, undefined a",
  meaning: test,
  rows: `
    test_rm8_r8           rm8:r r8:r     84 /r         yes
    test_rm16_r16         rm16:r r16:r   o16 85 /r     yes
    test_rm32_r32         rm32:r r32:r   o32 85 /r     yes
    test_rm64_r64         rm64:r r64:r   o64 85 /r     yes
    test_al_imm8          al:r imm8      A8 ib         yes
    test_ax_imm16         ax:r imm16     o16 A9 iw     yes
    test_eax_imm32        eax:r imm32    o32 A9 id     yes
    test_rax_imm32        rax:r simm32   o64 A9 id     yes
    test_rm8_imm8         rm8:r imm8     F6 /0 ib      yes
    test_rm8_imm8_f6r1    rm8:r imm8     F6 /1 ib      no
    test_rm16_imm16       rm16:r imm16   o16 F7 /0 iw  yes
    test_rm32_imm32       rm32:r imm32   o32 F7 /0 id  yes
    test_rm64_imm32       rm64:r simm32  o64 F7 /0 id  yes
    test_rm16_imm16_f7r1  rm16:r imm16   o16 F7 /1 iw  no
    test_rm32_imm32_f7r1  rm32:r imm32   o32 F7 /1 id  no
    test_rm64_imm32_f7r1  rm64:r simm32  o64 F7 /1 id  no`,
};

export const xor: Meaning = (m) => bitwise(m, "xor");

export const XOR: Paragraph = {
  mnemonic: "xor",
  title: "Exclusive or",
  source: "SDM 2D, XOR",
  flags: "writes szp, clears oc, undefined a",
  meaning: xor,
  rows: `
    xor_rm8_r8      rm8:rw r8:r     30 /r         yes  lock
    xor_rm16_r16    rm16:rw r16:r   o16 31 /r     yes  lock
    xor_rm32_r32    rm32:rw r32:r   o32 31 /r     yes  lock zx
    xor_rm64_r64    rm64:rw r64:r   o64 31 /r     yes  lock
    xor_r8_rm8      r8:rw rm8:r     32 /r         yes
    xor_r16_rm16    r16:rw rm16:r   o16 33 /r     yes
    xor_r32_rm32    r32:rw rm32:r   o32 33 /r     yes  zx
    xor_r64_rm64    r64:rw rm64:r   o64 33 /r     yes
    xor_al_imm8     al:rw imm8      34 ib         yes
    xor_ax_imm16    ax:rw imm16     o16 35 iw     yes
    xor_eax_imm32   eax:rw imm32    o32 35 id     yes  zx
    xor_rax_imm32   rax:rw simm32   o64 35 id     yes
    xor_rm8_imm8    rm8:rw imm8     80 /6 ib      yes  lock
    xor_rm16_imm16  rm16:rw imm16   o16 81 /6 iw  yes  lock
    xor_rm32_imm32  rm32:rw imm32   o32 81 /6 id  yes  lock zx
    xor_rm64_imm32  rm64:rw simm32  o64 81 /6 id  yes  lock
    xor_rm16_imm8   rm16:rw simm8   o16 83 /6 ib  yes  lock
    xor_rm32_imm8   rm32:rw simm8   o32 83 /6 ib  yes  lock zx
    xor_rm64_imm8   rm64:rw simm8   o64 83 /6 ib  yes  lock`,
};
