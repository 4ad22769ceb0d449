/* Runs in a Playground window: looks for what a person would find wrong with a card as it stands there. */

/** What is wrong with a card, each fault with the words it is about; an empty list when it is well. */
window.faultsOf = (card) => {
  const pieces = textPieces(card);
  return [
    ...wrongWords(card, pieces),
    ...sideways(card),
    ...pieces.flatMap((piece) => cutText(piece, card)),
    ...overlaps(pieces),
    ...pieces.flatMap(brokenWords),
    ...cutFields(card),
    ...nameless(card),
  ];
};

const isSeen = (element) =>
  element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
const seen = (card, selector) => [...card.querySelectorAll(selector)].filter(isSeen);
const start = (text) => `“${text.replace(/\s+/g, ' ').trim().slice(0, 60)}”`;

/** What a program says when it has nothing to say. */
function wrongWords(card, pieces) {
  const hints = seen(card, 'input, textarea').flatMap(({ value, placeholder }) => [value, placeholder]);
  const names = seen(card, '[title], [aria-label]').flatMap(({ title, ariaLabel }) => [title, ariaLabel ?? '']);
  return [...pieces.map(({ text }) => text), ...hints, ...names].flatMap((text) => {
    const found = /\$\{|\[object|\b(?:undefined|null|NaN|Invalid)\b/.exec(text);
    return found === null ? [] : [`says ${found[0]}: ${start(text)}`];
  });
}

/** Anything that sticks out, or could be scrolled to the side. */
function sideways(card) {
  const edge = card.getBoundingClientRect();
  return [card, ...seen(card, '*')].flatMap((element) => {
    const { left, right } = element.getBoundingClientRect();
    const { overflowX } = getComputedStyle(element);
    const scrolls =
      (element === card || /auto|scroll/.test(overflowX)) && element.scrollWidth > element.clientWidth + 1;
    const words = start(element.textContent);
    if (scrolls) return [`scrolls to the side: ${words}`];
    return left < edge.left - 1 || right > edge.right + 1 ? [`beyond the edge: ${words}`] : [];
  });
}

/** Every piece of text on show, with the boxes it takes. */
function textPieces(card) {
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  const pieces = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data.trim() === '' || !isSeen(node.parentElement) || node.parentElement.tagName === 'TEXTAREA') continue;
    pieces.push({ node, text: node.data, boxes: boxesOf(node, 0, node.data.length) });
  }
  return pieces;
}

function boxesOf(node, from, to) {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return [...range.getClientRects()].filter(({ width }) => width > 0);
}

/** Text of which something is hidden by a box around it; a line may stand out a little above and below. */
function cutText({ node, text, boxes }, card) {
  for (let box = node.parentElement; box !== null; box = box.parentElement) {
    if (box === card || getComputedStyle(box).overflow !== 'visible') {
      const { left, right, top, bottom } = box.getBoundingClientRect();
      const isCut = ({ left: l, right: r, top: t, bottom: b }) =>
        l < left - 1 || r > right + 1 || t < top - 5 || b > bottom + 5;
      if (boxes.some(isCut)) return [`cut off: ${start(text)}`];
    }
    if (box === card) break;
  }
  return [];
}

/** Two texts in one place. */
function overlaps(pieces) {
  return pieces.flatMap((one, index) =>
    pieces.slice(index + 1).flatMap((other) => {
      const isMet = one.boxes.some((a) =>
        other.boxes.some(
          (b) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5,
        ),
      );
      return isMet ? [`on top of each other: ${start(one.text)} and ${start(other.text)}`] : [];
    }),
  );
}

/** Words and amounts that stand on two lines; after a hyphen one may. */
function brokenWords({ node, text }) {
  const whole = /\$[\d,]+\.\d\d|[▲▼=]\s[+−]?\d+|[^\s\-–—/·]+/g;
  return [...text.matchAll(whole)].flatMap(({ 0: word, index }) => {
    const lines = new Set(boxesOf(node, index, index + word.length).map(({ top }) => Math.round(top)));
    return lines.size > 1 ? [`on two lines: ${word}`] : [];
  });
}

/**
 * Hints and choices that a field is too small for. What somebody has typed may be longer than its field, and so may what
 * stands after the dot of a choice: of "Standard laptop · $32.92" the name must be read, the price stands below again.
 */
function cutFields(card) {
  const pen = document.createElement('canvas').getContext('2d');
  return seen(card, 'input, textarea').flatMap((field) => {
    const isChoice = field.getAttribute('role') === 'combobox';
    const text = field.value === '' ? field.placeholder : isChoice ? field.value.split(' · ')[0] : '';
    const style = getComputedStyle(field);
    pen.font = style.font;
    const room = field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    const isCut =
      field.tagName === 'TEXTAREA'
        ? field.scrollHeight > field.clientHeight + 2
        : pen.measureText(text).width > room + 1;
    return isCut ? [`does not fit its field: ${start(text || field.value)}`] : [];
  });
}

/** Fields, buttons, labels and lines of text without a word on them. */
function nameless(card) {
  const fields = seen(card, 'input, textarea, select').filter((field) => {
    const labels = [...(field.labels ?? [])].map(({ textContent }) => textContent).join('');
    return `${labels}${field.getAttribute('aria-label') ?? ''}`.trim() === '';
  });
  const silent = seen(card, 'label, button, .ac-textBlock, .ac-richTextBlock').filter(
    (element) => `${element.textContent}${element.getAttribute('aria-label') ?? ''}`.trim() === '',
  );
  return [...fields, ...silent].map(
    (it) => `has no words: <${it.tagName.toLowerCase()} id="${it.id}" class="${it.className}">`,
  );
}
