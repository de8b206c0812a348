import { describe, expect, it } from "vitest";
import { privateSteps } from "./privateSteps.ts";
import { sharedSteps } from "./sharedSteps.ts";
import { stepTold } from "./singleSteps.ts";
import { stepsSeen } from "./stepsSeen.ts";

describe("a single step", () => {
  it("does what is known of it", () => {
    expect([...privateSteps, ...sharedSteps].map(stepTold)).toEqual(stepsSeen);
  });
});
