/**
 * The rooms of the house and the order in which they may know each other: a room imports from
 * itself and from rooms above it, never from one below. `docs/ARCHITECTURE.md` tells the story;
 * `layers.test.ts` enforces it.
 */

export interface Room {
  readonly folder: string;
  /** Pure: no `node:`, no module state, no clock, no randomness. */
  readonly pure: boolean;
  /** Rooms it may import from besides itself; `spec` means everything under `spec/`. */
  readonly knows: readonly string[];
}

const MACHINE = ["spec", "src/table", "src/decoder", "src/wasm", "src/machine", "src/softfloat"] as const;
const ENGINES = [...MACHINE, "src/oracle", "src/wasm", "src/lowering", "src/interpreter", "src/translator"];
const SESSION = [...ENGINES, "src/lockstep", "src/validator", "src/loader", "src/channels", "src/syscalls"];

export const ROOMS: readonly Room[] = [
  { folder: "spec", pure: true, knows: [] },
  { folder: "src/table", pure: true, knows: ["spec"] },
  { folder: "src/decoder", pure: true, knows: ["spec", "src/table"] },
  { folder: "src/encoder", pure: true, knows: ["spec", "src/table", "src/decoder"] },
  { folder: "src/disassembler", pure: true, knows: ["spec", "src/table", "src/decoder"] },
  { folder: "src/explain", pure: true, knows: ["spec", "src/table", "src/decoder", "src/disassembler"] },
  { folder: "src/wasm", pure: true, knows: [] },
  { folder: "src/validator", pure: true, knows: ["spec", "src/table", "src/decoder", "src/wasm"] },
  { folder: "src/machine", pure: true, knows: ["spec", "src/table", "src/decoder", "src/wasm"] },
  { folder: "src/softfloat", pure: true, knows: [] },
  { folder: "src/oracle", pure: true, knows: MACHINE },
  { folder: "src/lowering", pure: true, knows: [...MACHINE, "src/wasm"] },
  { folder: "src/interpreter", pure: true, knows: [...MACHINE, "src/oracle", "src/wasm", "src/lowering"] },
  { folder: "src/translator", pure: true, knows: ENGINES },
  { folder: "src/lockstep", pure: true, knows: [...MACHINE, "src/disassembler"] },
  { folder: "src/loader", pure: true, knows: ["spec"] },
  { folder: "src/channels", pure: true, knows: ["spec"] },
  { folder: "src/syscalls", pure: true, knows: ["spec", "src/machine", "src/channels", "src/loader"] },
  { folder: "src/session", pure: true, knows: SESSION },
  { folder: "src/raw", pure: true, knows: MACHINE },
  { folder: "src/vectors", pure: true, knows: [...MACHINE, "src/raw"] },
  { folder: "src/sdk", pure: false, knows: [...SESSION, "src/session"] },
  { folder: "src/host", pure: false, knows: [...SESSION, "src/session"] },
  {
    folder: "src/cli", pure: false,
    knows: [...SESSION, "src/session", "src/host", "src/sdk", "src/raw", "src/vectors", "src/encoder",
      "src/disassembler", "src/explain"],
  },
];
