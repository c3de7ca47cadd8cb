/**
 * What the loop runs by itself: the forms that compiled programs execute most, and sequences of them
 * that follow each other so often that one handler for all of them pays. Everything else is
 * executed by the oracle.
 *
 * One sequence per line, instructions joined by `+`. Behind a form's id stands how the address of
 * its memory operand is computed (`base`, `stack`, `index`; nothing where the operand is a
 * register), then `rep` or `repne` for a repeated string instruction. Capital letters say which of
 * the general registers in a sequence are the same one: operands in order, then base and index; a
 * sequence with letters serves only instructions with exactly these equalities. Lines stand in order
 * of use.
 */
import type { Addressing } from "./record-target.ts";

export interface HotShape {
  /** Id of the form. */
  readonly form: string;
  /** For a memory operand: how its address is computed. */
  readonly addressing: Addressing | undefined;
  readonly repeat: 0 | 0xf2 | 0xf3;
  /** Which registers are the same, as `Sequence.registers` has it. */
  readonly registers: string;
}

/** At most FUSED_MAX instructions. */
export type HotSequence = readonly HotShape[];

export const FUSED_MAX = 6;

const ROWS = `
  mov_rm32_r32 AB + add_rm32_imm8 C + shl_rm32_imm8 A + xor_rm32_r32 BA + mov_rm32_r32 AB + shr_rm32_imm8 A
  nop + xor_rm32_r32 AB + mov_rm32_r32 BA + shl_rm32_imm8 B + xor_rm32_r32 BA
  mov_rm32_r32 AB + mov_rm32_r32 index CDA + cmp_rm32_r32 BE + jne_rel32
  sub_rm32_imm8 A + mov_r32_imm32 B + nop_rm16 index + lea_r32_m index CDB + mov_r32_rm32 index EFC
  lea_r32_m index ABC + mov_r32_rm32 index DEA + lea_r32_m index ABF + mov_rm32_r32 index DEA + add_rm32_imm8 F + nop
  lea_r32_m index ABC + mov_rm32_r32 index DEA + sub_rm32_imm8 C + cmp_rm32_r32 FC + jl_rel8
  cmp_rm32_r32 AB + jne_rel32
  jmp_rel8
  mov_rm32_r32 AB + lea_r32_m index CDE + mov_rm32_r32 index EFC + cmp_rm32_imm8 E + jle_rel8
  lea_r32_m index ABC + mov_r32_rm32 index DEA + add_rm32_imm8 F + mov_rm32_r32 GC + test_rm32_r32 DD + je_rel32
  shr_rm32_imm8 A + and_rm32_imm8 B + and_rm32_imm8 A + lea_r32_m index CDB + mov_r32_rm32 index BEC + add_rm32_r32 AF
  nop_rm16 index + mov_rm32_r32 AB + mov_rm32_r32 CD + mov_rm32_r32 BE + mov_rm32_r32 DF + mov_rm32_r32 EG
  mov_rm32_r32 AB + mov_rm32_r32 CA + mov_rm32_r32 BA + mov_rm32_r32 DA + ror_rm32_imm8 B + ror_rm32_imm8 C
  nop + and_rm32_r32 AB + xor_rm32_r32 CD + mov_rm32_r32 DE + rol_rm32_imm8 D + xor_rm32_r32 CD
  lea_r32_m index ABC + mov_r32_rm32 index DEA + nop_rm16 index + lea_r32_m index AFC + add_r32_rm32 index DEA + add_rm32_imm8 C
  add_rm32_r32 AB + mov_rm32_r32 BC + not_rm32 B + and_rm32_r32 BD + xor_rm32_r32 BE
  nop + mov_rm32_r32 AB + add_rm32_r32 CD + mov_rm32_r32 DE + and_rm32_r32 AF
  add_rm32_r32 AB + mov_rm32_r32 BC + ror_rm32_imm8 D + ror_rm32_imm8 B + xor_rm32_r32 BD + mov_rm32_r32 DC
  nop_rm16 index + rol_rm32_imm8 A + xor_rm32_r32 BA + mov_rm32_r32 AC + xor_rm32_r32 AD
  and_rm32_r32 AB + xor_rm32_r32 AC + add_rm32_r32 DA + lea_r32_m index AEF + mov_rm32_r32 FG + add_rm32_r32 ED
  nop + mov_rm32_r32 AB + cmp_rm32_imm8 C + jne_rel32
  nop + mov_rm32_r32 AB
  add_rm32_imm8 A + nop_rm16 index + lea_r32_m base BC + mov_rm32_r32 DC + mov_r32_rm32 index CED + mov_rm32_r32 FC
  lea_r32_m base AB + mov_rm32_r32 CD + and_rm32_imm8 C + add_rm64_r64 CE + jmp_r64 C
  nop_rm16 index + lea_r32_m index ABC + movzx_r32_rm8 index DEA + lea_r32_m index AFC + mov_rm8_r8 index DEA + add_rm32_imm8 C
  movdqa_xmm_xmmm128 AB + unpckhpd_xmm_xmmm128 AB + unpckhpd_xmm_xmmm128 BB + mulpd_xmm_xmmm128 AC + mulsd_xmm_xmmm64 BD
  movdqa_xmm_xmmm128 AB + nop + sqrtsd_xmm_xmmm64 AA + mulsd_xmm_xmmm64 BA + movdqa_xmm_xmmm128 CD
  mov_rm32_r32 AB + movdqu_xmm_xmmm128 index CDA + add_rm32_imm8 B + nop_rm16 index + mov_rm32_r32 AE + movdqu_xmm_xmmm128 index FDA
  divsd_xmm_xmmm64 AB + movdqa_xmm_xmmm128 BC + unpckhpd_xmm_xmmm128 BC + unpckhpd_xmm_xmmm128 CC + mulpd_xmm_xmmm128 BD + mulsd_xmm_xmmm64 CE
  mulsd_xmm_xmmm64 AB + movdqa_xmm_xmmm128 CB + unpcklpd_xmm_xmmm128 CC + mulpd_xmm_xmmm128 DC + subpd_xmm_xmmm128 ED
  nop_rm16 index + mov_rm32_r32 AB + movq_xmm_xmmm64 index CDA + subsd_xmm_xmmm64 CE + mov_rm32_r32 AB + movups_xmmm128_xmm index FDA
  nop_rm16 index + mov_rm32_r32 AB + movq_xmmm64_xmm index CDA + mov_rm32_r32 AB + movdqu_xmm_xmmm128 index EDA
  mov_rm32_r32 AB + movdqu_xmm_xmmm128 index CDA + nop
  mulpd_xmm_xmmm128 AB + mulsd_xmm_xmmm64 CD + nop + mov_rm32_r32 EF + addsd_xmm_xmmm64 index CGE + addpd_xmm_xmmm128 AH
  mov_rm32_r32 AB + movq_xmmm64_xmm index CDA + nop_rm16 index + mov_rm32_r32 AB + movups_xmmm128_xmm index EDA
  cmp_al_imm8 A + je_rel32
  mov_r32_imm32 A + mov_r32_imm32 B + nop_rm16 index + mov_rm32_r32 CA + movdqu_xmm_xmmm128 index DEC
  nop_rm16 index + mov_rm32_r32 AB + movq_xmm_xmmm64 index CDA + mov_r32_imm32 E + mov_rm32_r32 FB + nop_rm16 index
  nop_rm16 index + mov_rm32_r32 AB + movdqu_xmm_xmmm128 index CDA + movdqa_xmm_xmmm128 EF + subpd_xmm_xmmm128 EC
  movdqa_xmm_xmmm128 AB + movdqa_xmm_xmmm128 CB + nop_rm16 index + mulsd_xmm_xmmm64 CB + unpckhpd_xmm_xmmm128 AA + movdqa_xmm_xmmm128 DA
  movdqa_xmm_xmmm128 AB + mov_rm32_r32 CD + subsd_xmm_xmmm64 index AEC + mulsd_xmm_xmmm64 FF + nop + addsd_xmm_xmmm64 GF
  movdqa_xmm_xmmm128 AB + mulsd_xmm_xmmm64 AB + addsd_xmm_xmmm64 CA + ucomisd_xmm_xmmm64 DC + ja_rel32
  movsd_m32_m32 rep
  lea_r32_m stack AB + mov_r32_imm32 C + mov_rm32_r32 DE + nop_rm16 index + mov_r32_imm32 F + mov_rm32_r32 GA
  mov_rm32_r32 AA + lea_r64_m index ABA + mov_rm32_r32 CC + lea_r64_m index CBC
  nop_rm16 index + mov_rm32_r32 AB + movdqu_xmm_xmmm128 index CDA + nop_rm16 index + mov_rm32_r32 AB + movdqu_xmm_xmmm128 index EDA
  add_rm32_imm8 A + mulpd_xmm_xmmm128 BC + addpd_xmm_xmmm128 BD + mov_rm32_r32 EA + movups_xmmm128_xmm index BFE
  nop + mov_rm32_r32 AB + movq_xmm_xmmm64 index CDA + mulsd_xmm_xmmm64 CE + mov_rm32_r32 AB + addsd_xmm_xmmm64 index CDA
  nop_rm16 index + mov_rm32_r32 AB + movq_xmmm64_xmm index CDA + cmp_rm32_imm8 B + jne_rel32
  mov_r32_rm32 stack AB + cmp_rm32_imm8 C + nop + je_rel32
  lea_r32_m index ABC + mov_r32_rm32 index DEA + test_rm32_r32 DD + jne_rel32
  mov_r32_rm32 stack AB + mov_rm64_r64 CD + nop_rm16 index + mov_rm32_r32 EA + mov_r32_rm32 index FGE
  nop_rm16 index + mov_rm32_r32 AB + mov_r32_rm32 index CDA + mov_rm32_r32 AB + mov_r32_rm32 index EDA
  nop + mov_rm32_r32 AB + mov_r32_rm32 index CDA + mov_rm32_r32 stack CE + mov_rm32_r32 AC + mov_r32_rm32 index CDA
  mov_r32_rm32 index ABC + mov_rm32_r32 stack AD + test_rm32_r32 EE + nop + jne_rel32
  add_rm32_imm8 A + add_rm32_imm8 B + cmp_rm32_imm8 A + nop_rm16 index + jne_rel32
  test_rm32_r32 AA + jne_rel32
  add_rm32_r32 AB + movzx_r32_rm8 index CDA + nop + cmp_al_imm8 C + je_rel32
  mov_rm32_r32 AA + mov_rm32_r32 BB + mov_rm32_r32 CD + nop
  mov_rm32_r32 AB + imul_r32_rm32 AC + add_rm32_r32 stack AD + cmp_rm32_r32 EC + nop + cmovl_r32_rm32 EC
  mov_r32_rm32 stack AB + mov_r32_rm32 index ACA + test_rm32_r32 AA + jne_rel32
  mov_rm32_r32 AB + shr_rm32_imm8 A + movzx_r32_rm8 AA + lea_r32_m base CA + mov_rm32_r32 DE + movzx_r32_rm8 index AFD
  mov_rm32_r32 AB + shr_rm32_imm8 B + shr_rm32_imm8 A + lea_r32_m base CB + and_rm32_imm8 A + je_rel32
  nop + cmp_al_imm8 A + je_rel32
  push_r64 AB + push_r64 CB + mov_rm32_r32 CD + push_r64 EB + push_r64 FB + mov_rm64_r64 FG
  sub_rm32_imm8 A + add_rm64_r64 AB + mov_rm32_r32 CD + movzx_r32_rm8 index EBC + and_rm32_imm8 E
  xor_rm32_r32 AA + mov_rm32_r32 BC + mov_rm32_r32 index DEB + nop_rm16 index + mov_rm32_r32 BC + mov_rm16_r16 index AEB
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + mov_rm32_r32 AE + mov_rm16_r16 index FDA
  nop_rm16 index + mov_rm32_r32 AB + mov_rm32_r32 index CDA + mov_rm32_r32 AE + mov_rm32_r32 index BDA
  mov_rm32_r32 AB + mov_rm32_r32 index CDA + cmp_rm32_r32 EF + nop_rm16 index + jg_rel32
  mov_r32_rm32 stack AB + shr_rm32_imm8 C + movzx_r32_rm8 DC + lea_r32_m index EAD + mov_r32_rm32 index DFE + mov_r32_rm32 index DFD
  nop_rm16 index + mov_rm32_r32 AB + mov_r64_rm64 index CDA + mov_rm32_r32 AE + mov_rm64_r64 index CDA + mov_rm32_r32 AB
  movzx_r32_rm8 index ABC + mov_rm32_r32 CD + mov_rm8_r8 index ABC + nop + test_rm32_r32 EE + je_rel32
  mov_rm32_r32 AB + mov_r32_rm32 index BCA + nop + jmp_rel8
  mov_r32_rm32 stack AB + shl_rm32_imm8 C + add_rm32_r32 CD + nop + mov_rm32_r32 EA + mov_rm32_r32 index CFE
  mov_rm32_r32 AB + mov_rm32_r32 index CDA + mov_r64_rm64 stack EF + mov_rm32_r32 GH + nop_rm16 index + call_rel32 F
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + lea_r32_m base EF + shl_rm32_imm8 E + nop_rm16 index + mov_rm32_r32 AC
  mov_r32_rm32 index ABC + lea_r32_m index DEF + test_rm32_r32 AA + je_rel32
  test_rm32_r32 AA + nop_rm16 index + jne_rel32
  mov_rm32_r32 AB + mov_r64_rm64 index CDA + mov_r32_rm32 stack EF + mov_rm32_r32 AG + mov_rm64_r64 index CDA
  nop_rm16 index + mov_rm32_r32 AB + movzx_r32_rm8 index CDA + mov_rm32_r32 AE + mov_rm8_r8 index CDA
  mov_rm32_r32 AB + mov_rm32_r32 index CDA + cmp_rm32_imm8 E + nop_rm16 index + jle_rel8
  mov_rm32_r32 AB + mov_rm64_r64 index CDA + jmp_rel8
  movsxd_r64_rm32 AA + mov_rm32_r32 BC + add_r64_rm64 index ADB + nop_rm16 index + mov_rm32_r32 BE + mov_rm8_imm8 index DB
  jle_rel8
  nop_rm16 index + mov_rm32_r32 AB + mov_r32_rm32 index CDA
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + mov_rm32_r32 AE + mov_r32_rm32 index FDA + mov_rm32_r32 AB + mov_r32_rm32 index EDA
  nop + mov_rm32_r32 AB + sub_rm32_r32 AC + sub_rm32_r32 DB + mov_rm32_r32 EF + movzx_r32_rm8 index GHE
  mov_rm32_r32 AB + mov_rm32_r32 CD + movzx_r32_rm8 index EFC + sar_rm32_imm8 G + sar_rm32_imm8 A + cmp_rm32_r32 GH
  mov_rm64_r64 AB + jmp_rel8
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + nop_rm16 index + mov_rm32_r32 AB + movsx_r32_rm16 index EDA + mov_r64_rm64 stack FG
  mov_rm32_r32 AB + mov_rm32_r32 index CDA + lea_r32_m base CE + test_rm32_r32 FF + jne_rel32
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + lea_r32_m base EB + jmp_rel8
  mov_rm32_r32 AB + shr_rm32_imm8 B + lea_r32_m base CD + shr_rm32_imm8 A + sub_rm32_imm8 B + and_rm32_imm8 A
  mov_rm32_r32 AB + add_rm32_imm8 B + mov_rm32_r32 CA + mov_r32_rm32 index DEC + jmp_rel8
  movsxd_r64_rm32 AB + mov_rm32_r32 CD + cmp_rm64_r64 index AEC + setl_rm8 A + movzx_r32_rm8 AA + jmp_rel8
  shr_rm32_imm8 A + and_rm32_imm8 A + cmp_rm32_r32 AB + je_rel32
  por_xmm_xmmm128 AB + movdqa_xmm_xmmm128 BC + punpcklwd_xmm_xmmm128 DE + punpckhwd_xmm_xmmm128 BE + punpcklwd_xmm_xmmm128 FE + punpckhwd_xmm_xmmm128 GE
  nop_rm16 index + por_xmm_xmmm128 AB + movdqa_xmm_xmmm128 BC + punpckhwd_xmm_xmmm128 CD
  por_xmm_xmmm128 AB + movdqa_xmm_xmmm128 BC + punpcklwd_xmm_xmmm128 DE + nop + punpcklwd_xmm_xmmm128 BE
  pslld_xmm_imm8 A + punpckhwd_xmm_xmmm128 BC + movaps_xmmm128_xmm stack DE + pslld_xmm_imm8 F + pslld_xmm_imm8 B
  nop + punpcklwd_xmm_xmmm128 AB + psrldq_xmm_imm8 C + por_xmm_xmmm128 DE + movdqa_xmm_xmmm128 EF + punpcklwd_xmm_xmmm128 GB
  punpcklwd_xmm_xmmm128 AB + nop_rm16 index + pslld_xmm_imm8 C + punpckhwd_xmm_xmmm128 DB + pslld_xmm_imm8 E + pslld_xmm_imm8 F
  por_xmm_xmmm128 AB + por_xmm_xmmm128 CD + nop + por_xmm_xmmm128 EF + por_xmm_xmmm128 GH
  por_xmm_xmmm128 AB + por_xmm_xmmm128 CD + por_xmm_xmmm128 EF + por_xmm_xmmm128 AG + movaps_xmmm128_xmm stack CH + movaps_xmmm128_xmm stack EH
  movaps_xmmm128_xmm stack AB + nop_rm16 index + movdqa_xmm_xmmm128 AC + movdqa_xmm_xmmm128 DC + movdqa_xmm_xmmm128 EC
  add_rm32_imm8 A + nop + psrld_xmm_imm8 B + pslld_xmm_imm8 C + mov_rm32_r32 DA + movq_xmm_xmmm64 index EFD
  por_xmm_xmmm128 AB + psrld_xmm_imm8 C + nop_rm16 index + movdqa_xmm_xmmm128 BD + pslld_xmm_imm8 B + psrld_xmm_imm8 D
  por_xmm_xmmm128 AB + movdqa_xmm_xmmm128 BC + pxor_xmm_xmmm128 DA + psrld_xmm_imm8 B + nop + movdqa_xmm_xmmm128 AC
  pxor_xmm_xmmm128 AB + psrld_xmm_imm8 C + movdqa_xmm_xmmm128 BD + pslld_xmm_imm8 B + por_xmm_xmmm128 BC + movdqa_xmm_xmmm128 CD
  nop + pslld_xmm_imm8 A + psrld_xmm_imm8 B + por_xmm_xmmm128 AC + pxor_xmm_xmmm128 DA + pxor_xmm_xmmm128 DB
  mov_rm32_r32 AB + movq_xmm_xmmm64 index CDA + paddd_xmm_xmmm128 EF + mov_rm32_r32 AB + movq_xmm_xmmm64 index FDA + paddd_xmm_xmmm128 FC
  paddd_xmm_xmmm128 AB + mov_rm32_r32 CD + movq_xmmm64_xmm index AEC + cmp_rm32_r32 FD + jne_rel32
  lea_r32_m base AB + test_rm32_r32 CC + je_rel32
  add_rm32_imm8 A + add_rm64_r64 AB + mov_rm32_r32 CC + pop_r64 DA + pop_r64 EA
  pop_r64 AB + pop_r64 CB + pop_r64 DB + and_rm32_imm8 D + add_rm64_r64 DE + jmp_r64 D
  mov_rm32_r32 AB + test_rm8_imm8 index CA + jne_rel32
  test_rm32_r32 AA + je_rel32
  movd_xmm_rm32 AB + movd_xmm_rm32 CD + mov_r32_imm32 E + mov_r32_rm32 stack BF + punpckldq_xmm_xmmm128 CA + nop
  movq_xmmm64_xmm stack AB + test_rm32_r32 CC + jne_rel32
  mov_r32_rm32 stack AB + movd_xmm_rm32 CD + mov_rm32_r32 ED + movd_xmm_rm32 FA + mov_rm32_r32 DA + mov_r32_imm32 A
  punpckldq_xmm_xmmm128 AB + nop_rm16 index + movq_xmmm64_xmm stack AC + test_rm32_r32 DD + je_rel32
  mov_r32_rm32 stack AB + sub_rm32_imm8 C + mov_r32_rm32 stack DB + nop_rm16 index + lea_r32_m index EBF + mov_rm32_r32 index CGE
  mov_r32_rm32 stack AB + mov_r32_imm32 C + jmp_rel8
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + mov_rm32_r32 BE + mov_rm32_r32 FC + mov_rm32_r32 GC
  lea_r32_m base AB + mov_rm32_r32 CD + nop_rm16 index + and_rm32_imm8 C + add_rm64_r64 CE + jmp_r64 C
  mov_rm32_r32 AB + shr_rm32_imm8 B + shr_rm32_imm8 A + shl_rm32_imm8 B + and_rm32_imm8 A + add_rm32_r32 BC
  mov_rm32_r32 AB + add_r64_rm64 index CDA + mov_rm32_r32 EF + nop_rm16 index + mov_rm32_r32 AG + mov_rm8_imm8 index DA
  lea_r32_m base AA + mov_rm32_r32 BC + mov_rm64_r64 index DEB + jmp_rel8
  mov_rm32_r32 AB + movzx_r32_rm8 index CDA + nop_rm16 index + mov_rm32_r32 AE + mov_r64_rm64 index EDA + lea_r32_m base FG
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + mov_rm32_r32 AE + mov_r32_rm32 index FDA + nop + shr_rm32_imm8 C
  lea_r32_m index ABC + jmp_rel8
  sub_rm32_imm8 A + jne_rel32
  add_rm32_r32
  mov_r32_rm32 stack
  nop
  mov_rm64_r64 AB + mov_rm64_r64 CD + mov_rm32_r32 BE + cmp_rm32_r32 AD + je_rel32
  mov_rm32_r32 AB + jmp_rel8
  mov_rm64_r64 AB + pop_r64 CD + nop_rm16 index + and_rm32_imm8 C + add_rm64_r64 CE + jmp_r64 C
  and_rm32_imm8 A + add_rm64_r64 AB + call_r64 AC
  psrlw_xmm_imm8
  nop_rm16 index
  xor_rm32_r32 AA + test_rm32_r32 BB + je_rel32
  nop_rm16 index + mov_r32_rm32 stack AB + lea_r32_m base CD + mov_rm32_r32 EF + mov_rm32_r32 GH
  lea_r32_m index ABC + mov_rm32_r32 index CDA + nop_rm16 index + lea_r32_m index EFG + mov_r32_imm32 A + nop_rm16 index
  nop_rm16 index + lea_r32_m index ABC + cmp_rm32_r32 DA + jae_rel8
  lea_r32_m index ABC + mov_rm32_r32 index DEA + mov_rm32_r32 FC
  movdqa_xmm_xmmm128 base
  punpckhbw_xmm_xmmm128
  pand_xmm_xmmm128
  mov_rm32_r32 AB + movdqu_xmm_xmmm128 index CDA
  mov_rm32_r32 stack AB + mov_rm32_r32 AC + jmp_rel8
  mov_rm32_r32 stack AB + mov_rm32_r32 stack CB
  mov_rm32_r32 AB + sub_rm32_r32 AC + cmp_rm32_imm8 A + jle_rel8
  nop_rm16 index + mov_rm32_r32 AB + mov_rm32_r32 index CDA
  packuswb_xmm_xmmm128
  psrlw_xmm_imm8 A + packuswb_xmm_xmmm128 BC
  mov_rm32_r32 AB + mov_r32_rm32 index CDA
  mov_rm32_r32 AB + mov_r32_rm32 index CDA + mov_rm32_r32 AB + mov_r32_rm32 index EDA
  lea_r32_m stack
  punpcklbw_xmm_xmmm128
  psllw_xmm_imm8
  pxor_xmm_xmmm128
  pslld_xmm_imm8
  mov_rm32_r32 stack
  sub_rm32_r32
  mov_r32_rm32 index
  mov_rm64_r64
  sub_rm32_imm8
  lea_r32_m index
  mov_r64_rm64 stack
  mov_rm32_imm32 index
  punpckhwd_xmm_xmmm128
  ja_rel32
  xor_rm32_r32
  mov_rm64_r64 stack
  cmp_rm32_r32
  cmova_r32_rm32
  pop_r64
  movzx_r32_rm8 index
  mov_rm32_r32
  lea_r32_m base
  add_rm32_imm8
  mov_r32_imm32
  mov_r64_rm64 index
  shl_rm32_imm8
  and_rm32_imm8
  shr_rm32_imm8
  add_rm64_r64
  punpckldq_xmm_xmmm128
  mov_rm32_r32 index
  movzx_r32_rm8
  add_r64_rm64 index
  por_xmm_xmmm128
  mov_rm16_r16 index
  movsx_r32_rm16 index
  sar_rm32_imm8
  cmp_rm64_r64 index
  call_rel32
  setl_rm8
  test_rm32_r32
  test_rm8_imm8 index
  punpcklwd_xmm_xmmm128
  cmovl_r32_rm32
  movd_xmm_rm32
  mov_rm64_r64 index
  call_r64
  movdqu_xmm_xmmm128 index
  movaps_xmmm128_xmm stack
  movups_xmmm128_xmm index
  adc_rm32_imm8
  adc_rm32_imm8 stack
  adc_rm64_imm8
  add_r32_rm32 index
  add_r32_rm32 stack
  add_rm16_imm8 index
  add_rm32_imm8 index
  add_rm32_imm8 stack
  add_rm32_r32 index
  add_rm32_r32 stack
  add_rm64_imm8
  add_rm64_imm8 stack
  add_rm64_r64 index
  add_rm8_imm8 index
  add_rm8_r8 index
  addpd_xmm_xmmm128
  addsd_xmm_xmmm64
  addsd_xmm_xmmm64 base
  addsd_xmm_xmmm64 index
  addsd_xmm_xmmm64 stack
  addss_xmm_xmmm32
  and_r32_rm32 base
  and_r32_rm32 index
  and_r8_rm8 stack
  and_rm16_imm16
  and_rm16_imm16 index
  and_rm16_r16 index
  and_rm32_imm32 index
  and_rm32_r32
  and_rm64_r64
  and_rm8_imm8
  and_rm8_imm8 index
  and_rm8_r8
  andnpd_xmm_xmmm128
  andps_xmm_xmmm128 base
  bsf_r32_rm32
  bswap_r32
  cdq
  cdqe
  cmovae_r32_rm32
  cmovb_r32_rm32
  cmovb_r64_rm64
  cmovbe_r32_rm32
  cmove_r32_rm32
  cmove_r64_rm64
  cmove_r64_rm64 base
  cmovg_r32_rm32
  cmovg_r64_rm64
  cmovge_r32_rm32
  cmovge_r64_rm64
  cmovl_r64_rm64
  cmovle_r32_rm32
  cmovle_r64_rm64
  cmovne_r32_rm32
  cmovne_r64_rm64
  cmovns_r32_rm32
  cmovns_r64_rm64
  cmovs_r32_rm32
  cmovs_r64_rm64
  cmp_r32_rm32 base
  cmp_r32_rm32 index
  cmp_r32_rm32 stack
  cmp_r8_rm8 index
  cmp_rm16_imm16 stack
  cmp_rm16_imm8
  cmp_rm16_imm8 index
  cmp_rm16_r16
  cmp_rm32_imm32
  cmp_rm32_imm8 base
  cmp_rm32_imm8 index
  cmp_rm32_imm8 stack
  cmp_rm32_r32 base
  cmp_rm32_r32 index
  cmp_rm32_r32 stack
  cmp_rm64_imm8
  cmp_rm64_imm8 stack
  cmp_rm64_r64
  cmp_rm64_r64 stack
  cmp_rm8_imm8
  cmp_rm8_imm8 index
  cmp_rm8_imm8 stack
  cmp_rm8_r8
  cmp_rm8_r8 index
  comisd_xmm_xmmm64
  comisd_xmm_xmmm64 base
  comisd_xmm_xmmm64 index
  comisd_xmm_xmmm64 stack
  cqo
  cvtsd2ss_xmm_xmmm64
  cvtsi2sd_xmm_rm32
  cvtsi2sd_xmm_rm32 index
  cvtsi2sd_xmm_rm64
  cvtsi2sd_xmm_rm64 index
  cvtsi2sd_xmm_rm64 stack
  cvtss2sd_xmm_xmmm32 stack
  cvttsd2si_r32_xmmm64
  cvttsd2si_r64_xmmm64
  div_rm32
  div_rm32 stack
  div_rm64
  divpd_xmm_xmmm128
  divsd_xmm_xmmm64
  divsd_xmm_xmmm64 base
  divsd_xmm_xmmm64 index
  divsd_xmm_xmmm64 stack
  divss_xmm_xmmm32
  idiv_rm32
  idiv_rm32 stack
  idiv_rm64
  imul_r32_rm32
  imul_r32_rm32_imm8
  imul_r32_rm32_imm8 index
  imul_r64_rm64
  imul_r64_rm64 index
  imul_r64_rm64_imm32
  imul_r64_rm64_imm8 stack
  imul_rm64
  inc_rm32
  jae_rel32
  jb_rel32
  jbe_rel32
  je_rel8
  jg_rel32
  jge_rel32
  jl_rel32
  jmp_r64
  jne_rel8
  jnp_rel32
  jns_rel32
  jp_rel32
  js_rel32
  lea_r64_m base
  lea_r64_m index
  mov_r32_rm32 base
  mov_r64_imm64
  mov_r64_rm64 base
  mov_rm16_imm16 index
  mov_rm16_r16 stack
  mov_rm32_imm32 base
  mov_rm32_imm32 stack
  mov_rm32_r32 base
  mov_rm64_imm32 index
  mov_rm64_imm32 stack
  mov_rm8_imm8 index
  mov_rm8_imm8 stack
  mov_rm8_r8 index
  mov_rm8_r8 stack
  movapd_xmm_xmmm128
  movaps_xmmm128_xmm index
  movd_rm32_xmm
  movd_xmm_rm32 base
  movd_xmm_rm32 index
  movd_xmm_rm32 stack
  movdqa_xmm_xmmm128 stack
  movhlps_xmm_xmm
  movlpd_xmm_m64 index
  movmskpd_r32_xmm
  movq_rm64_xmm
  movq_xmm_rm64
  movq_xmmm64_xmm base
  movq_xmmm64_xmm index
  movsb_m8_m8 rep
  movsd_m32_m32
  movsd_xmm_xmmm64 base
  movsd_xmm_xmmm64 index
  movsd_xmm_xmmm64 stack
  movsd_xmmm64_xmm stack
  movsq_m64_m64 rep
  movss_xmmm32_xmm index
  movss_xmmm32_xmm stack
  movsx_r32_rm16
  movsx_r32_rm8
  movsx_r32_rm8 base
  movsx_r32_rm8 index
  movsx_r32_rm8 stack
  movsx_r64_rm16 index
  movsx_r64_rm8 index
  movsxd_r64_rm32
  movsxd_r64_rm32 index
  movsxd_r64_rm32 stack
  movups_xmmm128_xmm base
  movzx_r32_rm16
  movzx_r32_rm16 base
  movzx_r32_rm16 index
  movzx_r32_rm16 stack
  movzx_r32_rm8 stack
  mul_rm64
  mulpd_xmm_xmmm128
  mulsd_xmm_xmmm64
  mulsd_xmm_xmmm64 base
  mulsd_xmm_xmmm64 index
  mulsd_xmm_xmmm64 stack
  mulss_xmm_xmmm32
  neg_rm32
  neg_rm64
  not_rm32
  not_rm64
  or_r16_rm16 stack
  or_r32_rm32 index
  or_r32_rm32 stack
  or_r8_rm8 index
  or_rm16_imm8 index
  or_rm16_r16 index
  or_rm32_imm8
  or_rm32_imm8 index
  or_rm32_imm8 stack
  or_rm32_r32
  or_rm32_r32 base
  or_rm32_r32 index
  or_rm32_r32 stack
  or_rm64_imm32
  or_rm64_r64
  or_rm8_imm8
  or_rm8_imm8 index
  or_rm8_imm8 stack
  or_rm8_r8
  or_rm8_r8 index
  orpd_xmm_xmmm128 base
  paddd_xmm_xmmm128
  pcmpeqb_xmm_xmmm128
  pcmpeqb_xmm_xmmm128 index
  pcmpeqd_xmm_xmmm128
  pmovmskb_r32_xmm
  psrld_xmm_imm8
  psubd_xmm_xmmm128
  punpcklqdq_xmm_xmmm128
  push_r64
  rol_rm32_imm8
  rol_rm64_imm8
  ror_rm32_imm8
  ror_rm64_imm8
  sar_rm32_1
  sar_rm32_cl
  sar_rm64_cl
  sar_rm64_imm8
  sbb_rm32_imm8
  sbb_rm32_r32
  sbb_rm64_r64
  seta_rm8
  setae_rm8
  setb_rm8
  setbe_rm8
  sete_rm8
  setg_rm8
  setge_rm8
  setl_rm8 stack
  setle_rm8
  setne_rm8
  setne_rm8 stack
  setnp_rm8
  setp_rm8
  shl_rm32_1 stack
  shl_rm32_cl
  shl_rm64_cl
  shl_rm64_imm8
  shld_rm64_r64_imm8
  shr_rm16_imm8
  shr_rm32_1
  shr_rm32_cl
  shr_rm64_1
  shr_rm64_cl
  shr_rm64_imm8
  shrd_rm64_r64_cl
  sqrtsd_xmm_xmmm64
  stosq_m64_rax rep
  sub_r32_rm32 base
  sub_r32_rm32 index
  sub_r32_rm32 stack
  sub_r64_rm64 index
  sub_rm16_imm8 index
  sub_rm32_imm8 index
  sub_rm32_imm8 stack
  sub_rm32_r32 base
  sub_rm32_r32 index
  sub_rm32_r32 stack
  sub_rm64_imm8
  sub_rm64_r64
  sub_rm8_imm8 index
  subpd_xmm_xmmm128
  subsd_xmm_xmmm64
  subsd_xmm_xmmm64 base
  subsd_xmm_xmmm64 index
  subss_xmm_xmmm32
  test_rm16_imm16
  test_rm16_r16
  test_rm32_imm32
  test_rm64_r64
  test_rm64_r64 stack
  test_rm8_imm8
  test_rm8_imm8 stack
  test_rm8_r8
  ucomisd_xmm_xmmm64
  ucomisd_xmm_xmmm64 base
  ucomisd_xmm_xmmm64 index
  ucomisd_xmm_xmmm64 stack
  ucomiss_xmm_xmmm32 base
  unpckhpd_xmm_xmmm128
  xor_r8_rm8 index
  xor_rm32_imm32
  xor_rm32_imm32 index
  xor_rm64_r64
  xor_rm8_imm8 index
  xorpd_xmm_xmmm128 base
`;

const REPEAT = { rep: 0xf3, repne: 0xf2 } as const;

/** Reads rows of the notation above. */
export function parseHot(rows: string): HotSequence[] {
  return rows.split("\n").filter((row) => row.trim() !== "").map((row) =>
    row.split("+").map((shape) => {
      const [form = "", ...words] = shape.trim().split(/\s+/);
      const addressing = words.find((w) => w === "base" || w === "stack" || w === "index");
      const repeat = words.find((w) => w === "rep" || w === "repne");
      const registers = words.find((w) => /^[A-Z]+$/.test(w)) ?? "";
      return { form, addressing, repeat: repeat === undefined ? 0 : REPEAT[repeat], registers };
    }));
}

/** The sequences of the loop that every engine has unless it is given others. */
export function hotSequences(): HotSequence[] {
  return parseHot(ROWS);
}
