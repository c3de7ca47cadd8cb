/** FMA: fused multiplication and addition, three operands. */
import type { Meaning, Paragraph } from "../form.ts";
import type { Builder, V } from "../../ir/builder.ts";
import type { FloatLanes, Format } from "../../ir/ir.ts";
import { readScalar, writeScalarOver } from "../float-shapes.ts";
import { writeHalves } from "../packed-shapes.ts";

type Variant = "fmadd" | "fmsub" | "fnmadd" | "fnmsub" | "fmaddsub" | "fmsubadd";
type Order = "132" | "213" | "231";

/**
 * Which operands are multiplied, first factor first, and which is added. The digits of the name are
 * operands; the order of the factors decides which NaN survives (SDM volume 1, 14.5.2).
 */
const ROLES: Readonly<Record<Order, readonly [number, number, number]>> = {
  "132": [0, 2, 1], "213": [1, 0, 2], "231": [1, 2, 0],
};

/** The operands in the roles of a * b + c; the one that may be memory is read first. */
function roles(order: Order, read: (k: number) => V): readonly [V, V, V] {
  const values = [2, 1, 0].map(read).reverse();
  const [a, b, c] = ROLES[order].map((k) => values[k] ?? 0);
  return [a ?? 0, b ?? 0, c ?? 0];
}

function fusedPacked(variant: Variant, order: Order, lanes: FloatLanes): Meaning {
  return (m: Builder) => writeHalves(m, (half) => m.call(
    `${variant}.${lanes}`, "v128", ...roles(order, (k) => m.readVector(k, half))));
}

function fusedScalar(variant: Variant, order: Order, format: Format): Meaning {
  return (m: Builder) => writeScalarOver(m, 0, format, m.call(
    `${variant}.${format}`, "i64", ...roles(order, (k) => readScalar(m, k, format))));
}

export const vfmadd132pd: Meaning = fusedPacked("fmadd", "132", "f64x2");
export const VFMADD132PD: Paragraph = {
  mnemonic: "vfmadd132pd",
  title: "Multiply and add: packed doubles, operand order 132",
  source: "SDM 2C, VFMADD132PD",
  cpuid: "FMA",
  meaning: vfmadd132pd,
  rows: `
    vfmadd132pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 98 /r  nofeature|yes
    vfmadd132pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 98 /r  nofeature|yes`,
};

export const vfmadd132ps: Meaning = fusedPacked("fmadd", "132", "f32x4");
export const VFMADD132PS: Paragraph = {
  mnemonic: "vfmadd132ps",
  title: "Multiply and add: packed singles, operand order 132",
  source: "SDM 2C, VFMADD132PS",
  cpuid: "FMA",
  meaning: vfmadd132ps,
  rows: `
    vfmadd132ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 98 /r  nofeature|yes
    vfmadd132ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 98 /r  nofeature|yes`,
};

export const vfmadd132sd: Meaning = fusedScalar("fmadd", "132", "f64");
export const VFMADD132SD: Paragraph = {
  mnemonic: "vfmadd132sd",
  title: "Multiply and add: scalar double, operand order 132",
  source: "SDM 2C, VFMADD132SD",
  cpuid: "FMA",
  meaning: vfmadd132sd,
  rows: `
    vfmadd132sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 99 /r  nofeature|yes`,
};

export const vfmadd132ss: Meaning = fusedScalar("fmadd", "132", "f32");
export const VFMADD132SS: Paragraph = {
  mnemonic: "vfmadd132ss",
  title: "Multiply and add: scalar single, operand order 132",
  source: "SDM 2C, VFMADD132SS",
  cpuid: "FMA",
  meaning: vfmadd132ss,
  rows: `
    vfmadd132ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 99 /r  nofeature|yes`,
};

export const vfmadd213pd: Meaning = fusedPacked("fmadd", "213", "f64x2");
export const VFMADD213PD: Paragraph = {
  mnemonic: "vfmadd213pd",
  title: "Multiply and add: packed doubles, operand order 213",
  source: "SDM 2C, VFMADD213PD",
  cpuid: "FMA",
  meaning: vfmadd213pd,
  rows: `
    vfmadd213pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 A8 /r  nofeature|yes
    vfmadd213pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 A8 /r  nofeature|yes`,
};

export const vfmadd213ps: Meaning = fusedPacked("fmadd", "213", "f32x4");
export const VFMADD213PS: Paragraph = {
  mnemonic: "vfmadd213ps",
  title: "Multiply and add: packed singles, operand order 213",
  source: "SDM 2C, VFMADD213PS",
  cpuid: "FMA",
  meaning: vfmadd213ps,
  rows: `
    vfmadd213ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 A8 /r  nofeature|yes
    vfmadd213ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 A8 /r  nofeature|yes`,
};

export const vfmadd213sd: Meaning = fusedScalar("fmadd", "213", "f64");
export const VFMADD213SD: Paragraph = {
  mnemonic: "vfmadd213sd",
  title: "Multiply and add: scalar double, operand order 213",
  source: "SDM 2C, VFMADD213SD",
  cpuid: "FMA",
  meaning: vfmadd213sd,
  rows: `
    vfmadd213sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 A9 /r  nofeature|yes`,
};

export const vfmadd213ss: Meaning = fusedScalar("fmadd", "213", "f32");
export const VFMADD213SS: Paragraph = {
  mnemonic: "vfmadd213ss",
  title: "Multiply and add: scalar single, operand order 213",
  source: "SDM 2C, VFMADD213SS",
  cpuid: "FMA",
  meaning: vfmadd213ss,
  rows: `
    vfmadd213ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 A9 /r  nofeature|yes`,
};

export const vfmadd231pd: Meaning = fusedPacked("fmadd", "231", "f64x2");
export const VFMADD231PD: Paragraph = {
  mnemonic: "vfmadd231pd",
  title: "Multiply and add: packed doubles, operand order 231",
  source: "SDM 2C, VFMADD231PD",
  cpuid: "FMA",
  meaning: vfmadd231pd,
  rows: `
    vfmadd231pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 B8 /r  nofeature|yes
    vfmadd231pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 B8 /r  nofeature|yes`,
};

export const vfmadd231ps: Meaning = fusedPacked("fmadd", "231", "f32x4");
export const VFMADD231PS: Paragraph = {
  mnemonic: "vfmadd231ps",
  title: "Multiply and add: packed singles, operand order 231",
  source: "SDM 2C, VFMADD231PS",
  cpuid: "FMA",
  meaning: vfmadd231ps,
  rows: `
    vfmadd231ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 B8 /r  nofeature|yes
    vfmadd231ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 B8 /r  nofeature|yes`,
};

export const vfmadd231sd: Meaning = fusedScalar("fmadd", "231", "f64");
export const VFMADD231SD: Paragraph = {
  mnemonic: "vfmadd231sd",
  title: "Multiply and add: scalar double, operand order 231",
  source: "SDM 2C, VFMADD231SD",
  cpuid: "FMA",
  meaning: vfmadd231sd,
  rows: `
    vfmadd231sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 B9 /r  nofeature|yes`,
};

export const vfmadd231ss: Meaning = fusedScalar("fmadd", "231", "f32");
export const VFMADD231SS: Paragraph = {
  mnemonic: "vfmadd231ss",
  title: "Multiply and add: scalar single, operand order 231",
  source: "SDM 2C, VFMADD231SS",
  cpuid: "FMA",
  meaning: vfmadd231ss,
  rows: `
    vfmadd231ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 B9 /r  nofeature|yes`,
};

export const vfmaddsub132pd: Meaning = fusedPacked("fmaddsub", "132", "f64x2");
export const VFMADDSUB132PD: Paragraph = {
  mnemonic: "vfmaddsub132pd",
  title: "Multiply, subtract and add alternately: packed doubles, operand order 132",
  source: "SDM 2C, VFMADDSUB132PD",
  cpuid: "FMA",
  meaning: vfmaddsub132pd,
  rows: `
    vfmaddsub132pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 96 /r  nofeature|yes
    vfmaddsub132pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 96 /r  nofeature|yes`,
};

export const vfmaddsub132ps: Meaning = fusedPacked("fmaddsub", "132", "f32x4");
export const VFMADDSUB132PS: Paragraph = {
  mnemonic: "vfmaddsub132ps",
  title: "Multiply, subtract and add alternately: packed singles, operand order 132",
  source: "SDM 2C, VFMADDSUB132PS",
  cpuid: "FMA",
  meaning: vfmaddsub132ps,
  rows: `
    vfmaddsub132ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 96 /r  nofeature|yes
    vfmaddsub132ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 96 /r  nofeature|yes`,
};

export const vfmaddsub213pd: Meaning = fusedPacked("fmaddsub", "213", "f64x2");
export const VFMADDSUB213PD: Paragraph = {
  mnemonic: "vfmaddsub213pd",
  title: "Multiply, subtract and add alternately: packed doubles, operand order 213",
  source: "SDM 2C, VFMADDSUB213PD",
  cpuid: "FMA",
  meaning: vfmaddsub213pd,
  rows: `
    vfmaddsub213pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 A6 /r  nofeature|yes
    vfmaddsub213pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 A6 /r  nofeature|yes`,
};

export const vfmaddsub213ps: Meaning = fusedPacked("fmaddsub", "213", "f32x4");
export const VFMADDSUB213PS: Paragraph = {
  mnemonic: "vfmaddsub213ps",
  title: "Multiply, subtract and add alternately: packed singles, operand order 213",
  source: "SDM 2C, VFMADDSUB213PS",
  cpuid: "FMA",
  meaning: vfmaddsub213ps,
  rows: `
    vfmaddsub213ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 A6 /r  nofeature|yes
    vfmaddsub213ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 A6 /r  nofeature|yes`,
};

export const vfmaddsub231pd: Meaning = fusedPacked("fmaddsub", "231", "f64x2");
export const VFMADDSUB231PD: Paragraph = {
  mnemonic: "vfmaddsub231pd",
  title: "Multiply, subtract and add alternately: packed doubles, operand order 231",
  source: "SDM 2C, VFMADDSUB231PD",
  cpuid: "FMA",
  meaning: vfmaddsub231pd,
  rows: `
    vfmaddsub231pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 B6 /r  nofeature|yes
    vfmaddsub231pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 B6 /r  nofeature|yes`,
};

export const vfmaddsub231ps: Meaning = fusedPacked("fmaddsub", "231", "f32x4");
export const VFMADDSUB231PS: Paragraph = {
  mnemonic: "vfmaddsub231ps",
  title: "Multiply, subtract and add alternately: packed singles, operand order 231",
  source: "SDM 2C, VFMADDSUB231PS",
  cpuid: "FMA",
  meaning: vfmaddsub231ps,
  rows: `
    vfmaddsub231ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 B6 /r  nofeature|yes
    vfmaddsub231ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 B6 /r  nofeature|yes`,
};

export const vfmsub132pd: Meaning = fusedPacked("fmsub", "132", "f64x2");
export const VFMSUB132PD: Paragraph = {
  mnemonic: "vfmsub132pd",
  title: "Multiply and subtract: packed doubles, operand order 132",
  source: "SDM 2C, VFMSUB132PD",
  cpuid: "FMA",
  meaning: vfmsub132pd,
  rows: `
    vfmsub132pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 9A /r  nofeature|yes
    vfmsub132pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 9A /r  nofeature|yes`,
};

export const vfmsub132ps: Meaning = fusedPacked("fmsub", "132", "f32x4");
export const VFMSUB132PS: Paragraph = {
  mnemonic: "vfmsub132ps",
  title: "Multiply and subtract: packed singles, operand order 132",
  source: "SDM 2C, VFMSUB132PS",
  cpuid: "FMA",
  meaning: vfmsub132ps,
  rows: `
    vfmsub132ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 9A /r  nofeature|yes
    vfmsub132ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 9A /r  nofeature|yes`,
};

export const vfmsub132sd: Meaning = fusedScalar("fmsub", "132", "f64");
export const VFMSUB132SD: Paragraph = {
  mnemonic: "vfmsub132sd",
  title: "Multiply and subtract: scalar double, operand order 132",
  source: "SDM 2C, VFMSUB132SD",
  cpuid: "FMA",
  meaning: vfmsub132sd,
  rows: `
    vfmsub132sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 9B /r  nofeature|yes`,
};

export const vfmsub132ss: Meaning = fusedScalar("fmsub", "132", "f32");
export const VFMSUB132SS: Paragraph = {
  mnemonic: "vfmsub132ss",
  title: "Multiply and subtract: scalar single, operand order 132",
  source: "SDM 2C, VFMSUB132SS",
  cpuid: "FMA",
  meaning: vfmsub132ss,
  rows: `
    vfmsub132ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 9B /r  nofeature|yes`,
};

export const vfmsub213pd: Meaning = fusedPacked("fmsub", "213", "f64x2");
export const VFMSUB213PD: Paragraph = {
  mnemonic: "vfmsub213pd",
  title: "Multiply and subtract: packed doubles, operand order 213",
  source: "SDM 2C, VFMSUB213PD",
  cpuid: "FMA",
  meaning: vfmsub213pd,
  rows: `
    vfmsub213pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 AA /r  nofeature|yes
    vfmsub213pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 AA /r  nofeature|yes`,
};

export const vfmsub213ps: Meaning = fusedPacked("fmsub", "213", "f32x4");
export const VFMSUB213PS: Paragraph = {
  mnemonic: "vfmsub213ps",
  title: "Multiply and subtract: packed singles, operand order 213",
  source: "SDM 2C, VFMSUB213PS",
  cpuid: "FMA",
  meaning: vfmsub213ps,
  rows: `
    vfmsub213ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 AA /r  nofeature|yes
    vfmsub213ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 AA /r  nofeature|yes`,
};

export const vfmsub213sd: Meaning = fusedScalar("fmsub", "213", "f64");
export const VFMSUB213SD: Paragraph = {
  mnemonic: "vfmsub213sd",
  title: "Multiply and subtract: scalar double, operand order 213",
  source: "SDM 2C, VFMSUB213SD",
  cpuid: "FMA",
  meaning: vfmsub213sd,
  rows: `
    vfmsub213sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 AB /r  nofeature|yes`,
};

export const vfmsub213ss: Meaning = fusedScalar("fmsub", "213", "f32");
export const VFMSUB213SS: Paragraph = {
  mnemonic: "vfmsub213ss",
  title: "Multiply and subtract: scalar single, operand order 213",
  source: "SDM 2C, VFMSUB213SS",
  cpuid: "FMA",
  meaning: vfmsub213ss,
  rows: `
    vfmsub213ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 AB /r  nofeature|yes`,
};

export const vfmsub231pd: Meaning = fusedPacked("fmsub", "231", "f64x2");
export const VFMSUB231PD: Paragraph = {
  mnemonic: "vfmsub231pd",
  title: "Multiply and subtract: packed doubles, operand order 231",
  source: "SDM 2C, VFMSUB231PD",
  cpuid: "FMA",
  meaning: vfmsub231pd,
  rows: `
    vfmsub231pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 BA /r  nofeature|yes
    vfmsub231pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 BA /r  nofeature|yes`,
};

export const vfmsub231ps: Meaning = fusedPacked("fmsub", "231", "f32x4");
export const VFMSUB231PS: Paragraph = {
  mnemonic: "vfmsub231ps",
  title: "Multiply and subtract: packed singles, operand order 231",
  source: "SDM 2C, VFMSUB231PS",
  cpuid: "FMA",
  meaning: vfmsub231ps,
  rows: `
    vfmsub231ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 BA /r  nofeature|yes
    vfmsub231ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 BA /r  nofeature|yes`,
};

export const vfmsub231sd: Meaning = fusedScalar("fmsub", "231", "f64");
export const VFMSUB231SD: Paragraph = {
  mnemonic: "vfmsub231sd",
  title: "Multiply and subtract: scalar double, operand order 231",
  source: "SDM 2C, VFMSUB231SD",
  cpuid: "FMA",
  meaning: vfmsub231sd,
  rows: `
    vfmsub231sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 BB /r  nofeature|yes`,
};

export const vfmsub231ss: Meaning = fusedScalar("fmsub", "231", "f32");
export const VFMSUB231SS: Paragraph = {
  mnemonic: "vfmsub231ss",
  title: "Multiply and subtract: scalar single, operand order 231",
  source: "SDM 2C, VFMSUB231SS",
  cpuid: "FMA",
  meaning: vfmsub231ss,
  rows: `
    vfmsub231ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 BB /r  nofeature|yes`,
};

export const vfmsubadd132pd: Meaning = fusedPacked("fmsubadd", "132", "f64x2");
export const VFMSUBADD132PD: Paragraph = {
  mnemonic: "vfmsubadd132pd",
  title: "Multiply, add and subtract alternately: packed doubles, operand order 132",
  source: "SDM 2C, VFMSUBADD132PD",
  cpuid: "FMA",
  meaning: vfmsubadd132pd,
  rows: `
    vfmsubadd132pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 97 /r  nofeature|yes
    vfmsubadd132pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 97 /r  nofeature|yes`,
};

export const vfmsubadd132ps: Meaning = fusedPacked("fmsubadd", "132", "f32x4");
export const VFMSUBADD132PS: Paragraph = {
  mnemonic: "vfmsubadd132ps",
  title: "Multiply, add and subtract alternately: packed singles, operand order 132",
  source: "SDM 2C, VFMSUBADD132PS",
  cpuid: "FMA",
  meaning: vfmsubadd132ps,
  rows: `
    vfmsubadd132ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 97 /r  nofeature|yes
    vfmsubadd132ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 97 /r  nofeature|yes`,
};

export const vfmsubadd213pd: Meaning = fusedPacked("fmsubadd", "213", "f64x2");
export const VFMSUBADD213PD: Paragraph = {
  mnemonic: "vfmsubadd213pd",
  title: "Multiply, add and subtract alternately: packed doubles, operand order 213",
  source: "SDM 2C, VFMSUBADD213PD",
  cpuid: "FMA",
  meaning: vfmsubadd213pd,
  rows: `
    vfmsubadd213pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 A7 /r  nofeature|yes
    vfmsubadd213pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 A7 /r  nofeature|yes`,
};

export const vfmsubadd213ps: Meaning = fusedPacked("fmsubadd", "213", "f32x4");
export const VFMSUBADD213PS: Paragraph = {
  mnemonic: "vfmsubadd213ps",
  title: "Multiply, add and subtract alternately: packed singles, operand order 213",
  source: "SDM 2C, VFMSUBADD213PS",
  cpuid: "FMA",
  meaning: vfmsubadd213ps,
  rows: `
    vfmsubadd213ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 A7 /r  nofeature|yes
    vfmsubadd213ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 A7 /r  nofeature|yes`,
};

export const vfmsubadd231pd: Meaning = fusedPacked("fmsubadd", "231", "f64x2");
export const VFMSUBADD231PD: Paragraph = {
  mnemonic: "vfmsubadd231pd",
  title: "Multiply, add and subtract alternately: packed doubles, operand order 231",
  source: "SDM 2C, VFMSUBADD231PD",
  cpuid: "FMA",
  meaning: vfmsubadd231pd,
  rows: `
    vfmsubadd231pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 B7 /r  nofeature|yes
    vfmsubadd231pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 B7 /r  nofeature|yes`,
};

export const vfmsubadd231ps: Meaning = fusedPacked("fmsubadd", "231", "f32x4");
export const VFMSUBADD231PS: Paragraph = {
  mnemonic: "vfmsubadd231ps",
  title: "Multiply, add and subtract alternately: packed singles, operand order 231",
  source: "SDM 2C, VFMSUBADD231PS",
  cpuid: "FMA",
  meaning: vfmsubadd231ps,
  rows: `
    vfmsubadd231ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 B7 /r  nofeature|yes
    vfmsubadd231ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 B7 /r  nofeature|yes`,
};

export const vfnmadd132pd: Meaning = fusedPacked("fnmadd", "132", "f64x2");
export const VFNMADD132PD: Paragraph = {
  mnemonic: "vfnmadd132pd",
  title: "Multiply, negate and add: packed doubles, operand order 132",
  source: "SDM 2C, VFNMADD132PD",
  cpuid: "FMA",
  meaning: vfnmadd132pd,
  rows: `
    vfnmadd132pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 9C /r  nofeature|yes
    vfnmadd132pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 9C /r  nofeature|yes`,
};

export const vfnmadd132ps: Meaning = fusedPacked("fnmadd", "132", "f32x4");
export const VFNMADD132PS: Paragraph = {
  mnemonic: "vfnmadd132ps",
  title: "Multiply, negate and add: packed singles, operand order 132",
  source: "SDM 2C, VFNMADD132PS",
  cpuid: "FMA",
  meaning: vfnmadd132ps,
  rows: `
    vfnmadd132ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 9C /r  nofeature|yes
    vfnmadd132ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 9C /r  nofeature|yes`,
};

export const vfnmadd132sd: Meaning = fusedScalar("fnmadd", "132", "f64");
export const VFNMADD132SD: Paragraph = {
  mnemonic: "vfnmadd132sd",
  title: "Multiply, negate and add: scalar double, operand order 132",
  source: "SDM 2C, VFNMADD132SD",
  cpuid: "FMA",
  meaning: vfnmadd132sd,
  rows: `
    vfnmadd132sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 9D /r  nofeature|yes`,
};

export const vfnmadd132ss: Meaning = fusedScalar("fnmadd", "132", "f32");
export const VFNMADD132SS: Paragraph = {
  mnemonic: "vfnmadd132ss",
  title: "Multiply, negate and add: scalar single, operand order 132",
  source: "SDM 2C, VFNMADD132SS",
  cpuid: "FMA",
  meaning: vfnmadd132ss,
  rows: `
    vfnmadd132ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 9D /r  nofeature|yes`,
};

export const vfnmadd213pd: Meaning = fusedPacked("fnmadd", "213", "f64x2");
export const VFNMADD213PD: Paragraph = {
  mnemonic: "vfnmadd213pd",
  title: "Multiply, negate and add: packed doubles, operand order 213",
  source: "SDM 2C, VFNMADD213PD",
  cpuid: "FMA",
  meaning: vfnmadd213pd,
  rows: `
    vfnmadd213pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 AC /r  nofeature|yes
    vfnmadd213pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 AC /r  nofeature|yes`,
};

export const vfnmadd213ps: Meaning = fusedPacked("fnmadd", "213", "f32x4");
export const VFNMADD213PS: Paragraph = {
  mnemonic: "vfnmadd213ps",
  title: "Multiply, negate and add: packed singles, operand order 213",
  source: "SDM 2C, VFNMADD213PS",
  cpuid: "FMA",
  meaning: vfnmadd213ps,
  rows: `
    vfnmadd213ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 AC /r  nofeature|yes
    vfnmadd213ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 AC /r  nofeature|yes`,
};

export const vfnmadd213sd: Meaning = fusedScalar("fnmadd", "213", "f64");
export const VFNMADD213SD: Paragraph = {
  mnemonic: "vfnmadd213sd",
  title: "Multiply, negate and add: scalar double, operand order 213",
  source: "SDM 2C, VFNMADD213SD",
  cpuid: "FMA",
  meaning: vfnmadd213sd,
  rows: `
    vfnmadd213sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 AD /r  nofeature|yes`,
};

export const vfnmadd213ss: Meaning = fusedScalar("fnmadd", "213", "f32");
export const VFNMADD213SS: Paragraph = {
  mnemonic: "vfnmadd213ss",
  title: "Multiply, negate and add: scalar single, operand order 213",
  source: "SDM 2C, VFNMADD213SS",
  cpuid: "FMA",
  meaning: vfnmadd213ss,
  rows: `
    vfnmadd213ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 AD /r  nofeature|yes`,
};

export const vfnmadd231pd: Meaning = fusedPacked("fnmadd", "231", "f64x2");
export const VFNMADD231PD: Paragraph = {
  mnemonic: "vfnmadd231pd",
  title: "Multiply, negate and add: packed doubles, operand order 231",
  source: "SDM 2C, VFNMADD231PD",
  cpuid: "FMA",
  meaning: vfnmadd231pd,
  rows: `
    vfnmadd231pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 BC /r  nofeature|yes
    vfnmadd231pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 BC /r  nofeature|yes`,
};

export const vfnmadd231ps: Meaning = fusedPacked("fnmadd", "231", "f32x4");
export const VFNMADD231PS: Paragraph = {
  mnemonic: "vfnmadd231ps",
  title: "Multiply, negate and add: packed singles, operand order 231",
  source: "SDM 2C, VFNMADD231PS",
  cpuid: "FMA",
  meaning: vfnmadd231ps,
  rows: `
    vfnmadd231ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 BC /r  nofeature|yes
    vfnmadd231ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 BC /r  nofeature|yes`,
};

export const vfnmadd231sd: Meaning = fusedScalar("fnmadd", "231", "f64");
export const VFNMADD231SD: Paragraph = {
  mnemonic: "vfnmadd231sd",
  title: "Multiply, negate and add: scalar double, operand order 231",
  source: "SDM 2C, VFNMADD231SD",
  cpuid: "FMA",
  meaning: vfnmadd231sd,
  rows: `
    vfnmadd231sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 BD /r  nofeature|yes`,
};

export const vfnmadd231ss: Meaning = fusedScalar("fnmadd", "231", "f32");
export const VFNMADD231SS: Paragraph = {
  mnemonic: "vfnmadd231ss",
  title: "Multiply, negate and add: scalar single, operand order 231",
  source: "SDM 2C, VFNMADD231SS",
  cpuid: "FMA",
  meaning: vfnmadd231ss,
  rows: `
    vfnmadd231ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 BD /r  nofeature|yes`,
};

export const vfnmsub132pd: Meaning = fusedPacked("fnmsub", "132", "f64x2");
export const VFNMSUB132PD: Paragraph = {
  mnemonic: "vfnmsub132pd",
  title: "Multiply, negate and subtract: packed doubles, operand order 132",
  source: "SDM 2C, VFNMSUB132PD",
  cpuid: "FMA",
  meaning: vfnmsub132pd,
  rows: `
    vfnmsub132pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 9E /r  nofeature|yes
    vfnmsub132pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 9E /r  nofeature|yes`,
};

export const vfnmsub132ps: Meaning = fusedPacked("fnmsub", "132", "f32x4");
export const VFNMSUB132PS: Paragraph = {
  mnemonic: "vfnmsub132ps",
  title: "Multiply, negate and subtract: packed singles, operand order 132",
  source: "SDM 2C, VFNMSUB132PS",
  cpuid: "FMA",
  meaning: vfnmsub132ps,
  rows: `
    vfnmsub132ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 9E /r  nofeature|yes
    vfnmsub132ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 9E /r  nofeature|yes`,
};

export const vfnmsub132sd: Meaning = fusedScalar("fnmsub", "132", "f64");
export const VFNMSUB132SD: Paragraph = {
  mnemonic: "vfnmsub132sd",
  title: "Multiply, negate and subtract: scalar double, operand order 132",
  source: "SDM 2C, VFNMSUB132SD",
  cpuid: "FMA",
  meaning: vfnmsub132sd,
  rows: `
    vfnmsub132sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 9F /r  nofeature|yes`,
};

export const vfnmsub132ss: Meaning = fusedScalar("fnmsub", "132", "f32");
export const VFNMSUB132SS: Paragraph = {
  mnemonic: "vfnmsub132ss",
  title: "Multiply, negate and subtract: scalar single, operand order 132",
  source: "SDM 2C, VFNMSUB132SS",
  cpuid: "FMA",
  meaning: vfnmsub132ss,
  rows: `
    vfnmsub132ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 9F /r  nofeature|yes`,
};

export const vfnmsub213pd: Meaning = fusedPacked("fnmsub", "213", "f64x2");
export const VFNMSUB213PD: Paragraph = {
  mnemonic: "vfnmsub213pd",
  title: "Multiply, negate and subtract: packed doubles, operand order 213",
  source: "SDM 2C, VFNMSUB213PD",
  cpuid: "FMA",
  meaning: vfnmsub213pd,
  rows: `
    vfnmsub213pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 AE /r  nofeature|yes
    vfnmsub213pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 AE /r  nofeature|yes`,
};

export const vfnmsub213ps: Meaning = fusedPacked("fnmsub", "213", "f32x4");
export const VFNMSUB213PS: Paragraph = {
  mnemonic: "vfnmsub213ps",
  title: "Multiply, negate and subtract: packed singles, operand order 213",
  source: "SDM 2C, VFNMSUB213PS",
  cpuid: "FMA",
  meaning: vfnmsub213ps,
  rows: `
    vfnmsub213ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 AE /r  nofeature|yes
    vfnmsub213ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 AE /r  nofeature|yes`,
};

export const vfnmsub213sd: Meaning = fusedScalar("fnmsub", "213", "f64");
export const VFNMSUB213SD: Paragraph = {
  mnemonic: "vfnmsub213sd",
  title: "Multiply, negate and subtract: scalar double, operand order 213",
  source: "SDM 2C, VFNMSUB213SD",
  cpuid: "FMA",
  meaning: vfnmsub213sd,
  rows: `
    vfnmsub213sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 AF /r  nofeature|yes`,
};

export const vfnmsub213ss: Meaning = fusedScalar("fnmsub", "213", "f32");
export const VFNMSUB213SS: Paragraph = {
  mnemonic: "vfnmsub213ss",
  title: "Multiply, negate and subtract: scalar single, operand order 213",
  source: "SDM 2C, VFNMSUB213SS",
  cpuid: "FMA",
  meaning: vfnmsub213ss,
  rows: `
    vfnmsub213ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 AF /r  nofeature|yes`,
};

export const vfnmsub231pd: Meaning = fusedPacked("fnmsub", "231", "f64x2");
export const VFNMSUB231PD: Paragraph = {
  mnemonic: "vfnmsub231pd",
  title: "Multiply, negate and subtract: packed doubles, operand order 231",
  source: "SDM 2C, VFNMSUB231PD",
  cpuid: "FMA",
  meaning: vfnmsub231pd,
  rows: `
    vfnmsub231pd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 BE /r  nofeature|yes
    vfnmsub231pd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 BE /r  nofeature|yes`,
};

export const vfnmsub231ps: Meaning = fusedPacked("fnmsub", "231", "f32x4");
export const VFNMSUB231PS: Paragraph = {
  mnemonic: "vfnmsub231ps",
  title: "Multiply, negate and subtract: packed singles, operand order 231",
  source: "SDM 2C, VFNMSUB231PS",
  cpuid: "FMA",
  meaning: vfnmsub231ps,
  rows: `
    vfnmsub231ps_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 BE /r  nofeature|yes
    vfnmsub231ps_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 BE /r  nofeature|yes`,
};

export const vfnmsub231sd: Meaning = fusedScalar("fnmsub", "231", "f64");
export const VFNMSUB231SD: Paragraph = {
  mnemonic: "vfnmsub231sd",
  title: "Multiply, negate and subtract: scalar double, operand order 231",
  source: "SDM 2C, VFNMSUB231SD",
  cpuid: "FMA",
  meaning: vfnmsub231sd,
  rows: `
    vfnmsub231sd_xmm_xmm_xmmm64  xmm:rw xmm.v:r xmm/m64:r  VEX.LIG.66.0F38.W1 BF /r  nofeature|yes`,
};

export const vfnmsub231ss: Meaning = fusedScalar("fnmsub", "231", "f32");
export const VFNMSUB231SS: Paragraph = {
  mnemonic: "vfnmsub231ss",
  title: "Multiply, negate and subtract: scalar single, operand order 231",
  source: "SDM 2C, VFNMSUB231SS",
  cpuid: "FMA",
  meaning: vfnmsub231ss,
  rows: `
    vfnmsub231ss_xmm_xmm_xmmm32  xmm:rw xmm.v:r xmm/m32:r  VEX.LIG.66.0F38.W0 BF /r  nofeature|yes`,
};
