// Where things are in the sample day, found as a reader finds them.

// article is the address of the newest report that a search finds.
async function article(page, site, query) {
  await page.goto(`${site}/search?${query}`);
  return page.locator('.lines h3 a').first().evaluate((a) => a.href);
}

// places are the addresses of one page of each kind.
export async function places(page, site) {
  const opinion = await article(page, site, 'q=Valperle&genre=opinion&country=fr');
  await page.goto(`${site}/overlooked`);
  const story = await page.locator('.finding h3 a').first().evaluate((a) => a.href);
  return {
    home: `${site}/`, world: `${site}/world`, overlooked: `${site}/overlooked`, country: `${site}/fr`, thin: `${site}/bt`,
    article: opinion, story, arabic: await article(page, site, 'q=Valperle&language=ar'),
    refused: `${site}/overlooked?by=FR`, outlets: `${site}/outlets`, outlet: `${site}/outlets/sample-le-papier-bleu`,
    countries: `${site}/countries`, search: `${site}/search?q=Valperle`, methods: `${site}/methods`, lost: `${site}/no-such-page`,
  };
}
