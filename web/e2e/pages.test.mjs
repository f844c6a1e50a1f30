// Tests of the pages in a real browser, over sites of invented articles that
// hold every oddity. TestBrowser of internal/app starts them on loopback and
// runs this file with their addresses: FULL, EMPTY, HOSTILE and OFFER, where
// a translation model is offered.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, fits, launch, middle, open as openIn, status, turned, visit } from './browser.mjs';

const { FULL, EMPTY, HOSTILE, OFFER } = process.env;
const articles = { aligned: '/article/1', arabic: '/article/2', other: '/article/9' };
const paths = [
  '/', '/pt', '/de', '/countries', '/countries?q=land', '/article/1', '/article/2', '/story/1', '/outlets', '/outlets?state=thin', '/outlets?country=de', '/outlets/bote',
  '/search', '/search?q=bridge&country=us', '/world', '/overlooked', '/methods', '/no-such-page',
];
const hostile = [
  '/', '/de', '/article/1', '/story/1', '/outlets', '/world', '/overlooked', '/overlooked?by=DE',
  '/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&country=de',
];

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());
const open = (t, options) => openIn(t, browser, options);

async function openGlobe(t, options) {
  const page = await open(t, options);
  await page.goto(FULL);
  await page.waitForSelector('.globe.ready');
  return page;
}

test('a country is reached by typing on the globe, and coming back finds it again', async (t) => {
  const page = await openGlobe(t);
  await page.locator('.globe-focus').focus();
  await page.keyboard.type('bol');
  await turned(page);
  assert.match(await status(page), /^Bolivia: 1 report, thin/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/bo');
  await page.goBack();
  await page.waitForSelector('.globe.ready');
  await page.waitForFunction(() => document.activeElement?.classList.contains('globe-focus'));
  assert.match(await status(page), /^Bolivia/);
});

test('arrows go from country to country, Escape lets go', async (t) => {
  const page = await openGlobe(t);
  await page.locator('.globe-focus').focus();
  const seen = new Set();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'ArrowLeft']) {
    await page.keyboard.press(key);
    const now = await status(page);
    assert.notEqual(now, '');
    seen.add(now);
  }
  assert.ok(seen.size >= 3, [...seen].join());
  await page.keyboard.press('Escape');
  assert.equal(await status(page), '');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
});

test('a click opens the country that is under the pointer', async (t) => {
  const page = await openGlobe(t);
  await page.locator('.globe-focus').focus();
  await page.keyboard.type('bol');
  await turned(page);
  await page.mouse.move(...await middle(page));
  assert.match(await page.locator('.globe-tip').textContent(), /^Bolivia/);
  await page.mouse.click(...await middle(page));
  await page.waitForURL('**/bo');
});

test('a drag turns the globe and opens nothing', async (t) => {
  const page = await openGlobe(t);
  const picture = () => page.locator('.globe-base').evaluate((c) => c.toDataURL());
  const before = await picture();
  const [x, y] = await middle(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 160, y, { steps: 8 });
  await page.mouse.up();
  await turned(page);
  assert.notEqual(await picture(), before);
  assert.equal(new URL(page.url()).pathname, '/');
});

test('the wheel scrolls the page unless the globe has the focus', async (t) => {
  const page = await openGlobe(t);
  const scrolled = () => page.evaluate(() => scrollY);
  await page.mouse.move(...await middle(page));
  await page.mouse.wheel(0, 150);
  await page.waitForFunction(() => scrollY > 0);
  await page.evaluate(() => scrollTo(0, 0));
  await page.locator('.globe-focus').focus();
  await page.mouse.move(...await middle(page));
  await page.mouse.wheel(0, -300);
  await page.waitForTimeout(200);
  assert.equal(await scrolled(), 0);
});

test('on a phone the first tap says what is there, the second opens it', async (t) => {
  const page = await openGlobe(t, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.locator('.globe-focus').focus();
  await page.keyboard.type('niger');
  await turned(page);
  await page.keyboard.press('Escape');
  await page.touchscreen.tap(...await middle(page));
  assert.match(await status(page), /^Niger/);
  assert.equal(new URL(page.url()).pathname, '/');
  await page.touchscreen.tap(...await middle(page));
  await page.waitForURL(/\/n[eg]$/);
});

test('with reduced motion nothing moves', async (t) => {
  const page = await openGlobe(t, { reducedMotion: 'reduce' });
  await page.waitForTimeout(300);
  const picture = () => page.locator('.globe-over').evaluate((c) => c.toDataURL());
  const before = await picture();
  await page.waitForTimeout(700);
  assert.equal(await picture(), before);
});

test('the list narrows while one types, and Enter opens the country', async (t) => {
  const page = await openGlobe(t);
  await page.locator('#pick').fill('bol');
  assert.deepEqual(await page.locator('.atlas li:visible a').allTextContents(), ['Bolivia']);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/bo');
});

test('without script the list and the views do the whole job', async (t) => {
  const page = await open(t, { javaScriptEnabled: false });
  await page.goto(FULL);
  assert.equal(await page.locator('.globe').isVisible(), false);
  assert.ok(await page.locator('.atlas a').count() > 200);
  await page.goto(FULL + articles.aligned);
  assert.equal(await page.locator('.body .en').first().isVisible(), true);
  assert.equal(await page.locator('.body .or').first().isVisible(), false);
  await page.getByLabel('Portuguese').check({ force: true });
  assert.equal(await page.locator('.body .en').first().isVisible(), false);
  assert.equal(await page.locator('.body .or').first().isVisible(), true);
});

test('side by side each sentence stands beside its original', async (t) => {
  const page = await open(t);
  await page.goto(FULL + articles.aligned);
  await page.getByLabel('Side by side').check({ force: true });
  const place = (s) => page.getByText(s, { exact: true }).boundingBox();
  const [english, original] = [await place('The fare does not change.'), await place('O preço do bilhete não muda.')];
  assert.ok(Math.abs(english.y - original.y) < 2 && original.x > english.x + english.width / 2, JSON.stringify([english, original]));
});

test('the chosen view holds for the next article', async (t) => {
  const page = await open(t);
  await page.goto(FULL + articles.aligned);
  await page.locator('#view-original').check({ force: true });
  await page.goto(FULL + articles.other);
  assert.equal(await page.locator('#view-original').isChecked(), true);
});

test('the exclamation mark of an Arabic headline is at its left end', async (t) => {
  const page = await open(t);
  await page.goto(FULL + articles.arabic);
  const [mark, whole] = await page.locator('h1 + .original').evaluate((p) => {
    const text = p.firstChild;
    const range = document.createRange();
    range.selectNodeContents(p);
    const line = range.getBoundingClientRect();
    range.setStart(text, text.length - 1);
    range.setEnd(text, text.length);
    return [range.getBoundingClientRect().left, line.left];
  });
  assert.ok(Math.abs(mark - whole) < 1, `mark at ${mark}, line from ${whole}`);
});

test('hostile text stays inert', async (t) => {
  for (const width of [1280, 390]) {
    const page = await open(t, { viewport: { width, height: 800 } });
    for (const path of hostile) {
      await visit(page, HOSTILE + path);
      await fits(page, `${path} at ${width} px`);
    }
  }
});

test('a model is offered; "not now" and "yes" stay on the page, and work without script', async (t) => {
  const page = await open(t);
  await page.goto(OFFER);
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.locator('.notice').waitFor({ state: 'detached' });
  await page.goto(OFFER + '/outlets');
  await page.getByRole('button', { name: 'Download it (26 MB)' }).click();
  await page.locator('.notice [role=status]').waitFor();
  assert.equal(new URL(page.url()).pathname, '/outlets');
  const plain = await open(t, { javaScriptEnabled: false });
  await plain.goto(OFFER);
  await plain.getByRole('button', { name: 'Not now' }).click();
  await plain.waitForURL('**/outlets#languages');
});

for (const [theme, width] of [['light', 1280], ['dark', 390]]) {
  test(`axe finds nothing, ${theme}, ${width} px`, (t) => accessible(t, browser, theme, width, [...paths.map((p) => FULL + p), EMPTY, OFFER, OFFER + '/outlets']));
}
