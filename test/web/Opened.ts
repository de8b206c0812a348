import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";

/** Debian's; `.ci/run` installs it. */
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const file = "dist-web/ptecheck.html";

const quiet = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The page in a browser, and what it should not do. */
export class Opened {
  /** Errors of the console, and what was asked of a network. */
  readonly faults: string[] = [];
  readonly page: Page;
  private readonly browser: Browser;

  private constructor(browser: Browser, page: Page) {
    this.browser = browser;
    this.page = page;
    page.setDefaultTimeout(60_000);
    page.on("console", (said) => {
      if (said.type() === "error" || said.type() === "warning") this.faults.push(said.text());
    });
    page.on("pageerror", ({ message }) => this.faults.push(message));
    page.on("request", (request) => {
      if (!/^(file|blob|data):/.test(request.url())) this.faults.push(request.url());
    });
  }

  /** @throws {Error} The page is not built, or there is no browser. */
  static async start(): Promise<Opened> {
    if (!existsSync(file)) throw new Error(`${file} is missing: npm run web`);
    const browser = await chromium.launch({ executablePath, args: quiet });
    return new Opened(browser, await browser.newPage({ viewport: { width: 1280, height: 900 } }));
  }

  /** Opens the page, or another file, at a link of its own. */
  async open(hash: string, opened = file): Promise<void> {
    await this.page.goto(`${pathToFileURL(opened)}${hash}`);
  }

  /** Chooses in one of the sentence's places, by typing a part of the name. */
  async choose(label: string, typed: string): Promise<void> {
    await this.page.getByRole("button", { name: `${label}: ` }).click();
    const input = this.page.getByRole("combobox", { name: `${label}, type to find` });
    await input.fill(typed);
    await input.press("Enter");
  }

  async end(): Promise<void> {
    await this.browser.close();
  }
}
