/** FMA: fused multiplication and addition, three operands. */
import type { Paragraph } from "../form.ts";

export const VFMADD132PD: Paragraph = {
  mnemonic: "vfmadd132pd",
  title: "Multiply and add: packed doubles, operand order 132",
  source: "SDM 2C, VFMADD132PD",
  cpuid: "FMA",
  rows: `
    vfmadd132pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 98 /r  nofeature|yes
    vfmadd132pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 98 /r  nofeature|yes`,
};

export const VFMADD132PS: Paragraph = {
  mnemonic: "vfmadd132ps",
  title: "Multiply and add: packed singles, operand order 132",
  source: "SDM 2C, VFMADD132PS",
  cpuid: "FMA",
  rows: `
    vfmadd132ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 98 /r  nofeature|yes
    vfmadd132ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 98 /r  nofeature|yes`,
};

export const VFMADD132SD: Paragraph = {
  mnemonic: "vfmadd132sd",
  title: "Multiply and add: scalar double, operand order 132",
  source: "SDM 2C, VFMADD132SD",
  cpuid: "FMA",
  rows: `
    vfmadd132sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 99 /r  nofeature|yes`,
};

export const VFMADD132SS: Paragraph = {
  mnemonic: "vfmadd132ss",
  title: "Multiply and add: scalar single, operand order 132",
  source: "SDM 2C, VFMADD132SS",
  cpuid: "FMA",
  rows: `
    vfmadd132ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 99 /r  nofeature|yes`,
};

export const VFMADD213PD: Paragraph = {
  mnemonic: "vfmadd213pd",
  title: "Multiply and add: packed doubles, operand order 213",
  source: "SDM 2C, VFMADD213PD",
  cpuid: "FMA",
  rows: `
    vfmadd213pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 A8 /r  nofeature|yes
    vfmadd213pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 A8 /r  nofeature|yes`,
};

export const VFMADD213PS: Paragraph = {
  mnemonic: "vfmadd213ps",
  title: "Multiply and add: packed singles, operand order 213",
  source: "SDM 2C, VFMADD213PS",
  cpuid: "FMA",
  rows: `
    vfmadd213ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 A8 /r  nofeature|yes
    vfmadd213ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 A8 /r  nofeature|yes`,
};

export const VFMADD213SD: Paragraph = {
  mnemonic: "vfmadd213sd",
  title: "Multiply and add: scalar double, operand order 213",
  source: "SDM 2C, VFMADD213SD",
  cpuid: "FMA",
  rows: `
    vfmadd213sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 A9 /r  nofeature|yes`,
};

export const VFMADD213SS: Paragraph = {
  mnemonic: "vfmadd213ss",
  title: "Multiply and add: scalar single, operand order 213",
  source: "SDM 2C, VFMADD213SS",
  cpuid: "FMA",
  rows: `
    vfmadd213ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 A9 /r  nofeature|yes`,
};

export const VFMADD231PD: Paragraph = {
  mnemonic: "vfmadd231pd",
  title: "Multiply and add: packed doubles, operand order 231",
  source: "SDM 2C, VFMADD231PD",
  cpuid: "FMA",
  rows: `
    vfmadd231pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 B8 /r  nofeature|yes
    vfmadd231pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 B8 /r  nofeature|yes`,
};

export const VFMADD231PS: Paragraph = {
  mnemonic: "vfmadd231ps",
  title: "Multiply and add: packed singles, operand order 231",
  source: "SDM 2C, VFMADD231PS",
  cpuid: "FMA",
  rows: `
    vfmadd231ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 B8 /r  nofeature|yes
    vfmadd231ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 B8 /r  nofeature|yes`,
};

export const VFMADD231SD: Paragraph = {
  mnemonic: "vfmadd231sd",
  title: "Multiply and add: scalar double, operand order 231",
  source: "SDM 2C, VFMADD231SD",
  cpuid: "FMA",
  rows: `
    vfmadd231sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 B9 /r  nofeature|yes`,
};

export const VFMADD231SS: Paragraph = {
  mnemonic: "vfmadd231ss",
  title: "Multiply and add: scalar single, operand order 231",
  source: "SDM 2C, VFMADD231SS",
  cpuid: "FMA",
  rows: `
    vfmadd231ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 B9 /r  nofeature|yes`,
};

export const VFMADDSUB132PD: Paragraph = {
  mnemonic: "vfmaddsub132pd",
  title: "Multiply, subtract and add alternately: packed doubles, operand order 132",
  source: "SDM 2C, VFMADDSUB132PD",
  cpuid: "FMA",
  rows: `
    vfmaddsub132pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 96 /r  nofeature|yes
    vfmaddsub132pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 96 /r  nofeature|yes`,
};

export const VFMADDSUB132PS: Paragraph = {
  mnemonic: "vfmaddsub132ps",
  title: "Multiply, subtract and add alternately: packed singles, operand order 132",
  source: "SDM 2C, VFMADDSUB132PS",
  cpuid: "FMA",
  rows: `
    vfmaddsub132ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 96 /r  nofeature|yes
    vfmaddsub132ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 96 /r  nofeature|yes`,
};

export const VFMADDSUB213PD: Paragraph = {
  mnemonic: "vfmaddsub213pd",
  title: "Multiply, subtract and add alternately: packed doubles, operand order 213",
  source: "SDM 2C, VFMADDSUB213PD",
  cpuid: "FMA",
  rows: `
    vfmaddsub213pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 A6 /r  nofeature|yes
    vfmaddsub213pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 A6 /r  nofeature|yes`,
};

export const VFMADDSUB213PS: Paragraph = {
  mnemonic: "vfmaddsub213ps",
  title: "Multiply, subtract and add alternately: packed singles, operand order 213",
  source: "SDM 2C, VFMADDSUB213PS",
  cpuid: "FMA",
  rows: `
    vfmaddsub213ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 A6 /r  nofeature|yes
    vfmaddsub213ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 A6 /r  nofeature|yes`,
};

export const VFMADDSUB231PD: Paragraph = {
  mnemonic: "vfmaddsub231pd",
  title: "Multiply, subtract and add alternately: packed doubles, operand order 231",
  source: "SDM 2C, VFMADDSUB231PD",
  cpuid: "FMA",
  rows: `
    vfmaddsub231pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 B6 /r  nofeature|yes
    vfmaddsub231pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 B6 /r  nofeature|yes`,
};

export const VFMADDSUB231PS: Paragraph = {
  mnemonic: "vfmaddsub231ps",
  title: "Multiply, subtract and add alternately: packed singles, operand order 231",
  source: "SDM 2C, VFMADDSUB231PS",
  cpuid: "FMA",
  rows: `
    vfmaddsub231ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 B6 /r  nofeature|yes
    vfmaddsub231ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 B6 /r  nofeature|yes`,
};

export const VFMSUB132PD: Paragraph = {
  mnemonic: "vfmsub132pd",
  title: "Multiply and subtract: packed doubles, operand order 132",
  source: "SDM 2C, VFMSUB132PD",
  cpuid: "FMA",
  rows: `
    vfmsub132pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 9A /r  nofeature|yes
    vfmsub132pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 9A /r  nofeature|yes`,
};

export const VFMSUB132PS: Paragraph = {
  mnemonic: "vfmsub132ps",
  title: "Multiply and subtract: packed singles, operand order 132",
  source: "SDM 2C, VFMSUB132PS",
  cpuid: "FMA",
  rows: `
    vfmsub132ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 9A /r  nofeature|yes
    vfmsub132ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 9A /r  nofeature|yes`,
};

export const VFMSUB132SD: Paragraph = {
  mnemonic: "vfmsub132sd",
  title: "Multiply and subtract: scalar double, operand order 132",
  source: "SDM 2C, VFMSUB132SD",
  cpuid: "FMA",
  rows: `
    vfmsub132sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 9B /r  nofeature|yes`,
};

export const VFMSUB132SS: Paragraph = {
  mnemonic: "vfmsub132ss",
  title: "Multiply and subtract: scalar single, operand order 132",
  source: "SDM 2C, VFMSUB132SS",
  cpuid: "FMA",
  rows: `
    vfmsub132ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 9B /r  nofeature|yes`,
};

export const VFMSUB213PD: Paragraph = {
  mnemonic: "vfmsub213pd",
  title: "Multiply and subtract: packed doubles, operand order 213",
  source: "SDM 2C, VFMSUB213PD",
  cpuid: "FMA",
  rows: `
    vfmsub213pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 AA /r  nofeature|yes
    vfmsub213pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 AA /r  nofeature|yes`,
};

export const VFMSUB213PS: Paragraph = {
  mnemonic: "vfmsub213ps",
  title: "Multiply and subtract: packed singles, operand order 213",
  source: "SDM 2C, VFMSUB213PS",
  cpuid: "FMA",
  rows: `
    vfmsub213ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 AA /r  nofeature|yes
    vfmsub213ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 AA /r  nofeature|yes`,
};

export const VFMSUB213SD: Paragraph = {
  mnemonic: "vfmsub213sd",
  title: "Multiply and subtract: scalar double, operand order 213",
  source: "SDM 2C, VFMSUB213SD",
  cpuid: "FMA",
  rows: `
    vfmsub213sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 AB /r  nofeature|yes`,
};

export const VFMSUB213SS: Paragraph = {
  mnemonic: "vfmsub213ss",
  title: "Multiply and subtract: scalar single, operand order 213",
  source: "SDM 2C, VFMSUB213SS",
  cpuid: "FMA",
  rows: `
    vfmsub213ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 AB /r  nofeature|yes`,
};

export const VFMSUB231PD: Paragraph = {
  mnemonic: "vfmsub231pd",
  title: "Multiply and subtract: packed doubles, operand order 231",
  source: "SDM 2C, VFMSUB231PD",
  cpuid: "FMA",
  rows: `
    vfmsub231pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 BA /r  nofeature|yes
    vfmsub231pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 BA /r  nofeature|yes`,
};

export const VFMSUB231PS: Paragraph = {
  mnemonic: "vfmsub231ps",
  title: "Multiply and subtract: packed singles, operand order 231",
  source: "SDM 2C, VFMSUB231PS",
  cpuid: "FMA",
  rows: `
    vfmsub231ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 BA /r  nofeature|yes
    vfmsub231ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 BA /r  nofeature|yes`,
};

export const VFMSUB231SD: Paragraph = {
  mnemonic: "vfmsub231sd",
  title: "Multiply and subtract: scalar double, operand order 231",
  source: "SDM 2C, VFMSUB231SD",
  cpuid: "FMA",
  rows: `
    vfmsub231sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 BB /r  nofeature|yes`,
};

export const VFMSUB231SS: Paragraph = {
  mnemonic: "vfmsub231ss",
  title: "Multiply and subtract: scalar single, operand order 231",
  source: "SDM 2C, VFMSUB231SS",
  cpuid: "FMA",
  rows: `
    vfmsub231ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 BB /r  nofeature|yes`,
};

export const VFMSUBADD132PD: Paragraph = {
  mnemonic: "vfmsubadd132pd",
  title: "Multiply, add and subtract alternately: packed doubles, operand order 132",
  source: "SDM 2C, VFMSUBADD132PD",
  cpuid: "FMA",
  rows: `
    vfmsubadd132pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 97 /r  nofeature|yes
    vfmsubadd132pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 97 /r  nofeature|yes`,
};

export const VFMSUBADD132PS: Paragraph = {
  mnemonic: "vfmsubadd132ps",
  title: "Multiply, add and subtract alternately: packed singles, operand order 132",
  source: "SDM 2C, VFMSUBADD132PS",
  cpuid: "FMA",
  rows: `
    vfmsubadd132ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 97 /r  nofeature|yes
    vfmsubadd132ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 97 /r  nofeature|yes`,
};

export const VFMSUBADD213PD: Paragraph = {
  mnemonic: "vfmsubadd213pd",
  title: "Multiply, add and subtract alternately: packed doubles, operand order 213",
  source: "SDM 2C, VFMSUBADD213PD",
  cpuid: "FMA",
  rows: `
    vfmsubadd213pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 A7 /r  nofeature|yes
    vfmsubadd213pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 A7 /r  nofeature|yes`,
};

export const VFMSUBADD213PS: Paragraph = {
  mnemonic: "vfmsubadd213ps",
  title: "Multiply, add and subtract alternately: packed singles, operand order 213",
  source: "SDM 2C, VFMSUBADD213PS",
  cpuid: "FMA",
  rows: `
    vfmsubadd213ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 A7 /r  nofeature|yes
    vfmsubadd213ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 A7 /r  nofeature|yes`,
};

export const VFMSUBADD231PD: Paragraph = {
  mnemonic: "vfmsubadd231pd",
  title: "Multiply, add and subtract alternately: packed doubles, operand order 231",
  source: "SDM 2C, VFMSUBADD231PD",
  cpuid: "FMA",
  rows: `
    vfmsubadd231pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 B7 /r  nofeature|yes
    vfmsubadd231pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 B7 /r  nofeature|yes`,
};

export const VFMSUBADD231PS: Paragraph = {
  mnemonic: "vfmsubadd231ps",
  title: "Multiply, add and subtract alternately: packed singles, operand order 231",
  source: "SDM 2C, VFMSUBADD231PS",
  cpuid: "FMA",
  rows: `
    vfmsubadd231ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 B7 /r  nofeature|yes
    vfmsubadd231ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 B7 /r  nofeature|yes`,
};

export const VFNMADD132PD: Paragraph = {
  mnemonic: "vfnmadd132pd",
  title: "Multiply, negate and add: packed doubles, operand order 132",
  source: "SDM 2C, VFNMADD132PD",
  cpuid: "FMA",
  rows: `
    vfnmadd132pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 9C /r  nofeature|yes
    vfnmadd132pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 9C /r  nofeature|yes`,
};

export const VFNMADD132PS: Paragraph = {
  mnemonic: "vfnmadd132ps",
  title: "Multiply, negate and add: packed singles, operand order 132",
  source: "SDM 2C, VFNMADD132PS",
  cpuid: "FMA",
  rows: `
    vfnmadd132ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 9C /r  nofeature|yes
    vfnmadd132ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 9C /r  nofeature|yes`,
};

export const VFNMADD132SD: Paragraph = {
  mnemonic: "vfnmadd132sd",
  title: "Multiply, negate and add: scalar double, operand order 132",
  source: "SDM 2C, VFNMADD132SD",
  cpuid: "FMA",
  rows: `
    vfnmadd132sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 9D /r  nofeature|yes`,
};

export const VFNMADD132SS: Paragraph = {
  mnemonic: "vfnmadd132ss",
  title: "Multiply, negate and add: scalar single, operand order 132",
  source: "SDM 2C, VFNMADD132SS",
  cpuid: "FMA",
  rows: `
    vfnmadd132ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 9D /r  nofeature|yes`,
};

export const VFNMADD213PD: Paragraph = {
  mnemonic: "vfnmadd213pd",
  title: "Multiply, negate and add: packed doubles, operand order 213",
  source: "SDM 2C, VFNMADD213PD",
  cpuid: "FMA",
  rows: `
    vfnmadd213pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 AC /r  nofeature|yes
    vfnmadd213pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 AC /r  nofeature|yes`,
};

export const VFNMADD213PS: Paragraph = {
  mnemonic: "vfnmadd213ps",
  title: "Multiply, negate and add: packed singles, operand order 213",
  source: "SDM 2C, VFNMADD213PS",
  cpuid: "FMA",
  rows: `
    vfnmadd213ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 AC /r  nofeature|yes
    vfnmadd213ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 AC /r  nofeature|yes`,
};

export const VFNMADD213SD: Paragraph = {
  mnemonic: "vfnmadd213sd",
  title: "Multiply, negate and add: scalar double, operand order 213",
  source: "SDM 2C, VFNMADD213SD",
  cpuid: "FMA",
  rows: `
    vfnmadd213sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 AD /r  nofeature|yes`,
};

export const VFNMADD213SS: Paragraph = {
  mnemonic: "vfnmadd213ss",
  title: "Multiply, negate and add: scalar single, operand order 213",
  source: "SDM 2C, VFNMADD213SS",
  cpuid: "FMA",
  rows: `
    vfnmadd213ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 AD /r  nofeature|yes`,
};

export const VFNMADD231PD: Paragraph = {
  mnemonic: "vfnmadd231pd",
  title: "Multiply, negate and add: packed doubles, operand order 231",
  source: "SDM 2C, VFNMADD231PD",
  cpuid: "FMA",
  rows: `
    vfnmadd231pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 BC /r  nofeature|yes
    vfnmadd231pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 BC /r  nofeature|yes`,
};

export const VFNMADD231PS: Paragraph = {
  mnemonic: "vfnmadd231ps",
  title: "Multiply, negate and add: packed singles, operand order 231",
  source: "SDM 2C, VFNMADD231PS",
  cpuid: "FMA",
  rows: `
    vfnmadd231ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 BC /r  nofeature|yes
    vfnmadd231ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 BC /r  nofeature|yes`,
};

export const VFNMADD231SD: Paragraph = {
  mnemonic: "vfnmadd231sd",
  title: "Multiply, negate and add: scalar double, operand order 231",
  source: "SDM 2C, VFNMADD231SD",
  cpuid: "FMA",
  rows: `
    vfnmadd231sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 BD /r  nofeature|yes`,
};

export const VFNMADD231SS: Paragraph = {
  mnemonic: "vfnmadd231ss",
  title: "Multiply, negate and add: scalar single, operand order 231",
  source: "SDM 2C, VFNMADD231SS",
  cpuid: "FMA",
  rows: `
    vfnmadd231ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 BD /r  nofeature|yes`,
};

export const VFNMSUB132PD: Paragraph = {
  mnemonic: "vfnmsub132pd",
  title: "Multiply, negate and subtract: packed doubles, operand order 132",
  source: "SDM 2C, VFNMSUB132PD",
  cpuid: "FMA",
  rows: `
    vfnmsub132pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 9E /r  nofeature|yes
    vfnmsub132pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 9E /r  nofeature|yes`,
};

export const VFNMSUB132PS: Paragraph = {
  mnemonic: "vfnmsub132ps",
  title: "Multiply, negate and subtract: packed singles, operand order 132",
  source: "SDM 2C, VFNMSUB132PS",
  cpuid: "FMA",
  rows: `
    vfnmsub132ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 9E /r  nofeature|yes
    vfnmsub132ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 9E /r  nofeature|yes`,
};

export const VFNMSUB132SD: Paragraph = {
  mnemonic: "vfnmsub132sd",
  title: "Multiply, negate and subtract: scalar double, operand order 132",
  source: "SDM 2C, VFNMSUB132SD",
  cpuid: "FMA",
  rows: `
    vfnmsub132sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 9F /r  nofeature|yes`,
};

export const VFNMSUB132SS: Paragraph = {
  mnemonic: "vfnmsub132ss",
  title: "Multiply, negate and subtract: scalar single, operand order 132",
  source: "SDM 2C, VFNMSUB132SS",
  cpuid: "FMA",
  rows: `
    vfnmsub132ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 9F /r  nofeature|yes`,
};

export const VFNMSUB213PD: Paragraph = {
  mnemonic: "vfnmsub213pd",
  title: "Multiply, negate and subtract: packed doubles, operand order 213",
  source: "SDM 2C, VFNMSUB213PD",
  cpuid: "FMA",
  rows: `
    vfnmsub213pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 AE /r  nofeature|yes
    vfnmsub213pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 AE /r  nofeature|yes`,
};

export const VFNMSUB213PS: Paragraph = {
  mnemonic: "vfnmsub213ps",
  title: "Multiply, negate and subtract: packed singles, operand order 213",
  source: "SDM 2C, VFNMSUB213PS",
  cpuid: "FMA",
  rows: `
    vfnmsub213ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 AE /r  nofeature|yes
    vfnmsub213ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 AE /r  nofeature|yes`,
};

export const VFNMSUB213SD: Paragraph = {
  mnemonic: "vfnmsub213sd",
  title: "Multiply, negate and subtract: scalar double, operand order 213",
  source: "SDM 2C, VFNMSUB213SD",
  cpuid: "FMA",
  rows: `
    vfnmsub213sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 AF /r  nofeature|yes`,
};

export const VFNMSUB213SS: Paragraph = {
  mnemonic: "vfnmsub213ss",
  title: "Multiply, negate and subtract: scalar single, operand order 213",
  source: "SDM 2C, VFNMSUB213SS",
  cpuid: "FMA",
  rows: `
    vfnmsub213ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 AF /r  nofeature|yes`,
};

export const VFNMSUB231PD: Paragraph = {
  mnemonic: "vfnmsub231pd",
  title: "Multiply, negate and subtract: packed doubles, operand order 231",
  source: "SDM 2C, VFNMSUB231PD",
  cpuid: "FMA",
  rows: `
    vfnmsub231pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 BE /r  nofeature|yes
    vfnmsub231pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 BE /r  nofeature|yes`,
};

export const VFNMSUB231PS: Paragraph = {
  mnemonic: "vfnmsub231ps",
  title: "Multiply, negate and subtract: packed singles, operand order 231",
  source: "SDM 2C, VFNMSUB231PS",
  cpuid: "FMA",
  rows: `
    vfnmsub231ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 BE /r  nofeature|yes
    vfnmsub231ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 BE /r  nofeature|yes`,
};

export const VFNMSUB231SD: Paragraph = {
  mnemonic: "vfnmsub231sd",
  title: "Multiply, negate and subtract: scalar double, operand order 231",
  source: "SDM 2C, VFNMSUB231SD",
  cpuid: "FMA",
  rows: `
    vfnmsub231sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 BF /r  nofeature|yes`,
};

export const VFNMSUB231SS: Paragraph = {
  mnemonic: "vfnmsub231ss",
  title: "Multiply, negate and subtract: scalar single, operand order 231",
  source: "SDM 2C, VFNMSUB231SS",
  cpuid: "FMA",
  rows: `
    vfnmsub231ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 BF /r  nofeature|yes`,
};
