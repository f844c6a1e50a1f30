// Prints what the official engine says for one model, with the logit of each
// word, as one JSON object a line. See README.md in this folder.
//
//   ORACLE=…/oracle.mjs BERGAMOT_PKG=… node official.mjs NAME MODEL SHORTLIST VOCAB[,TARGET] < lines
import fs from 'node:fs';

const [name, modelFile, listFile, vocabs] = process.argv.slice(2);
const { load, model } = await import(process.env.ORACLE);
const engine = await load();
const files = {
  model: fs.readFileSync(modelFile),
  lex: listFile === '-' ? Buffer.alloc(0) : fs.readFileSync(listFile),
  vocabs: vocabs.split(',').map(f => fs.readFileSync(f)),
};
const translator = model(engine, files, { 'ssplit-mode': 'sentence' });
const service = new engine.BlockingService({ cacheSize: 0 });
for (const line of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const texts = new engine.VectorString(), options = new engine.VectorResponseOptions();
  texts.push_back(line);
  options.push_back({ qualityScores: true, alignment: true, html: true });
  const html = service.translate(translator, texts, options).get(0).getTranslatedText();
  const scored = [...html.matchAll(/word-score="([^"]+)">([^<]*)</g)];
  console.log(JSON.stringify({
    name,
    source: line,
    text: html.replace(/<[^>]*>/g, '').trim(),
    logits: scored.map(m => +(+m[1]).toFixed(5)),
  }));
}
