import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{spec,src,conformance,tools,examples,bench}/**/*.test.ts"],
    reporters: ["default", "./tools/closing-line-reporter.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
