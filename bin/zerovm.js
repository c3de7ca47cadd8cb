#!/usr/bin/env node
// A file that is there before anything is built, so that npm always finds something to link to.
"use strict";

const { existsSync } = require("node:fs");
const { join } = require("node:path");

const command = join(__dirname, "../dist/command/main.cjs");
if (existsSync(command)) {
  require("./load.js").load(command);
} else {
  process.stderr.write("zerovm is not built yet: npm run build\n");
  process.exitCode = 70;
}
