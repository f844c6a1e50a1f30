// What the browser tests and the screenshots share.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

// launch starts the browser that BROWSER names. It can reach loopback only:
// no other name resolves.
export function launch() {
  return chromium.launch({
    executablePath: process.env.BROWSER,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
}

// open returns a page that notes what must never happen.
export async function open(t, browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, timezoneId: 'UTC', ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (e) => faults.push(`script error: ${e.message}`));
  page.on('dialog', (d) => { faults.push(`dialog: ${d.message()}`); return d.dismiss(); });
  page.on('request', (r) => { if (new URL(r.url()).hostname !== '127.0.0.1') faults.push(`foreign request: ${r.url()}`); });
  page.on('console', (m) => { if (m.type() === 'error' && !m.text().includes('404')) faults.push(`console: ${m.text()}`); });
  t.after(() => assert.deepEqual(faults, []));
  return page;
}

// visit goes to an address and waits for the globe, if the page has one.
export async function visit(page, address) {
  await page.goto(address);
  if (await page.locator('[data-globe]').count()) await page.waitForSelector('.globe.ready');
}

export const status = (page) => page.locator('#globe-status').textContent();
export const turned = (page) => page.waitForTimeout(900); // a flight takes 700 ms

// middle is the middle of the globe, in pixels of the window.
export async function middle(page) {
  const box = await page.locator('.globe-focus').boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

// fits fails where a page is wider than its window.
export async function fits(page, told) {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wider <= 1, `${told} is ${wider} px wider than the window`);
}

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// accessible visits addresses in a theme and a width and fails on whatever axe
// finds on any of them. The Content-Security-Policy is off there, or axe could not run.
export async function accessible(t, browser, colorScheme, width, addresses) {
  const found = {};
  const page = await open(t, browser, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true, reducedMotion: 'reduce' });
  for (const address of addresses) {
    await visit(page, address);
    await page.evaluate(axe);
    const { violations } = await page.evaluate((only) => axe.run({ runOnly: only, resultTypes: ['violations'] }), rules);
    if (violations.length) found[address] = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(' ')}`);
    await fits(page, `${address} at ${width} px`);
  }
  assert.deepEqual(found, {}, `${colorScheme}, ${width} px`);
}
