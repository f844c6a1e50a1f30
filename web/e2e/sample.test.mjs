// A reader's way through the sample day in a real browser: the program that
// "overview demo" starts, whole. TestBrowser of internal/app runs this file
// with its address, SAMPLE.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, launch, middle, open as openIn, status, turned, visit } from './browser.mjs';
import { places } from './sample.mjs';

const { SAMPLE } = process.env;
let browser, at;
before(async () => {
  browser = await launch();
  const page = await browser.newPage();
  at = await places(page, SAMPLE);
  await page.close();
});
after(() => browser?.close());
const open = (t, options) => openIn(t, browser, options);
const text = (page, selector) => page.locator(selector).first().innerText();
const shown = (page, selector) => page.locator(selector).first().isVisible();

test('the seed: an opinion piece on a quarrel of two neighbours is read in English, with takes and the world’s current take', async (t) => {
  const page = await open(t);
  await visit(page, at.article);
  assert.equal(await text(page, 'h1'), 'SAMPLE: Let both banks keep Valperle, and keep arguing');
  assert.equal(await text(page, 'h1 + .original'), 'SAMPLE: Laissons le Valperle aux deux rives, et la dispute aussi');
  assert.equal(await text(page, 'header .over .tag'), 'opinion');
  const body = await page.locator('.body .en:visible').allInnerTexts();
  assert.ok(body.length >= 4 && body.every((s) => s.length > 40), body.join('\n'));
  assert.match(body[0], /quarrel between France and Germany|France and Germany have argued/);
  assert.match(await text(page, '.provenance'), /^English text written by hand \(sample\), from French, on /);

  const cards = await page.locator('.takes .card').evaluateAll((all) => all.map((c) => ({
    step: c.closest('.step').querySelector('h3').textContent, country: c.querySelector('.kicker a').textContent,
    outlet: c.querySelectorAll('.kicker a')[1].textContent, headline: c.querySelector('h4').textContent,
    lang: c.querySelector('h4 a').lang, sentence: c.querySelector('.sentence')?.textContent ?? '', chips: c.querySelectorAll('.chips li').length,
  })));
  assert.equal(cards.length, 6);
  assert.ok(new Set(cards.map((c) => c.country)).size >= 4, JSON.stringify(cards));
  assert.equal(new Set(cards.map((c) => c.outlet)).size, 6);
  assert.equal(cards[0].step, 'The same event');
  assert.ok(cards.some((c) => c.step === 'On the same subject, not the same event'));
  for (const c of cards) assert.ok(c.lang === 'en' && c.headline.startsWith('SAMPLE: ') && c.sentence.length > 20 && c.outlet !== 'Le Papier bleu', JSON.stringify(c));
  assert.ok(cards.some((c) => c.chips > 0));

  const theme = page.locator('section.current');
  assert.equal(await theme.locator('h2').innerText(), 'The World’s Current Take');
  assert.match(await theme.locator('h3').innerText(), /Valperle/);
  assert.equal(await theme.locator('.tag').first().innerText(), 'World’s');
  const [, countries, texts] = /(\d+) countries · \d+ subregions · (\d+) independent texts/.exec(await theme.locator('.counts').innerText());
  assert.ok(countries >= 5 && texts >= 6);
  await theme.locator('.counts a').click();
  await page.waitForURL('**/world#theme-*');
  assert.match(await text(page, '.themes li:target h3'), /Valperle/);
});

test('the three views of a text: English, original, side by side; the choice holds', async (t) => {
  const page = await open(t);
  await visit(page, at.article);
  const sees = async () => [await shown(page, '.body .en'), await shown(page, '.body .or')];
  assert.deepEqual(await sees(), [true, false]);
  await page.getByLabel('French').check({ force: true });
  assert.deepEqual(await sees(), [false, true]);
  assert.equal(await page.locator('.body .or').first().getAttribute('lang'), 'fr');
  await page.getByLabel('Side by side').check({ force: true });
  assert.deepEqual(await sees(), [true, true]);
  const rows = await page.locator('.body').evaluate((b) => ['.en > span', '.or > span'].map((s) => [...b.querySelectorAll(s)].map((e) => e.getBoundingClientRect().top)));
  assert.equal(rows[0].length, rows[1].length);
  rows[0].forEach((top, i) => assert.ok(Math.abs(top - rows[1][i]) < 2, `sentence ${i} at ${top}, its original at ${rows[1][i]}`));
  await visit(page, at.arabic);
  assert.deepEqual(await sees(), [true, true]);
  assert.equal(await page.locator('.body .or').first().getAttribute('dir'), 'rtl');
});

test('a take leads to another newsroom’s text, and back', async (t) => {
  const page = await open(t);
  await visit(page, at.article);
  const take = page.locator('.takes .card h4 a').last();
  const headline = await take.innerText();
  await take.click();
  await page.waitForURL((u) => u.href !== at.article);
  assert.equal(await text(page, 'h1'), headline);
  assert.ok(await shown(page, '.body .en, .body .or'));
  const out = page.locator('.source a');
  assert.match(await out.getAttribute('href'), /^https:\/\/[a-z-]+\.example\//);
  assert.match(await out.getAttribute('rel'), /noopener noreferrer nofollow/);
  await page.goBack();
  assert.equal(page.url(), at.article);
});

test('a country is opened on the globe by click and by key, and in the list, and read', async (t) => {
  const page = await open(t);
  const find = async () => {
    await visit(page, at.home);
    await page.locator('.globe-focus').focus();
    await page.keyboard.type('france');
    await turned(page);
    assert.match(await status(page), /^France: \d+ reports/);
  };
  await find();
  await page.mouse.click(...await middle(page));
  await page.waitForURL(at.country);
  await find();
  await page.keyboard.press('Enter');
  await page.waitForURL(at.country);
  await visit(page, at.home);
  await page.locator('#pick').fill('fra');
  await page.keyboard.press('Enter');
  await page.waitForURL(at.country);
  await visit(page, at.home);
  await page.locator('.atlas').getByRole('link', { name: 'France', exact: true }).click();
  await page.waitForURL(at.country);

  assert.equal(await text(page, 'h1'), 'France');
  const rooms = await page.locator('.roster a').allInnerTexts();
  const told = await page.locator('.page-country section:has(#latest-title) .kicker .ko a').allInnerTexts();
  assert.ok(told.length >= 5);
  for (const outlet of told) assert.ok(rooms.includes(outlet), `${outlet} is not of the country's own press`);
  const first = page.locator('section:has(#latest-title) h3 a').first();
  const headline = await first.innerText();
  await first.click();
  await page.waitForURL('**/article/**');
  assert.equal(await text(page, 'h1'), headline);
  assert.ok((await text(page, '.body')).length > 200);
});

test('a country of one outlet says how thin that is, and the ledger names the outlet', async (t) => {
  const page = await open(t);
  await visit(page, at.thin);
  assert.match(await text(page, '.watched'), /state media only: Its only newsroom is cited as state-owned; it works\./);
  const outlet = await text(page, '.roster a');
  await page.locator('.watched a').click();
  await page.waitForURL('**/outlets?country=bt');
  assert.equal(await text(page, '.roster a'), outlet);
  await page.goto(`${at.outlets}?state=state-only`);
  assert.deepEqual(await page.locator('.ledger a').allInnerTexts(), ['Bhutan']);
});

test('overlooked: the story that American media left out, the one they picked up, and a refusal', async (t) => {
  const page = await open(t);
  await visit(page, at.overlooked);
  const now = page.locator('section:has(#list-title) .finding');
  assert.deepEqual(await now.locator('h3').allInnerTexts(), ['SAMPLE: First vaccine for grapevines holds through a harvest in Mendoza']);
  assert.equal(await now.locator('.found').first().innerText(), 'No report found in the 30 of 32 American newsrooms we watched.');
  await now.locator('summary').click();
  assert.equal(await now.locator('.rooms li:visible').count(), 30);
  const picked = page.locator('section:has(#picked-title) .finding');
  assert.match(await picked.locator('h3').innerText(), /chess final/);
  assert.match(await picked.innerText(), /5 of the 30 American newsrooms we watched \(of 32 in the panel\) reported it\.\s+Picked up .* after it was listed\./);
  await now.locator('h3 a').click();
  await page.waitForURL('**/story/**');
  assert.match(await text(page, 'h1'), /vaccine for grapevines/);
  assert.equal(await page.locator('.teller#in-US').count(), 0);
  await page.locator('.quiet > summary').click();
  assert.match(await text(page, '.quiet'), /United States: no report found in /i);
  await visit(page, at.refused);
  assert.equal(await page.locator('.finding').count(), 0);
  assert.match(await text(page, '.refusal'), /^No list now\s+There is no panel of French newsrooms/);
});

test('every page and every headline says that it is a sample', async (t) => {
  const page = await open(t);
  for (const address of Object.values(at)) {
    await visit(page, address);
    assert.match(await page.title(), /^SAMPLE · /, address);
    assert.equal(await page.locator('meta[name=robots]').getAttribute('content'), 'noindex', address);
    assert.match(await text(page, '.notice'), /^SAMPLE\. Everything here is invented/);
    const headlines = await page.locator('.line h3 a, .card h4 a').allInnerTexts();
    assert.deepEqual(headlines.filter((h) => !h.startsWith('SAMPLE: ')), [], address);
  }
});

test('even markup that got into a page would run nothing and ask nobody', async (t) => {
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(at.article);
  const broken = await page.evaluate(async () => {
    const rules = [];
    document.addEventListener('securitypolicyviolation', (e) => rules.push(e.effectiveDirective));
    const add = (name, set) => document.body.append(Object.assign(document.createElement(name), set));
    try { document.body.innerHTML += '<p>'; } catch (e) { rules.push(e.name); }
    try { add('script', { textContent: 'window.ran = 1' }); } catch (e) { rules.push(e.name); }
    add('img', { src: 'https://evil.example/x.png' });
    add('iframe', { src: 'https://evil.example/' });
    add('link', { rel: 'stylesheet', href: 'https://evil.example/x.css' });
    await fetch('https://evil.example/').catch(() => {});
    await new Promise((done) => setTimeout(done, 200));
    return { rules, ran: window.ran };
  });
  assert.equal(broken.ran, undefined);
  for (const rule of ['img-src', 'frame-src', 'style-src-elem', 'connect-src']) assert.ok(broken.rules.includes(rule), broken.rules.join());
  assert.equal(broken.rules.filter((r) => r === 'TypeError').length, 2, broken.rules.join());
});

for (const theme of ['light', 'dark']) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing on any page, ${theme}, ${width} px`, (t) => accessible(t, browser, theme, width, Object.values(at)));
  }
}
