/* Runs in the browser, beside the adaptivecards bundle: draws cards and looks for faults in how they came out. */

/** As much Markdown as Teams reads in a TextBlock: what is not escaped shows. */
function markdown(text) {
  const kept = [];
  const keep = (character) => `\u0001${kept.push(character) - 1}\u0001`;
  const html = (line) =>
    line
      .replace(/&(?!#?\w+;)/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;');
  const inline = (line) =>
    html(line)
      .replace(/\[([^\]]*)\]\(([^)]*)\)/g, '<a href="$2">$1</a>')
      .replace(/(\*\*|__)(?=\S)(.+?)\1/g, '<strong>$2</strong>')
      .replace(/([*_])(?=\S)(.+?)\1/g, '<em>$2</em>')
      .replace(/`([^`]+)`/g, '<code>$1</code>')
      .replace(/~~(.+?)~~/g, '<del>$1</del>');
  const block = (line) => {
    if (/^#{1,6}\s/.test(line)) return `<h1>${inline(line)}</h1>`;
    if (/^>/.test(line)) return `<blockquote>${inline(line)}</blockquote>`;
    if (/^([-+*]|\d+[.)])\s/.test(line)) return `<ul><li>${inline(line)}</li></ul>`;
    return `<p>${inline(line)}</p>`;
  };
  const hidden = text.replace(/\\([!-/:-@[-`{-~])/g, (_, character) => keep(character));
  const shown = hidden.split('\n').map(block).join('');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a mark that no card holds
  return shown.replace(/\u0001(\d+)\u0001/g, (_, index) => html(kept[Number(index)]));
}

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown(text);
  result.didProcess = true;
};

/** Draws a card into a new frame of a row; gives what the renderer complained about. */
window.drawCard = ({ row, card, width, theme, config, press }) => {
  let holder = document.getElementById(row);
  if (holder === null) {
    holder = document.createElement('div');
    holder.id = row;
    holder.className = `row ${theme}`;
    document.body.appendChild(holder);
  }
  const frame = document.createElement('div');
  frame.className = 'frame';
  frame.style.width = `${width}px`;
  holder.appendChild(frame);
  const drawn = new AdaptiveCards.AdaptiveCard();
  drawn.hostConfig = new AdaptiveCards.HostConfig(config);
  const context = new AdaptiveCards.SerializationContext();
  drawn.parse(card, context);
  frame.appendChild(drawn.render());
  if (press !== undefined) frame.querySelector(`button[aria-label="${press}"], button[title="${press}"]`).click();
  const complaints = [];
  for (let index = 0; index < context.eventCount; index += 1) {
    const { message } = context.getEventAt(index);
    // Charts are decoration: every one has a fallback, as test/cards/cards.test.ts sees to.
    if (!message.startsWith('Unknown element type "Chart.')) complaints.push(message);
  }
  const faults = [...complaints, ...beyondTheEdge(frame), ...clipped(frame), ...brokenMoney(frame), ...markup(frame)];
  return faults.map((fault) => `${width} px ${theme}: ${fault}`);
};

const words = (element) =>
  `<${element.tagName.toLowerCase()} ${element.className}> ${element.textContent.slice(0, 60)}`;
const isSeen = (element) => element.getClientRects().length > 0;

function beyondTheEdge(frame) {
  const edge = frame.getBoundingClientRect().right + 0.5;
  const all = [...frame.querySelectorAll('*')].filter(isSeen);
  return all
    .filter((element) => element.getBoundingClientRect().right > edge)
    .map((it) => `beyond the edge: ${words(it)}`);
}

function clipped(frame) {
  const all = [
    ...frame.querySelectorAll('.ac-textBlock, .ac-textBlock *, .ac-richTextBlock, .ac-pushButton, .ac-pushButton *'),
  ].filter(isSeen);
  return all
    .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
    .map((element) => `clipped: ${words(element)}`);
}

/** Amounts that stand on two lines. */
function brokenMoney(frame) {
  const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
  const broken = [];
  while (walker.nextNode()) {
    const { data } = walker.currentNode;
    for (const { 0: amount, index } of data.matchAll(/[▲▼=]\s[+−]?\d+|\$[\d,]+\.\d\d/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + amount.length);
      const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (tops.size > 1) broken.push(`on two lines: ${amount}`);
    }
  }
  return broken;
}

/** No template uses Markdown, so whatever came out of it was typed by somebody. */
function markup(frame) {
  const made = frame.querySelectorAll('.ac-textBlock :is(a, strong, em, code, del, h1, ul, blockquote, img, script)');
  return [...made].map((element) => `came out as markup: ${words(element)}`);
}
