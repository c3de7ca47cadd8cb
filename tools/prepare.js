/**
 * `npm ci` ends here: builds the package where it has not been built yet, so that `npx zerovm` works
 * in a fresh checkout. Without the development tools (`--omit=dev`) there is nothing to do; a build
 * that fails is reported, but does not undo the installation.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const isBuilt = existsSync(join(root, "dist/command/main.cjs"));
const canBuild = existsSync(join(root, "node_modules/tsx"));
if (!isBuilt && canBuild) {
  const { status } = spawnSync("npm", ["run", "build"], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.stderr.write("zerovm was not built; npm run build shows why\n");
}
