import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lawProperty } from "../suites/lawProperty.ts";
import "../suites/toHold.ts";

const zapRace = { scenario: "zap-race", mappings: ["write-notify"] };

describe("toHold", () => {
  it("passes where a law holds, and negated where it is violated somewhere", () => {
    expect({ ...zapRace, kernels: ["6.12"] }).toHold("no-lost-store");
    expect({ ...zapRace, kernels: ["6.1", "6.12"] }).not.toHold("no-lost-store");
  });

  it("fails with the trace of what is violated", () => {
    const failing = () => expect({ ...zapRace, kernels: ["6.1"] }).toHold("no-lost-store");
    expect(failing).toThrow(
      /expected no-lost-store to hold:\nzap-race, Linux 6\.1[\s\S]+ 22\. storer/,
    );
  });

  it("fails either way where nothing is shown", () => {
    const held = { ...zapRace, kernels: ["6.12"] };
    const bounds = { maxStates: 100 };
    expect(() => expect(held).toHold("no-lost-store", bounds)).toThrow("stopped at the bound");
    expect(() => expect(held).not.toHold("no-lost-store", bounds)).toThrow("incomplete");
    const empty = { ...held, proposal: "gup-release-forgets-dirty" };
    expect(() => expect(empty).toHold("no-lost-store")).toThrow("vacuous");
    expect(() => expect(empty).not.toHold("no-lost-store")).toThrow("vacuous");
  });

  it("refuses what there is not", () => {
    expect(() => expect("zap").toHold("no-lost-store")).toThrow("unknown scenario");
    expect(() => expect("zap-race").toHold("no-lost-stor")).toThrow("unknown invariant");
  });
});

describe("lawProperty", () => {
  const on = (kernel: string) =>
    lawProperty({ scenario: "zap-race", kernel, mapping: "write-notify" }, "no-lost-store");

  it("is a property of fast-check, which fails with a trace where the law is violated", () => {
    fc.assert(on("6.12"), { numRuns: 200 });
    const failing = () => fc.assert(on("6.1"), { numRuns: 40_000, seed: 20_210_407 });
    expect(failing).toThrow(/Property failed after/);
    const { failed, errorInstance } = fc.check(on("6.1"), { numRuns: 40_000, seed: 20_210_407 });
    expect(failed).toBe(true);
    expect(String(errorInstance)).toContain("no-lost-store: violated (zap-race, Linux 6.1");
  });
});
