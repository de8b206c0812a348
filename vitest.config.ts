import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    // How long a command takes is the machine's, so what it tells meanwhile is left out.
    env: { PTECHECK_PROGRESS_SECONDS: "0" },
  },
});
