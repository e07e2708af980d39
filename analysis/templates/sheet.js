"use strict";
(() => {
  const sheet = /*SHEET*/null;
  const one = (id) => document.getElementById(id);
  const key = "jam-tomorrow-sheet-" + sheet.coder + "-" + sheet.seed + "-" + sheet.items.length;
  let at = 0, active = 0, codes = sheet.items.map(() => ({}));

  // Where a browser allows it (some don't for files), what is chosen outlives the page.
  const keep = () => { try { localStorage.setItem(key, JSON.stringify([one("coder").value, codes])); } catch { /* the CSV is what counts */ } };
  const recall = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(key) || "null");
      if (kept && kept[1].length === codes.length) { one("coder").value = kept[0]; codes = kept[1]; }
    } catch { /* nothing kept */ }
  };

  const asked = (item) => sheet.questions.filter((question) => item.asked.includes(question.name));
  const isDone = (place) => asked(sheet.items[place]).every((question) => question.several || codes[place][question.name]);

  const field = (question, place) => {
    const set = document.createElement("fieldset"), legend = document.createElement("legend");
    legend.textContent = question.question;
    set.append(legend);
    if (question.help) { const help = document.createElement("small"); help.textContent = question.help; set.append(help); }
    const chosen = codes[place][question.name] || "";
    if (question.free) {
      const input = document.createElement("input");
      input.value = chosen; input.setAttribute("aria-label", question.question); input.name = question.name;
      input.addEventListener("input", () => choose(question, place, input.value));
      set.append(input);
    }
    question.choices.forEach((choice, number) => {
      const label = document.createElement("label"), input = document.createElement("input");
      input.type = question.several ? "checkbox" : "radio";
      input.name = question.name; input.value = choice.code;
      input.checked = question.several ? chosen.split(";").includes(choice.code) : chosen === choice.code;
      input.addEventListener("change", () => {
        const all = [...set.querySelectorAll("input:checked")].map((box) => box.value);
        choose(question, place, question.several ? all.join(";") : choice.code);
      });
      const hint = document.createElement("kbd");
      hint.textContent = number + 1; hint.setAttribute("aria-hidden", "true");
      label.append(input, choice.means + (question.several || choice.means.length > 22 ? " (" + choice.code + ")" : ""), ...(question.several ? [] : [" ", hint]));
      set.append(label);
    });
    return set;
  };

  const choose = (question, place, value) => { codes[place][question.name] = value; keep(); tell(); };
  const tell = () => {
    one("place").textContent = (at + 1) + " of " + sheet.items.length;
    const done = sheet.items.filter((_, place) => isDone(place)).length;
    one("done").max = sheet.items.length || 1;
    one("done").value = done;
    one("message").textContent = done + " coded";
  };
  const mark = () => [...one("questions").children].forEach((set, number) => set.classList.toggle("on", number === active));

  const show = (place) => {
    at = Math.min(Math.max(place, 0), sheet.items.length - 1); active = 0;
    if (!sheet.items.length) { one("what").textContent = "Nothing to code."; return; }
    const item = sheet.items[at];
    one("what").textContent = item.item === "comment" ? "A reader comment" : "A claim";
    one("context").textContent = item.context;
    one("words").textContent = item.text;
    one("questions").replaceChildren(...asked(item).map((question) => field(question, at)));
    one("note").value = codes[at].note || "";
    tell(); mark();
  };

  // As analysis.spreadsheets does it: what a spreadsheet would take for a formula gets an apostrophe, and loses it on the way back.
  const signs = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b", passed = "\\s\\x1c-\\x1f\\x85\"'\u2018\u2019\u200b-\u200f\u2060\ufeff\\0";
  const atStart = new RegExp(`^[${passed}]*[${signs}]`), within = new RegExp(`(?<![;${passed}])[;${passed}]+(?=[${signs}])`, "g");
  const cut = (run) => /[;\t\r\n]/.test(run);
  const guarded = (text) => { const inside = text.replace(within, (run) => (cut(run) ? run + "'" : run)); return atStart.test(inside) ? "'" + inside : inside; };
  const plain = (text) => (text[0] === "'" && atStart.test(text) ? text.slice(1) : text).replace(within, (run) => (cut(run) && run.endsWith("'") ? run.slice(0, -1) : run));
  const prose = new Set(["coder", "document", "context", "text", "attributed_to", "note"]);
  const cell = (value) => { const text = String(value ?? ""); return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text; };
  const asCsv = () => {
    const coder = one("coder").value.trim();
    const lines = sheet.items.map((item, place) => sheet.columns.map((name) => {
      const value = name === "coder" ? coder : name in item ? item[name] : codes[place][name];
      return cell(prose.has(name) ? guarded(String(value ?? "")) : value);
    }).join(","));
    return "\ufeff" + [sheet.columns.join(","), ...lines].join("\r\n") + "\r\n";
  };
  const parse = (text) => {
    const rows = [[""]]; let quoted = false;
    for (let i = text.charCodeAt(0) === 0xfeff ? 1 : 0; i < text.length; i += 1) {
      const letter = text[i], row = rows[rows.length - 1];
      if (quoted && letter === '"' && text[i + 1] === '"') { row[row.length - 1] += '"'; i += 1; }
      else if (letter === '"') quoted = !quoted;
      else if (!quoted && letter === ",") row.push("");
      else if (!quoted && letter === "\n") rows.push([""]);
      else if (quoted || letter !== "\r") row[row.length - 1] += letter;
    }
    return rows.filter((row) => row.length > 1);
  };
  const load = (text) => {
    const [header, ...rows] = parse(text), column = (row, name) => plain(row[header.indexOf(name)] || "");
    const places = new Map(sheet.items.map((item, place) => [[item.item, item.document, item.start, item.text_sha256].join("|"), place]));
    let taken = 0;
    rows.forEach((row) => {
      const place = places.get(["item", "document", "start", "text_sha256"].map((name) => column(row, name)).join("|"));
      if (place === undefined) return;
      taken += 1;
      [...sheet.items[place].asked, "note"].forEach((name) => { if (column(row, name)) codes[place][name] = column(row, name); });
    });
    if (rows[0] && column(rows[0], "coder")) one("coder").value = column(rows[0], "coder");
    keep(); show(at);
    one("message").textContent = taken + " of " + rows.length + " rows of that file belong to this sheet";
  };

  one("about").textContent = sheet.about + ". Order shuffled with seed " + sheet.seed + ".";
  one("coder").value = sheet.coder;
  recall();
  one("coder").addEventListener("input", keep);
  one("note").addEventListener("input", () => { codes[at].note = one("note").value; keep(); });
  one("back").addEventListener("click", () => show(at - 1));
  one("next").addEventListener("click", () => show(at + 1));
  one("save").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([asCsv()], { type: "text/csv" }));
    link.download = "sheet-" + (one("coder").value.trim() || "unnamed") + ".csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  one("load").addEventListener("change", (event) => event.target.files[0]?.text().then(load));
  one("questions").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input:not([type=radio]):not([type=checkbox])") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") { show(at + (event.key === "ArrowRight" ? 1 : -1)); event.preventDefault(); return; }
    const set = one("questions").children[active], box = set?.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
    if (!/^[1-9]$/.test(event.key) || !set) return;
    if (box) { box.checked = true; box.dispatchEvent(new Event("change")); }
    active = Math.min(active + 1, one("questions").children.length - 1); mark();
  });
  window.sheetAsCsv = asCsv;
  show(0);
})();
