import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 240_000,
    // As many as there are cores on a small machine: the longest file takes a few minutes.
    maxWorkers: 2,
    // How long a command takes is the machine's, so what it tells meanwhile is left out.
    // Nor are there colours, which CI=true would ask for.
    env: { PTECHECK_PROGRESS_SECONDS: "0", NO_COLOR: "1" },
  },
});
