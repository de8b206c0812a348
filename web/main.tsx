import { render } from "preact";
import "./page.css";
import { Page } from "./view/index.ts";
import { type Asked, answer } from "./worker/index.ts";

// One script for the page and for its worker, so that the file has the model once.
if (typeof document === "undefined") {
  self.onmessage = ({ data }: MessageEvent<Asked>) =>
    answer(data, (said) => self.postMessage(said));
} else {
  const page = document.getElementById("page");
  if (page !== null) render(<Page />, page);
}
