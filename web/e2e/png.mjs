// Makes screenshots small: at most 256 colours, packed with care. It reads
// what the browser writes (8 bits a channel, not interlaced), nothing else.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const most = 256; // colours of a palette

// squeeze returns a PNG with the same picture in few colours.
export function squeeze(png) {
  const picture = decode(png);
  const { palette, of } = choose(count(picture));
  const rows = Buffer.alloc((picture.width + 1) * picture.height);
  for (let y = 0, from = 0; y < picture.height; y++) {
    let at = y * (picture.width + 1) + 1; // a row starts with its filter, 0 for none
    for (let x = 0; x < picture.width; x++, from += picture.channels) rows[at++] = of.get(bin(picture.bytes, from));
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(picture.width, 0);
  head.writeUInt32BE(picture.height, 4);
  head.set([8, 3, 0, 0, 0], 8); // 8 bits, by palette
  const parts = [chunk('IHDR', head), chunk('PLTE', Buffer.from(palette.flat())), chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

function chunk(kind, body) {
  const out = Buffer.alloc(body.length + 12);
  out.writeUInt32BE(body.length, 0);
  out.write(kind, 4, 'latin1');
  body.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, body.length + 8)), body.length + 8);
  return out;
}

function decode(png) {
  const packed = [];
  let head;
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const kind = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') head = body;
    if (kind === 'IDAT') packed.push(body);
    at += length + 12;
  }
  const channels = { 2: 3, 6: 4 }[head[9]];
  if (head[8] !== 8 || !channels || head[12] !== 0) throw new Error('a PNG of a kind that browsers do not write');
  const picture = { width: head.readUInt32BE(0), height: head.readUInt32BE(4), channels };
  return { ...picture, bytes: unfilter(inflateSync(Buffer.concat(packed)), picture) };
}

// unfilter undoes what each row's filter did (PNG, section 9).
function unfilter(rows, { width, height, channels }) {
  const stride = width * channels;
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= channels ? out[at - channels] : 0;
      const up = y > 0 ? out[at - stride] : 0;
      const corner = x >= channels && y > 0 ? out[at - stride - channels] : 0;
      out[at] = rows[at + y + 1] + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
    }
  }
  return out;
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

// bin is a pixel's colour to six bits a channel.
const bin = (bytes, at) => ((bytes[at] >> 2) << 12) | ((bytes[at + 1] >> 2) << 6) | (bytes[at + 2] >> 2);

// count tells how often each bin occurs, and with which colours.
function count({ bytes, channels }) {
  const bins = new Map();
  for (let at = 0; at < bytes.length; at += channels) {
    const key = bin(bytes, at);
    let b = bins.get(key);
    if (!b) bins.set(key, b = { key, n: 0, sum: [0, 0, 0] });
    b.n++;
    for (let c = 0; c < 3; c++) b.sum[c] += bytes[at + c];
  }
  for (const b of bins.values()) b.colour = b.sum.map((s) => s / b.n);
  return [...bins.values()];
}

// choose cuts the colours into boxes, the widest first, until there are enough
// (median cut), and says to which entry of the palette each bin belongs.
function choose(bins) {
  const boxes = [box(bins)];
  while (boxes.length < most) {
    const widest = boxes.reduce((a, b) => (b.width > a.width ? b : a));
    if (widest.width === 0) break;
    const { bins: cut, channel } = widest;
    cut.sort((a, b) => a.colour[channel] - b.colour[channel]);
    const middle = cut.length >> 1;
    boxes.splice(boxes.indexOf(widest), 1, box(cut.slice(0, middle)), box(cut.slice(middle)));
  }
  const of = new Map();
  const palette = boxes.map((b, i) => {
    for (const { key } of b.bins) of.set(key, i);
    const n = b.bins.reduce((s, x) => s + x.n, 0);
    return [0, 1, 2].map((c) => Math.round(b.bins.reduce((s, x) => s + x.sum[c], 0) / n));
  });
  return { palette, of };
}

// box is a set of bins and the channel in which its colours differ most.
function box(bins) {
  const spread = [0, 1, 2].map((c) => {
    const values = bins.map((b) => b.colour[c]);
    return Math.max(...values) - Math.min(...values);
  });
  const width = bins.length > 1 ? Math.max(...spread) : 0;
  return { bins, width, channel: spread.indexOf(Math.max(...spread)) };
}
