// Search and theme of the manual. The index is a script of its own, loaded when search begins.
(() => {
  const root = document.documentElement.dataset.root;
  const box = document.getElementById("search");
  const list = document.getElementById("found");
  const squeeze = (text) => text.toLowerCase().replace(/\s+/g, "");
  let chosen = 0;

  // Pages opened from a file may have no storage; then the theme lasts as long as the page.
  const store = (theme) => {
    try { localStorage.setItem("theme", theme); } catch { /* see above */ }
  };
  document.getElementById("theme").onclick = () => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
    const next = now === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    store(next);
  };

  const load = () => {
    if (window.SEARCH_INDEX || document.getElementById("index-script")) return;
    const script = document.createElement("script");
    script.id = "index-script";
    script.src = root + "search-index.js";
    script.onload = show;
    document.head.append(script);
  };

  // An entry is [mnemonic, title, path, forms, opcodes]; the lowest score is the best match.
  const score = ([name, title, , forms, opcodes], query, words) => {
    if (name === query) return 0;
    if (name.startsWith(query)) return 1 + name.length / 100;
    if (/^[0-9a-f]{2}/.test(query)) {
      const hits = opcodes.split(" ").filter((code) => code.startsWith(query));
      if (hits.length) return 2 + Math.min(...hits.map((code) => code.length)) / 100;
    }
    if (forms.split(" ").some((id) => id.startsWith(query))) return 3;
    if (words.every((word) => title.toLowerCase().includes(word))) return 4 + title.length / 1000;
    return forms.includes(query) || name.includes(query) ? 5 + name.length / 100 : Infinity;
  };

  const link = ([name, title, path]) => {
    const item = document.createElement("li");
    const anchor = document.createElement("a");
    anchor.href = root + path;
    const strong = document.createElement("b");
    strong.textContent = name;
    anchor.append(strong, " ", title);
    item.append(anchor);
    return item;
  };

  function show() {
    const query = squeeze(box.value);
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const entries = query === "" ? [] : (window.SEARCH_INDEX || [])
      .map((entry) => [score(entry, query, words), entry])
      .filter(([value]) => value < Infinity)
      .sort((a, b) => a[0] - b[0] || (a[1][0] < b[1][0] ? -1 : 1)).slice(0, 14);
    list.replaceChildren(...entries.map(([, entry]) => link(entry)));
    list.hidden = entries.length === 0;
    choose(0);
  }

  function choose(index) {
    const { children } = list;
    chosen = children.length ? (index + children.length) % children.length : 0;
    [...children].forEach((item, at) => item.classList.toggle("chosen", at === chosen));
    if (children[chosen]) children[chosen].scrollIntoView({ block: "nearest" });
  }

  box.onfocus = load;
  box.oninput = () => { load(); show(); };
  box.onkeydown = (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter") list.querySelector(".chosen a")?.click();
    else if (event.key === "Escape") { box.value = ""; show(); box.blur(); }
    else return;
    event.preventDefault();
  };
  // Explanations: one bubble, beside what is pointed at or has the focus.
  let bubble = null;
  const hide = () => { if (bubble) bubble.remove(); bubble = null; };
  const explain = (event) => {
    const target = event.target.closest(".tip");
    hide();
    if (!target) return;
    bubble = document.createElement("div");
    bubble.className = "bubble";
    bubble.textContent = target.dataset.tip;
    document.body.append(bubble);
    const place = target.getBoundingClientRect();
    const room = document.documentElement.clientWidth - bubble.offsetWidth - 8;
    bubble.style.left = `${scrollX + Math.max(8, Math.min(place.left, room))}px`;
    bubble.style.top = `${scrollY + place.bottom + 6}px`;
  };
  document.addEventListener("mouseover", explain);
  document.addEventListener("focusin", explain);
  document.addEventListener("focusout", hide);

  document.addEventListener("click", (event) => {
    if (!event.target.closest(".search")) list.hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || /^(INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
