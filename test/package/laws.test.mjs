// Run by .ci/package with the vitest of an empty folder into which ptecheck was installed.
import fc from "fast-check";
import "ptecheck/vitest";
import { lawProperty } from "ptecheck/fast-check";
import { expect, it } from "vitest";

it("asks laws in a suite of one's own", () => {
  const zapRace = { scenario: "zap-race", mappings: ["write-notify"] };
  expect({ ...zapRace, kernels: ["6.12"] }).toHold("no-lost-store");
  expect({ ...zapRace, kernels: ["6.1"] }).not.toHold("no-lost-store");
  const failing = () => expect({ ...zapRace, kernels: ["6.1"] }).toHold("no-lost-store");
  expect(failing).toThrow("no-lost-store: violated (zap-race, Linux 6.1, write-notify)");
});

it("samples in a suite of one's own", () => {
  const system = { scenario: "zap-race", kernel: "6.12", mapping: "shmem" };
  fc.assert(lawProperty(system, "no-lost-store"), { numRuns: 50 });
});
