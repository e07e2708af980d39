// Lights up the words of the address in #START-END and lists what uses them. Exact ids work without this script;
// it finds the sentences around any other address. Offsets count characters, JavaScript's count UTF-16 units.
// Where several texts stand on one page, each is a section whose `data-prefix` begins the ids of its own addresses.
(() => {
  for (const page of document.querySelectorAll("body.reader, section.reader")) read(page);

  function read(page) {
    const one = (name) => page.querySelector("." + name);
    const [text, bar, where, used] = ["text", "bar", "where", "used"].map(one);
    const uses = JSON.parse(one("uses").textContent);
    const prefix = page.dataset.prefix || "";
    const span = (element) => element.dataset.at.split("-").map(Number);
    const overlap = (selector, start, end) =>
      [...text.querySelectorAll(selector)].filter((element) => {
        const [from, to] = span(element);
        return from < end && to > start;
      });
    const units = (words, count) => Array.from(words).slice(0, count).join("").length;
    const made = (tag, className, ...parts) => {
      const element = document.createElement(tag);
      if (className) element.className = className;
      element.append(...parts);
      return element;
    };

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

    // Every figure, table and passage of the report that uses a stretch, and how many rows the tables have of it.
    function back(start, end, sentences) {
      const places = new Set((uses.spans || []).filter(([from, to]) => from < end && to > start).map((row) => row[2]));
      const lines = [];
      for (const [kind, said] of [["figure", "In figures: "], ["table", "In tables: "], ["prose", "In prose: "]]) {
        const links = [...places].sort((a, b) => a - b).filter((at) => uses.places[at][1] === kind).map((at) => {
          const link = made("a", "", uses.places[at][2] || uses.places[at][0]);
          link.href = uses.places[at][0];
          return link;
        });
        if (links.length) lines.push(made("p", "said", said, ...links.flatMap((link, at) => (at ? [" · ", link] : [link]))));
      }
      const rows = [...new Set(sentences.map((element) => (uses.rows || {})[element.dataset.at]).filter(Boolean))];
      if (rows.length) lines.push(made("p", "said soft", "Rows of tables: " + rows.join("; ")));
      if (!lines.length && uses.places) lines.push(made("p", "said soft", "No figure and no table uses these words."));
      return lines;
    }

    function light(scroll, hash = location.hash) {
      for (const element of text.querySelectorAll(".lit")) element.classList.remove("lit");
      const match = hash.startsWith("#" + prefix) && /^(\d+)-(\d+)$/.exec(hash.slice(1 + prefix.length));
      bar.hidden = Boolean(prefix && !match);
      used.replaceChildren();
      // On a page of several texts the highlight may be another text's.
      if (window.CSS && CSS.highlights && (match || !prefix)) CSS.highlights.delete("words");
      if (!match) return;
      const [start, end] = [Number(match[1]), Number(match[2])];
      const sentences = overlap(".s", start, end);
      const lit = sentences.length ? sentences : overlap(".piece", start, end);
      where.replaceChildren(made("code", "", `${text.dataset.document}:${start}-${end}`), lit.length ? "" : " is not in this text");
      if (!lit.length) return;
      used.append(...titles(start, end).map((words) => made("p", "said", words)), ...back(start, end, sentences));
      for (const element of lit) element.classList.add("lit");
      if (lit.some((element) => element.offsetParent === null)) one("set-aside").checked = false;
      const [from, to] = [span(lit[0])[0], span(lit[lit.length - 1])[1]];
      if (window.CSS && CSS.highlights && (start > from || end < to)) {
        const words = range(start, end);
        if (words) CSS.highlights.set("words", new Highlight(words));
      }
      if (scroll) lit[0].scrollIntoView({ block: "center" });
    }

    function choose(sentence, scroll) {
      const hash = `#${prefix}${sentence.dataset.at}`;
      // In a frame without an address of its own there is no history to write.
      try { history.replaceState(null, "", hash); } catch { /* the sentence lights up all the same */ }
      light(scroll, hash);
    }

    // The sentence before or after the one that is lit; the first where none is.
    function step(way) {
      const all = [...text.querySelectorAll(".s[id]")].filter((element) => element.offsetParent !== null);
      const at = all.findIndex((element) => element.classList.contains("lit"));
      const next = all[at < 0 ? 0 : at + way];
      if (next) choose(next, true);
    }

    text.addEventListener("click", (event) => {
      const sentence = event.target.closest(".s");
      if (sentence && getSelection().isCollapsed) choose(sentence, false);
    });
    one("back").addEventListener("click", () => step(-1));
    one("on").addEventListener("click", () => step(1));
    addEventListener("hashchange", () => light(true));
    light(true);
  }
})();
