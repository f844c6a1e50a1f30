// Takes the screenshots of docs/screenshots: starts PROGRAM, the built
// overview, with the sample day on loopback, and looks at it with BROWSER.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch, visit } from './browser.mjs';
import { squeeze } from './png.mjs';
import { places } from './sample.mjs';

const folder = path.resolve(import.meta.dirname, '../../docs/screenshots');
const most = 300_000; // bytes of one picture

// sizes are the windows; a page may be shown longer than its window.
const sizes = {
  desktop: { width: 1440, height: 1060 },
  phone: { width: 390, height: 844 },
};
const longer = { article: { desktop: 2680, phone: 1400 } };
const both = ['home', 'article']; // in both themes on both; the others light on a desktop, dark on a phone
const shots = [];
for (const name of ['home', 'country', 'article', 'story', 'overlooked', 'world']) {
  for (const [size, theme] of [['desktop', 'light'], ['phone', 'dark'], ['desktop', 'dark'], ['phone', 'light']]) {
    if (both.includes(name) || (size === 'desktop') === (theme === 'light')) shots.push({ name, size, theme });
  }
}

// freePort asks the system for a port that nothing listens on.
function freePort() {
  return new Promise((resolve, reject) => {
    const s = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = s.address();
      s.close(() => resolve(port));
    });
  });
}

// ready waits until a site answers, 20 s at most.
async function ready(site) {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`${site}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`${site} does not answer`);
}

async function take(browser, addresses, { name, size, theme }) {
  const viewport = { ...sizes[size], height: longer[name]?.[size] ?? sizes[size].height };
  const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: 'reduce', timezoneId: 'UTC', locale: 'en-GB' });
  const page = await context.newPage();
  await visit(page, addresses[name]);
  await page.waitForTimeout(800); // the globe has faded in
  const file = path.join(folder, `${name}-${size}-${theme}.png`);
  await writeFile(file, squeeze(await page.screenshot()));
  await context.close();
  const { size: bytes } = await stat(file);
  console.log(`${path.basename(file)}\t${bytes}`);
  if (bytes > most) throw new Error(`${file} has ${bytes} bytes, more than ${most}`);
}

const data = await mkdtemp(path.join(tmpdir(), 'overview-sample-'));
const address = `127.0.0.1:${await freePort()}`;
const program = spawn(process.env.PROGRAM, ['demo', '--addr', address, '--data', data], { stdio: ['ignore', 'ignore', 'inherit'] });
const browser = await launch();
try {
  await ready(`http://${address}`);
  await mkdir(folder, { recursive: true });
  const page = await browser.newPage();
  const addresses = await places(page, `http://${address}`);
  for (const shot of shots) await take(browser, addresses, shot);
} finally {
  await browser.close();
  const ended = new Promise((done) => program.once('exit', done));
  if (program.kill()) await ended;
  await rm(data, { recursive: true, force: true });
}
