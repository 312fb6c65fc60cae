/** Headless Chromium for the tests of the local page: found, started and stopped here; skipped with a reason where there is none. */
import { accessSync, constants } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser to use: CHROMIUM_PATH, else the usual places; null where there is none. */
export function findChromium(): string | null {
  const candidates = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : PLACES;
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts headless Chromium. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium found; set CHROMIUM_PATH');
  return chromium.launch({ executablePath, headless: true, args: ARGUMENTS });
}

export interface OpenedPage {
  readonly page: Page;
  /** What the page's console reported as an error, and exceptions nobody caught. Should stay empty. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Opens the local page in a window of its own (own storage) and waits until its panes are there. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(url);
  await page.locator('[data-pane=learner] [data-input]').waitFor({ state: 'attached' });
  return { page, errors, close: () => context.close() };
}

/** A pane's parts by the attributes the page promises to keep. */
export function inPane(page: Page, name: 'learner' | 'staff' | 'admin') {
  const pane = page.locator(`[data-pane=${name}]`);
  return {
    pane,
    input: pane.locator('[data-input]'),
    messages: pane.locator('[data-message]'),
    tickets: pane.locator('[data-ticket]'),
    action: (id: string) => pane.locator(`[data-action="${id}"]`),
    /** Types and sends. */
    async say(text: string): Promise<void> {
      await pane.locator('[data-input]').fill(text);
      await pane.locator('[data-input]').press('Enter');
    },
  };
}

/**
 * A group of tests that need a browser. Where none is found they are skipped with a printed reason; with
 * REQUIRE_BROWSER=1 that is a failure instead.
 */
export function describeInBrowser(name: string, tests: (browser: () => Browser) => void): void {
  if (findChromium() === null) {
    const reason = 'no Chromium found: install it (apt-get install chromium) or set CHROMIUM_PATH';
    if (process.env.REQUIRE_BROWSER === '1') {
      it(name, () => {
        throw new Error(`${reason}; REQUIRE_BROWSER=1 makes this a failure`);
      });
      return;
    }
    console.warn(`skipped "${name}": ${reason}`);
    describe.skip(`${name} (${reason})`, () => tests(() => undefined as never));
    return;
  }
  describe(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser?.close();
    });
    tests(() => {
      if (!browser) throw new Error('the browser did not start');
      return browser;
    });
  });
}
