/*
 * What is wrong with how a page is laid out, as a list of sentences: asked in a browser, at one width and for one medium.
 */
(() => {
  const problems = [];
  const name = element => element.tagName.toLowerCase() + (element.className.baseVal ?? element.className
    ? '.' + (element.className.baseVal ?? element.className) : '');
  const say = (what, element, more) => {
    if (problems.length < 12) problems.push(`${what}: ${name(element)} "${element.textContent.trim().slice(0, 60)}" ${more ?? ''}`);
  };
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    problems.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${width}`);
  }

  // what is seen of an element, where those around it scroll or cut
  const clipped = (element, box) => {
    let {left, right, top, bottom} = box;
    for (let around = element; around && around !== document.body; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (style.overflowX === 'hidden' || style.overflowX === 'clip') say('text may be cut off', around);
      if (style.overflowX === 'auto' || style.overflowX === 'scroll') {
        const frame = around.getBoundingClientRect();
        left = Math.max(left, frame.left); right = Math.min(right, frame.right);
        if (around.scrollWidth > around.clientWidth + 1) {
          if (around.tabIndex < 0) say('scrolls, but not by keys', around);
          if (matchMedia('print').matches) say('paper does not scroll', around, `${around.scrollWidth} in ${around.clientWidth}`);
        }
      }
    }
    return {left, right, top, bottom};
  };

  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('script, style, title') || element.closest('.skip')
      || !element.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const part of range.getClientRects()) {
      const box = clipped(element, part);
      if (box.right - box.left < 1 || box.bottom - box.top < 1) continue;
      if (box.right > width + 1 || box.left < -1) say('sticks out of the page', element, `${box.left} to ${box.right}`);
      // lines of text may share the room of their accents
      const slack = (box.bottom - box.top) * .25;
      boxes.push({...box, top: box.top + slack, bottom: box.bottom - slack, element});
    }
  }
  boxes.sort((a, b) => a.top - b.top);
  for (let i = 0; i < boxes.length; i++) {
    for (let j = i + 1; j < boxes.length && boxes[j].top < boxes[i].bottom; j++) {
      const a = boxes[i], b = boxes[j];
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5 && a.element !== b.element) {
        say('text over text', a.element, `and ${name(b.element)} "${b.element.textContent.trim().slice(0, 40)}"`);
      }
    }
  }

  // findings before everything that they rest on, the worst first
  const headings = [...document.querySelectorAll('h2')].map(heading => heading.id);
  if (headings.indexOf('findings') < 0 || headings.indexOf('findings') > headings.indexOf('controls')) {
    problems.push(`findings are not first: ${headings}`);
  }
  const order = ['not answered', 'critical', 'high', 'medium', 'low'];
  const badges = [...document.querySelectorAll('.findings .badge')].map(badge => order.indexOf(badge.textContent));
  if (badges.includes(-1) || badges.some((badge, i) => i > 0 && badge < badges[i - 1])) {
    problems.push(`findings are out of order: ${badges}`);
  }
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    if (!document.getElementById(link.getAttribute('href').slice(1))) say('a link to nowhere', link);
  }
  const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
  if (new Set(ids).size !== ids.length) problems.push('one id twice');
  return problems;
})()
