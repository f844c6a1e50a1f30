// The table of countries: codes, names, regions, languages, zones, people.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import iso from 'i18n-iso-countries';
import { countries as list } from 'countries-list';
import { largest } from './shapes.mjs';

const require = createRequire(import.meta.url);
const cldr = (name) => require(`cldr-core/supplemental/${name}.json`).supplemental;

// Names as English-language newspapers print them, where CLDR's is longer,
// dated or not used there.
const names = {
  HK: 'Hong Kong', MO: 'Macao', MM: 'Myanmar', PS: 'Palestine', CD: 'DR Congo', CG: 'Congo',
  CI: 'Ivory Coast', TR: 'Turkey', TL: 'East Timor', UM: 'US Outlying Islands', VI: 'US Virgin Islands',
  VG: 'British Virgin Islands', BL: 'Saint Barthélemy', MF: 'Saint Martin', LC: 'Saint Lucia',
  VC: 'Saint Vincent and the Grenadines', KN: 'Saint Kitts and Nevis', SH: 'Saint Helena',
  PM: 'Saint Pierre and Miquelon', AG: 'Antigua and Barbuda', BA: 'Bosnia and Herzegovina',
  TT: 'Trinidad and Tobago', TC: 'Turks and Caicos Islands', ST: 'São Tomé and Príncipe',
  SJ: 'Svalbard and Jan Mayen', WF: 'Wallis and Futuna', HM: 'Heard and McDonald Islands',
  GS: 'South Georgia and the South Sandwich Islands',
};

const aliases = {
  GS: ['South Georgia'], MO: ['Macau'], SH: ['Saint Helena, Ascension and Tristan da Cunha'],
  TF: ['French Southern and Antarctic Lands'], VI: ['United States Virgin Islands'],
  GB: ['UK', 'Britain', 'Great Britain', 'England', 'Scotland', 'Wales'], US: ['USA', 'U.S.', 'U.S.A.', 'America'],
  AE: ['UAE'], CD: ['DRC', 'Congo-Kinshasa', 'Democratic Republic of Congo'], CG: ['Congo-Brazzaville', 'Republic of Congo'],
  CZ: ['Czech Republic'], MK: ['Macedonia'], SZ: ['Swaziland'], CV: ['Cabo Verde'], TR: ['Türkiye'],
  MM: ['Burma'], CI: ["Cote d'Ivoire"], TL: ['Timor-Leste'], PS: ['Palestinian Territories', 'State of Palestine'],
  KR: ['Korea', 'Republic of Korea'], KP: ['DPRK'], VA: ['Vatican', 'Holy See'], NL: ['Holland'],
  RU: ['Russian Federation'], SY: ['Syrian Arab Republic'], LA: ['Lao PDR'], BN: ['Brunei Darussalam'],
  FM: ['Federated States of Micronesia'], GM: ['The Gambia'], BS: ['The Bahamas'], BA: ['Bosnia'], XK: ['Kosova'],
};

// The M49 regions: CLDR's containment follows M49 for all but Taiwan, Kosovo
// and Antarctica, which M49 does not list or leaves without a region.
const regions = ['002', '019', '142', '150', '009'];
const subregions = ['014', '017', '015', '018', '011', '029', '013', '005', '021', '143', '030', '035', '034', '145', '151', '154', '039', '155', '053', '054', '057', '061'];

// Whose clock a page without a zone most likely means, where the zone file
// lists another one first: the zone of most people.
const firstZone = {
  RU: 'Europe/Moscow', BR: 'America/Sao_Paulo', AU: 'Australia/Sydney', CA: 'America/Toronto', US: 'America/New_York',
  AR: 'America/Argentina/Buenos_Aires', GL: 'America/Nuuk', PF: 'Pacific/Tahiti', KI: 'Pacific/Tarawa',
  FM: 'Pacific/Pohnpei', MH: 'Pacific/Majuro', PG: 'Pacific/Port_Moresby', ES: 'Europe/Madrid', PT: 'Europe/Lisbon',
  CL: 'America/Santiago', EC: 'America/Guayaquil', MX: 'America/Mexico_City', ID: 'Asia/Jakarta', KZ: 'Asia/Almaty',
  MN: 'Asia/Ulaanbaatar', CD: 'Africa/Kinshasa', CN: 'Asia/Shanghai', UA: 'Europe/Kyiv', MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland', UZ: 'Asia/Tashkent', DE: 'Europe/Berlin', CY: 'Asia/Nicosia', VN: 'Asia/Ho_Chi_Minh',
};

// centres replaces a centre of the largest island that is not where people live.
const centres = { KI: [1.42, 173.0], BV: [-54.42, 3.36] };

// people reads the counts of the shared candidates: the World Bank's of 2024, or
// country-json's for territories that it leaves out. CLDR's estimates are years old for some countries.
function people() {
  const dir = process.env.OVERVIEW_SHARED || '../../../shared';
  const [head, ...rows] = readFileSync(`${dir}/catalog/countries.csv`, 'utf8').trim().split('\n')
    .map((line) => line.match(/("[^"]*"|[^,]*)(,|$)/g).map((f) => f.replace(/,$/, '')));
  const [source, count] = [head.indexOf('population_source'), head.indexOf('population')];
  return new Map(rows.filter((r) => r[source] === 'WB2024' || r[source] === 'samayo').map((r) => [r[0], +r[count]]));
}

// zones reads the time zone database's own table (public domain).
function zones() {
  const byCode = new Map([['XK', { names: ['Europe/Belgrade'] }]]);
  for (const line of readFileSync('/usr/share/zoneinfo/zone.tab', 'utf8').split('\n')) {
    if (!line || line.startsWith('#')) continue;
    const [code, place, zone] = line.split('\t');
    const entry = byCode.get(code) || { names: [], place };
    entry.names.push(zone);
    byCode.set(code, entry);
  }
  for (const [code, zone] of Object.entries(firstZone)) {
    const entry = byCode.get(code);
    if (!entry.names.includes(zone)) throw new Error(`${code} has no zone ${zone}`);
    entry.names = [zone, ...entry.names.filter((z) => z !== zone)];
  }
  return byCode;
}

// degrees turns "-0922-17114" or "+404251-0740023" into latitude, longitude.
function degrees(place) {
  const [lat, lon] = place.match(/[+-]\d+/g);
  const part = (s, width) => {
    const d = s.slice(1);
    const value = +d.slice(0, width) + +d.slice(width, width + 2) / 60;
    return s[0] === '-' ? -value : value;
  };
  return [part(lat, 2), part(lon, 3)];
}

// folds maps spoken varieties to the language their speakers read.
const folds = {
  no: 'nb', aln: 'sq', tl: 'fil', arz: 'ar', ary: 'ar', arq: 'ar', aeb: 'ar', apd: 'ar', apc: 'ar', mey: 'ar',
  nan: 'zh-Hant', hak: 'zh-Hant', bar: 'de',
};

// tag follows package text/language: script only where a reader needs it.
function tag(code, country) {
  const t = code.replace('_', '-');
  const folded = folds[t];
  if (folded) return folded;
  if (t === 'zh') return ['HK', 'MO', 'TW'].includes(country) ? 'zh-Hant' : 'zh-Hans';
  if (t === 'sr') return 'sr-Cyrl';
  if (t === 'sr-Latn' || t.startsWith('zh-')) return t;
  if (['pa-Arab', 'uz-Cyrl', 'uz-Arab', 'az-Arab', 'kk-Arab', 'mn-Mong', 'bs-Cyrl', 'ku-Arab'].includes(t)) return t;
  const base = t.split('-')[0];
  return folds[base] || base;
}

const official = ['official', 'de_facto_official'];

function languages(info, country) {
  const all = Object.entries(info?.languagePopulation || {}).map(([code, l]) => ({
    tag: tag(code, country), share: +l._populationPercent, status: l._officialStatus, written: +(l._writingPercent ?? 100),
  })).filter((l) => l.tag !== 'und' && l.written > 5); // spoken only: no press in it
  all.sort((a, b) => b.share - a.share);
  let main = all.filter((l) => official.includes(l.status));
  if (!main.length) main = all.slice(0, 1);
  const once = (list) => [...new Set(list.map((l) => l.tag))];
  const mainTags = once(main);
  const regional = once(all.filter((l) => l.status === 'official_regional' || (!l.status && l.share >= 20)));
  return { main: mainTags, regional: regional.filter((t) => !mainTags.includes(t)) };
}

// ownNames returns the country's name in each main language ICU knows.
function ownNames(code, tags) {
  const result = [];
  for (const t of tags) {
    if (t === 'en' || !Intl.DisplayNames.supportedLocalesOf([t]).length) continue;
    const name = new Intl.DisplayNames([t], { type: 'region', fallback: 'none' }).of(code);
    if (name) result.push(`${t}=${name}`);
  }
  return result;
}

export function countries(world, neighbours) {
  const containment = cldr('territoryContainment').territoryContainment;
  const codes = cldr('codeMappings').codeMappings;
  const info = cldr('territoryInfo').territoryInfo;
  const zone = zones();
  const counted = people();
  const english = new Intl.DisplayNames(['en'], { type: 'region' });
  const short = new Intl.DisplayNames(['en'], { type: 'region', style: 'short' });
  const parent = (code, among) => among.find((r) => containment[r]._contains.includes(code)) || '';
  const rows = [...Object.keys(iso.getAlpha2Codes()).filter((c) => c !== 'XK'), 'XK'].sort().map((code) => {
    const shape = largest(world.topology, world.byCode.get(code));
    const place = zone.get(code)?.place;
    const [lat, lon] = centres[code] || (shape ? [shape.centroid[1], shape.centroid[0]] : degrees(place));
    const name = names[code] || english.of(code).replace(/^St\. /, 'Saint ').replace(/ & /g, ' and ');
    const extra = [english.of(code), short.of(code), ...iso.getName(code, 'en', { select: 'all' }), ...(aliases[code] || [])];
    const lang = languages(info[code], code);
    const sub = code === 'AQ' ? '' : parent(code, subregions);
    return {
      alpha2: code,
      alpha3: code === 'XK' ? 'XKX' : iso.alpha2ToAlpha3(code),
      numeric: code === 'XK' ? '' : codes[code]._numeric,
      name, own: ownNames(code, lang.main),
      aliases: [...new Set(extra.flatMap((a) => a || []))].filter((a) => a !== name),
      region: sub && (regions.find((r) => r === '019' ? ['021', '029', '013', '005'].includes(sub) : containment[r]._contains.includes(sub))),
      subregion: sub,
      capital: list[code]?.capital || '',
      lat, lon, languages: lang.main, regional: lang.regional,
      neighbours: [...(neighbours.get(code) || [])].sort(),
      zones: zone.get(code)?.names || [],
      population: counted.get(code) || (info[code]?._population > 1 ? +info[code]._population : 0),
    };
  });
  const taken = new Set(rows.map((r) => r.name));
  for (const r of rows) r.aliases = r.aliases.filter((a) => !taken.has(a));
  return rows;
}

export function table(rows) {
  const head = '# Generated by gen/build.mjs. Do not edit; correct the program instead.\n' +
    '# alpha2\talpha3\tnumeric\tname\town names\taliases\tregion\tsubregion\tcapital\tlat\tlon\tlanguages\tregional languages\tneighbours\tzones\tpopulation\n';
  return head + rows.map((r) => [
    r.alpha2, r.alpha3, r.numeric, r.name, r.own.join(';'), r.aliases.join(';'), r.region, r.subregion, r.capital,
    r.lat.toFixed(2), r.lon.toFixed(2), r.languages.join(' '), r.regional.join(' '), r.neighbours.join(' '),
    r.zones.join(' '), r.population,
  ].join('\t') + '\n').join('');
}
