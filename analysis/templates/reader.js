// Lights up the words of the address in #START-END. Exact ids work without this script; it finds the
// sentences around any other address. Offsets count characters, JavaScript's count UTF-16 units.
(() => {
  const text = document.querySelector("main.text");
  const bar = document.getElementById("bar");
  const span = (element) => (element.dataset.at || element.id).split("-").map(Number);
  const overlap = (selector, start, end) =>
    [...text.querySelectorAll(selector)].filter((element) => {
      const [from, to] = span(element);
      return from < end && to > start;
    });
  const units = (words, count) => Array.from(words).slice(0, count).join("").length;

  // The range of exact characters, counted over the whole text: it holds each character once.
  function range(start, end) {
    const found = document.createRange();
    const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let at = 0, begun = false;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const length = Array.from(node.data).length;
      if (!begun && start < at + length) {
        found.setStart(node, units(node.data, start - at));
        begun = true;
      }
      if (begun && end <= at + length) {
        found.setEnd(node, units(node.data, end - at));
        return found;
      }
      at += length;
    }
    return null;
  }

  // What the marks within an address say; a mark that a sentence's end has cut says it once.
  const titles = (start, end) =>
    [...new Map(overlap("mark", start, end).map((mark) => [mark.dataset.at, mark.title])).values()].slice(0, 4);

  function light(scroll) {
    for (const element of text.querySelectorAll(".lit")) element.classList.remove("lit");
    if (window.CSS && CSS.highlights) CSS.highlights.delete("words");
    bar.hidden = true;
    const match = /^#(\d+)-(\d+)$/.exec(location.hash);
    if (!match) return;
    const [start, end] = [Number(match[1]), Number(match[2])];
    let lit = overlap(".s", start, end);
    if (!lit.length) lit = overlap(".piece", start, end);
    const said = bar.firstElementChild;
    const code = document.createElement("code");
    code.textContent = `${text.dataset.document}:${start}-${end}`;
    said.replaceChildren(code, lit.length ? "" : " is not in this text");
    bar.hidden = false;
    if (!lit.length) return;
    for (const words of titles(start, end)) {
      const line = document.createElement("span");
      line.className = "said";
      line.textContent = words;
      said.append(line);
    }
    for (const element of lit) element.classList.add("lit");
    if (lit.some((element) => element.offsetParent === null)) document.getElementById("set-aside").checked = false;
    const [from, to] = [span(lit[0])[0], span(lit[lit.length - 1])[1]];
    if (window.CSS && CSS.highlights && (start > from || end < to)) {
      const words = range(start, end);
      if (words) CSS.highlights.set("words", new Highlight(words));
    }
    if (scroll) lit[0].scrollIntoView({ block: "center" });
  }

  text.addEventListener("click", (event) => {
    const sentence = event.target.closest(".s");
    if (!sentence || !getSelection().isCollapsed) return;
    history.replaceState(null, "", `#${sentence.dataset.at || sentence.id}`);
    light(false);
  });
  addEventListener("hashchange", () => light(true));
  light(true);
})();
