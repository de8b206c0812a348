import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { invariantName, type Model, tlaConfig, toTla } from "../export/index.ts";
import type { Found, Peer } from "./Peer.ts";
import { numberIn, run } from "./run.ts";

/** TLC of a given tla2tools.jar, with as many workers as there are cores. */
export function tlcOf(jar: string): Peer {
  return {
    name: "tlc",
    needs: [{ program: "java", debian: "default-jre-headless" }],
    search: (folder, model) => search(resolve(jar), folder, model),
  };
}

/** TLC ends at the first invariant that is violated: each that is goes out, until none is left that is. */
async function search(jar: string, folder: string, model: Model): Promise<Found> {
  writeFileSync(join(folder, "model.tla"), toTla(model, { header: [], stops: false }, "model"));
  const seen = new Set<string>();
  for (;;) {
    writeFileSync(
      join(folder, "model.cfg"),
      tlaConfig(model, ({ text }) => !seen.has(text)),
    );
    const memory = ["-XX:+UseParallelGC", "-Xmx4g", "-Xss16m"];
    const args = ["-workers", "auto", "-config", "model.cfg", "model"];
    const { report, seconds } = await run(
      folder,
      "java",
      [...memory, "-cp", jar, "tlc2.TLC", ...args],
      { mayFail: true },
    );
    const violated = model.questions.filter((_, at) =>
      report.includes(`Invariant ${invariantName(at)} is violated`),
    );
    for (const { text } of violated) seen.add(text);
    if (violated.length > 0) continue;
    return {
      states: numberIn(report, /(\d+) distinct states found, 0 states left on queue/),
      // It counts the initial state as one.
      transitions:
        numberIn(report, /(\d+) states generated, \d+ distinct states found, 0 states/) - 1,
      seen,
      seconds,
    };
  }
}
