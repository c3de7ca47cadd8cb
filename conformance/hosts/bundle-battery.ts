/** The battery as one module without imports, as any host loads it. */
import { join } from "node:path";
import { rolldown } from "rolldown";

/** Writes `battery.js` into a folder. */
export async function bundleBattery(folder: string): Promise<void> {
  const build = await rolldown({
    input: join(import.meta.dirname, "battery.ts"), treeshake: { moduleSideEffects: false },
  });
  await build.write({ file: join(folder, "battery.js"), format: "esm" });
  await build.close();
}
