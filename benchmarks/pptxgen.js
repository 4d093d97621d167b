// The work item as a deck by PptxGenJS: node pptxgen.js ITEM OUT. Native tables and charts, notes.
const fs = require('fs'), path = require('path'), Deck = require('pptxgenjs');
const [, , source, out] = process.argv;
const item = JSON.parse(fs.readFileSync(source, 'utf8')), beside = path.dirname(source);
const deck = new Deck(), place = {x: 0.5, y: 1.4, w: 9, h: 3.8};
const cover = deck.addSlide();
cover.addText(item.title, {x: 0.5, y: 1.5, w: 9, h: 1, fontSize: 40});
cover.addText(item.subtitle, {x: 0.5, y: 2.8, w: 9, h: 1});
for (const said of [...item.slides, {kind: 'points', title: 'Sources', points: item.sources, notes: ''}]) {
  const slide = deck.addSlide();
  slide.addText(said.title, {x: 0.5, y: 0.3, w: 9, h: 0.9, fontSize: 28});
  if (said.kind === 'points') slide.addText(said.points.map(text => ({text, options: {bullet: true, breakLine: true}})), {...place, fontSize: 16});
  else if (said.kind === 'table') slide.addTable(said.rows.map(row => row.map(text => ({text}))), {x: 0.5, y: 1.4, w: 9});
  else if (said.kind === 'chart') slide.addChart(said.line ? deck.charts.LINE : deck.charts.BAR, said.series.map(([name, values]) => ({name, labels: said.categories, values})), place);
  else slide.addImage({path: path.join(beside, said.image), altText: said.alt, x: 0.5, y: 1.4, w: 5, h: 3.75});
  if (said.notes) slide.addNotes(said.notes);
}
deck.writeFile({fileName: out});
