// Keeps a page of the preview up to date, and lets keys and links change it without losing the reader's place.
// The server makes every page whole; this fetches the same page again and puts in what differs.
'use strict';

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const root = document.documentElement;
const remembered = {
  get: (key) => { try { return localStorage.getItem(`teachback-${key}`); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(`teachback-${key}`, value); } catch { /* private windows */ } },
};

// ---- fetching a page and putting in what differs

let latest = 0;

async function fetched(url) {
  const answer = await fetch(url, { headers: { Accept: 'text/html' } });
  const text = await answer.text();
  return { url: answer.url, page: new DOMParser().parseFromString(text, 'text/html') };
}

// Shows an address. The reader's last wish counts: what was asked for before it, and news of the page that is being
// left, come too late. Returns whether it was shown.
async function go(url, { push = true, announce = true, news = false } = {}) {
  const turn = news ? latest : ++latest;
  const from = location.href;
  let found;
  try { found = await fetched(url); } catch { if (push) location.assign(url); return true; }
  if (turn !== latest || (news && location.href !== from)) return false;
  const same = !!$('#stage', found.page) === !!$('#stage') && !!$('#strip', found.page) === !!$('#strip')
    && !$('.reading', found.page) && !$('.reading');
  if (push && found.url !== location.href) history.pushState(null, '', found.url);
  if (same) put(found.page); else whole(found.page);
  document.title = found.page.title;
  root.dataset.version = found.page.documentElement.dataset.version;
  if (announce && $('#stage')) tell($('#stage').dataset.said || '');
  return true;
}

function whole(page) {
  keeping(() => {
    part($('#decks'), $('#decks', page));
    const main = document.importNode($('main', page), true);
    const held = $('.reading') && $('#overview') && $('#overview', page);
    const [read, now] = [$('#excerpt', $('main')), $('#excerpt', main)];
    if (held) part($('#overview'), $('#overview', page));
    else if (!read || !now || read.textContent !== now.textContent) $('main').replaceWith(main);
  });
  dress();
}

function put(page) {
  keeping(() => {
    for (const now of $$('[data-part]')) {
      const then = page.getElementById(now.id);
      if (!then) continue;
      if (now.id === 'stage') stage(now, then);
      else if (now.id === 'tools' && now.contains(document.activeElement) && document.activeElement.matches('select')) continue;
      else part(now, then);
    }
    if ($('#head h1') && $('#head h1', page)) part($('#head h1'), $('#head h1', page));
    if ($('#tools') === null && $('#tools', page)) $('#head').append(document.importNode($('#tools', page), true));
    strip($('#strip'), $('#strip', page));
  });
  dress();
}

function keeping(work) {
  const at = document.activeElement;
  const open = new Map($$('details[id]').map((one) => [one.id, one.open]));
  const where = at && at !== document.body ? { id: at.id, href: at.getAttribute('href'), key: at.closest('[data-key]')?.dataset.key } : null;
  work();
  for (const [id, was] of open) if ($(`#${id}`)) $(`#${id}`).open = was;
  if (where && !at.isConnected) {
    const again = (where.id && document.getElementById(where.id))
      || (where.key && $$('#strip li').find((one) => one.dataset.key === where.key)?.querySelector('a'))
      || (where.href && $$('a[href]').find((one) => one.getAttribute('href') === where.href)) || $('#stage');
    again?.focus({ preventScroll: true });
  }
}

function part(now, then) {
  if (now.innerHTML !== then.innerHTML) now.replaceChildren(...document.importNode(then, true).childNodes);
}

function stage(now, then) {
  const fresh = document.importNode(then, true);
  const [old, next] = [$$('figure', now), $$('figure', fresh)];
  const frames = (list) => list.map((one) => $('iframe', one)?.dataset.frame || '').join('|');
  if (frames(old) !== frames(next) || !frames(old).replaceAll('|', '')) {
    if (now.innerHTML !== then.innerHTML) now.replaceChildren(...fresh.childNodes);
  } else {
    old.forEach((figure, index) => {
      const frame = $('iframe', figure);
      if (!frame) figure.replaceWith(next[index]);
      else if (frame.getAttribute('src') !== $('iframe', next[index]).getAttribute('src')) turn(figure, frame, $('iframe', next[index]));
    });
  }
  if ($('.under', now) && $('.under', fresh)) $('.under', now).replaceWith($('.under', fresh));
  for (const { name, value } of fresh.attributes) now.setAttribute(name, value);
}

// A web page is loaded out of sight and shown where the reader was: nothing flashes, nothing jumps.
function turn(figure, frame, next) {
  $$('.next', figure).forEach((one) => one.remove());
  next.classList.add('next');
  next.addEventListener('load', () => {
    try { next.contentWindow.scrollTo(0, frame.contentWindow.scrollY); } catch { /* not readable */ }
    next.classList.remove('next');
    frame.remove();
  }, { once: true });
  figure.append(next);
}

function strip(now, then) {
  if (!now || !then) return;
  now.className = then.className;
  $('.room').className = then.closest('.room').className;
  now.setAttribute('aria-label', then.getAttribute('aria-label'));
  const before = new Map($$('li', now).map((one) => [one.dataset.key, $('.thumb', one)]));
  const list = document.importNode($('ol', then), true);
  for (const one of $$('li', list)) {
    const [old, thumb] = [before.get(one.dataset.key), $('.thumb', one)];
    if (!old || !thumb || !old.firstChild) continue;
    thumb.append(...old.childNodes); // the old picture stays until the new one is there
    if (thumb.firstElementChild?.dataset.src === thumb.dataset.src) thumb.dataset.drawn = '';
  }
  const chosen = $('[aria-current]', now)?.closest('li').dataset.key;
  $('ol', now).replaceChildren(...list.childNodes);
  const here = $('[aria-current]', now);
  if (here && here.closest('li').dataset.key !== chosen) centre();
}

// Moves the strip alone: the page around it stays where it is.
function centre() {
  const [list, here] = [$('#strip'), $('#strip [aria-current]')];
  if (!here) return;
  const [around, inside] = [list.getBoundingClientRect(), here.getBoundingClientRect()];
  list.scrollTop += inside.top - around.top - (around.height - inside.height) / 2;
  list.scrollLeft += inside.left - around.left - (around.width - inside.width) / 2;
}

// ---- thumbnails, drawn when they come near

const near = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) if (isIntersecting) draw(target);
}, { rootMargin: '300px' });

async function draw(thumb) {
  near.unobserve(thumb);
  if ('drawn' in thumb.dataset) return;
  thumb.dataset.drawn = '';
  const answer = await fetch(thumb.dataset.src).catch(() => null);
  if (!answer || !answer.ok) { delete thumb.dataset.drawn; return; }
  const picture = new DOMParser().parseFromString(await answer.text(), 'image/svg+xml').documentElement;
  picture.setAttribute('data-src', thumb.dataset.src); // what is drawn, not what is still being fetched
  picture.removeAttribute('role');
  picture.removeAttribute('aria-label');
  thumb.replaceChildren(document.importNode(picture, true));
}

// ---- what needs the script: buttons, thumbnails, the news

let news = null;

function dress() {
  for (const one of $$('#theme, #help, #grid, [data-copy]')) one.hidden = false;
  $('#grid')?.setAttribute('aria-pressed', String('grid' in root.dataset));
  for (const one of $$('.thumb:not([data-drawn])')) near.observe(one);
  const said = $('.said');
  if (!said || (news !== null && said.dataset.working === '1')) return;
  const now = { of: said.dataset.of, words: `${said.dataset.news} ${said.textContent}` };
  if (news && now.of === news.of && now.words !== news.words && said.textContent) {
    tell(said.textContent);
    said.classList.add('news');
  }
  news = now;
}

function tell(words) { if (words) $('#news').textContent = words; }

// ---- the server's events

let source = null;
let [busy, again] = [false, false];

async function refresh() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    do { again = false; } while (!await go(location.href, { push: false, announce: false, news: true }) || again);
  } finally { busy = false; }
}

function connect() {
  if (source) return;
  source = new EventSource('/events');
  source.addEventListener('open', () => link(true));
  source.addEventListener('error', () => link(false));
  source.addEventListener('change', (event) => { if (event.data !== root.dataset.version) refresh(); });
}

function link(live) {
  $('#link').classList.toggle('live', live);
  $('#link [data-words]').textContent = live ? 'live' : 'not connected';
}

// A hidden page lets go of its connection: browsers allow one server only a few.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) { source?.close(); source = null; } else connect();
});

// ---- links, forms, dialogs

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const copied = event.target.closest('[data-copy]');
  if (copied) { copy(copied); return; }
  if (!link || link.getAttribute('href').startsWith('#') || link.origin !== location.origin || link.hasAttribute('download')) return;
  if (link.dataset.source !== undefined) { event.preventDefault(); show(link.href); return; }
  if (!link.pathname.startsWith('/view/')) return;
  event.preventDefault();
  if (link.closest('#strip')) delete root.dataset.grid;
  go(link.href);
});

document.addEventListener('submit', (event) => {
  const form = event.target.closest('form.compare');
  if (!form) return;
  event.preventDefault();
  const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  go(`${form.getAttribute('action').split('?')[0]}?${asked}`);
});

async function show(url) {
  const { page } = await fetched(url);
  const excerpt = $('#excerpt', page);
  if (!excerpt) return;
  $('#source-text').replaceChildren(document.importNode(excerpt, true));
  $('#source').showModal();
  $('#line', $('#source'))?.scrollIntoView({ block: 'center' });
  dress();
}

async function copy(button) {
  try { await navigator.clipboard.writeText(button.dataset.copy); button.textContent = 'Copied'; } catch { button.textContent = button.dataset.copy; }
}

function theme() {
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  $('#theme').setAttribute('aria-pressed', String(dark));
  return dark;
}

function grid() {
  if ('grid' in root.dataset) delete root.dataset.grid; else root.dataset.grid = '';
  dress();
  $('#strip [aria-current]')?.focus();
  centre();
}

$('#theme').addEventListener('click', () => {
  root.dataset.theme = theme() ? 'light' : 'dark';
  remembered.set('theme', root.dataset.theme);
  theme();
});
$('#help').addEventListener('click', () => $('#keys').showModal());
$('#single').addEventListener('change', () => remembered.set('keys', $('#single').checked ? 'on' : 'off'));
document.addEventListener('click', (event) => { if (event.target.closest('#grid')) grid(); });
window.addEventListener('popstate', () => go(location.href, { push: false }));

// ---- keys

const LETTERS = {
  j: () => $('#next')?.click?.(),
  k: () => $('#previous')?.click?.(),
  g: () => grid(),
  b: () => $('#before')?.click(),
  e: () => to($('.found .place') || $('#diagnostics')),
  n: () => to($('#notes')),
  '?': () => $('#keys').showModal(),
};
const MOVES = { ArrowRight: 'j', PageDown: 'j', ArrowLeft: 'k', PageUp: 'k' };

function to(target) {
  if (!target) return;
  target.focus();
  target.scrollIntoView({ block: 'nearest' });
}

function turnTo(links, current, key) {
  const at = links.indexOf(current);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[key];
  if (next === undefined || !links[next]) return false;
  go(links[next].href).then(() => $('#strip [aria-current]')?.focus());
  return true;
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || $('dialog[open]')) return;
  if (event.target.closest('input, select, textarea')) return;
  const here = event.target === document.body || event.target.closest('#stage, #strip, #head') || event.target.id === 'main';
  if (LETTERS[event.key] && $('#single').checked) { event.preventDefault(); LETTERS[event.key](); return; }
  if (!here || !$('#strip')) return;
  const inside = event.target.closest('#strip a');
  const links = $$('#strip a');
  const moved = MOVES[event.key];
  if (moved) {
    event.preventDefault();
    const target = moved === 'j' ? $('a#next') : $('a#previous');
    if (target) go(target.href).then(() => { if (inside) $('#strip [aria-current]')?.focus(); });
  } else if ((inside || event.key === 'Home' || event.key === 'End')
    && turnTo(links, inside || $('#strip [aria-current]'), event.key)) event.preventDefault();
});

// ---- the start

if (remembered.get('theme')) root.dataset.theme = remembered.get('theme');
$('#single').checked = remembered.get('keys') !== 'off';
if (matchMedia('(max-width: 47.99em)').matches) $('#shelf').open = false;
theme();
dress();
centre();
$('#line')?.scrollIntoView({ block: 'center' });
if (!document.hidden) connect();
