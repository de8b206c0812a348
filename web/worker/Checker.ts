import type { Asked } from "./Asked.ts";
import type { Said } from "./Said.ts";

/** The script of the page, which is the worker's too: the file has it once. */
function ownScript(): string {
  const script = document.querySelector('script[type="module"]');
  if (script?.textContent) return script.textContent;
  throw new Error("the page has lost its script");
}

/** Asks a worker, one question at a time: a new one ends what runs. */
export class Checker {
  private readonly url = URL.createObjectURL(new Blob([ownScript()], { type: "text/javascript" }));
  private idle = this.started();
  private running: Worker | null = null;

  ask(asked: Asked, onSaid: (said: Said) => void): void {
    this.cancel();
    const worker = this.idle;
    this.running = worker;
    worker.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data.kind === "done" || data.kind === "failed") this.running = null;
      onSaid(data);
    };
    worker.onerror = ({ message }) => {
      this.cancel();
      onSaid({ kind: "failed", what: message, advice: "This is a fault of ptecheck." });
    };
    worker.postMessage(asked);
  }

  /** A search cannot be interrupted but from outside. */
  cancel(): void {
    if (this.running === null) return;
    this.running.terminate();
    this.running = null;
    this.idle = this.started();
  }

  private started(): Worker {
    return new Worker(this.url);
  }
}
