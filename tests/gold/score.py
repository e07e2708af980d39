#!/usr/bin/env python3
# ruff: noqa - the scorer is kept as it came, so that its figures compare with others'
"""Score exported tables against hand-made gold. Standard library only.

    python score.py TABLES_DIR GOLD_DIR [--json FILE] [--errors TABLE]

TABLES_DIR holds the CSV files that `python -m analysis tables CORPUS --to TABLES_DIR` writes
(documents, segments, sentences, times, claims, comments, comment_codes); GOLD_DIR one folder per
document, named after its file without `.txt`, as CODEBOOK.md describes. A table or gold file
that is missing is left out of the scores and named. All spans are `str` offsets, end exclusive.

Spans are matched one to one, greatest overlap first: exact = equal ends, overlap = at least half
of the longer span (times: any overlap, as TempEval-3's relaxed match).
"""

import argparse
import csv
import json
import sys
from collections import Counter
from pathlib import Path

FURNITURE = {"boilerplate", "marker", "report_link", "comments_heading", "comment_label"}


def read_csv(folder, name):
    path = Path(folder) / f"{name}.csv"
    if not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def read_jsonl(path):
    if not path.exists():
        return None
    return [
        json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def span(row):
    return int(row["start"]), int(row["end"])


def match(gold, found, share):
    """Indices of gold and found spans paired one to one; share = least overlap of the longer span, 0 = any."""
    pairs = []
    for g, (gs, ge) in enumerate(gold):
        for f, (fs, fe) in enumerate(found):
            overlap = min(ge, fe) - max(gs, fs)
            longer = max(ge - gs, fe - fs)
            if overlap > 0 and overlap >= share * longer:
                pairs.append((-(overlap / longer), g, f))
    taken_g, taken_f, out = set(), set(), []
    for _, g, f in sorted(pairs):
        if g not in taken_g and f not in taken_f:
            taken_g.add(g)
            taken_f.add(f)
            out.append((g, f))
    return out


class Tally:
    """Hits, gold and found counts added over documents."""

    def __init__(self):
        self.count = Counter()

    def add(self, hits, gold, found):
        self.count.update(hits=hits, gold=gold, found=found)

    def figures(self):
        hits, gold, found = (self.count[k] for k in ("hits", "gold", "found"))
        precision = hits / found if found else 0.0
        recall = hits / gold if gold else 0.0
        f1 = 2 * hits / (gold + found) if gold + found else 1.0
        return {"precision": precision, "recall": recall, "f1": f1, "gold": gold, "found": found}


def share(hits, total):
    return hits / total if total else None


def by_document(rows):
    out = {}
    for row in rows or ():
        out.setdefault(row["document"], []).append(row)
    return out


def nothing(value):
    return value in (None, "", "nan", "NaN", "<NA>")


def day(value):
    return None if nothing(value) else value[:10]


def score_segments(docs, rows, errors):
    exact, kinds, characters = Tally(), {}, Counter()
    for name, doc, gold in docs:
        found = rows.get(doc, [])
        g = {(*span(r), r["kind"]) for r in gold}
        f = {(*span(r), r["kind"]) for r in found}
        exact.add(len(g & f), len(g), len(f))
        for kind in {k for *_, k in g | f}:
            gk, fk = ({s for s in x if s[2] == kind} for x in (g, f))
            kinds.setdefault(kind, Tally()).add(len(gk & fk), len(gk), len(fk))
        cover = {}
        for r in found:
            s, e = span(r)
            cover.update(dict.fromkeys(range(s, e), r["kind"]))
        for r in gold:
            s, e = span(r)
            for i, c in enumerate(r["text"]) if len(r["text"]) == e - s else ():
                if not c.isspace():
                    kind = cover.get(s + i)
                    same = kind == r["kind"] or {kind, r["kind"]} <= FURNITURE
                    characters.update(total=1, right=int(same))
        errors += [("segments", name, "missed", *s) for s in sorted(g - f)]
        errors += [("segments", name, "extra", *s) for s in sorted(f - g)]
    return {
        "exact": exact.figures(),
        "characters_right": share(characters["right"], characters["total"]),
        "by_kind_f1": {k: round(t.figures()["f1"], 3) for k, t in sorted(kinds.items())},
    }


def score_spans(label, docs, rows, errors):
    tally = Tally()
    for name, doc, gold in docs:
        g, f = {span(r) for r in gold}, {span(r) for r in rows.get(doc, [])}
        tally.add(len(g & f), len(g), len(f))
        errors += [(label, name, "missed", *s) for s in sorted(g - f)]
        errors += [(label, name, "extra", *s) for s in sorted(f - g)]
    return {"exact": tally.figures()}


def score_times(docs, rows, errors):
    strict, relaxed, right = Tally(), Tally(), Counter()
    for name, doc, gold in docs:
        found = rows.get(doc, [])
        gs, fs = [span(r) for r in gold], [span(r) for r in found]
        strict.add(len(set(gs) & set(fs)), len(gs), len(fs))
        pairs = match(gs, fs, 0)
        relaxed.add(len(pairs), len(gs), len(fs))
        partner = {f: gold[g] for g, f in pairs}
        for g, f in pairs:
            want, got = gold[g], found[f]
            right.update(
                matched=1,
                role=int(want["role"] == got["role"]),
                type=int(want["type"] == got["type"]),
                relation=int(want["relation"] == got["relation"]),
            )
            if None not in want["interval"]:
                same = [day(got["first_day"]), day(got["last_day"])] == want["interval"]
                right.update(definite=1, interval=int(same))
                if not same:
                    errors.append(
                        (
                            "times",
                            name,
                            "interval",
                            *span(want),
                            want["text"],
                            want["interval"],
                            [got["first_day"], got["last_day"]],
                        )
                    )
            if want["role"] != got["role"]:
                errors.append(
                    ("times", name, "role", *span(want), want["text"], want["role"], got["role"])
                )
        matched = {g for g, _ in pairs}
        errors += [
            ("times", name, "missed", *gs[i], gold[i]["text"])
            for i in range(len(gs))
            if i not in matched
        ]
        errors += [
            ("times", name, "extra", *fs[i], found[i].get("text"))
            for i in range(len(fs))
            if i not in partner
        ]
        gold_marks = [r for r in gold if r["role"] == "event" and None not in r["interval"]]
        for i, row in enumerate(found):
            if row["role"] == "event" and day(row["first_day"]) and day(row["last_day"]):
                want = partner.get(i)
                good = (
                    want is not None
                    and want["role"] == "event"
                    and want["interval"] == [day(row["first_day"]), day(row["last_day"])]
                )
                right.update(marks=1, good_marks=int(good))
        right.update(gold_marks=len(gold_marks))
    return {
        "strict": strict.figures(),
        "relaxed": relaxed.figures(),
        "role_right": share(right["role"], right["matched"]),
        "type_right": share(right["type"], right["matched"]),
        "relation_right": share(right["relation"], right["matched"]),
        "interval_right": share(right["interval"], right["definite"]),
        "interval_right_of_all_gold": None
        if not right["definite"]
        else right["interval"]
        / max(
            right["definite"],
            sum(1 for *_, gold in docs for r in gold if None not in r["interval"]),
        ),
        "mark_precision": share(right["good_marks"], right["marks"]),
        "marks": right["marks"],
        "mark_recall": share(right["good_marks"], right["gold_marks"]),
    }


def parse_spans(text):
    """'12-20;30-34' -> {(12, 20), (30, 34)}"""
    return (
        {tuple(int(x) for x in part.split("-")) for part in text.split(";") if part}
        if not nothing(text)
        else set()
    )


def score_claims(docs, rows, errors):
    exact, overlap, kinds, right = Tally(), Tally(), {}, Counter()
    reforms, dated = Tally(), Tally()
    for name, doc, gold in docs:
        found = rows.get(doc, [])
        gs, fs = [span(r) for r in gold], [span(r) for r in found]
        exact.add(len(set(gs) & set(fs)), len(gs), len(fs))
        pairs = match(gs, fs, 0.5)
        overlap.add(len(pairs), len(gs), len(fs))
        hits = Counter(gold[g]["kind"] for g, f in pairs if gold[g]["kind"] == found[f]["kind"])
        all_gold, all_found = Counter(r["kind"] for r in gold), Counter(r["kind"] for r in found)
        for kind in all_gold | all_found:
            kinds.setdefault(kind, Tally()).add(hits[kind], all_gold[kind], all_found[kind])
        for g, f in pairs:
            want, got = gold[g], found[f]
            speaker = want["attributed_to"] == "speaker"
            right.update(
                matched=1,
                kind=int(want["kind"] == got["kind"]),
                stance=int(
                    str(want["stance"]) == str(got["stance"]).removesuffix(".0").removeprefix("+")
                ),
                tense=int(want["tense"] == got["tense"]),
                attributed=int((got["attributed_to"] == "speaker") == speaker),
                attributed_name=int(want["attributed_to"] == got["attributed_to"]),
            )
            a, b = set(want["reforms"]), set(filter(None, got["reforms"].split(";")))
            reforms.add(len(a & b), len(a), len(b))
            a, b = {tuple(t) for t in want["timex"]}, parse_spans(got["times"])
            dated.add(len(a & b), len(a), len(b))
            if want["kind"] != got["kind"]:
                errors.append(
                    (
                        "claims",
                        name,
                        "kind",
                        *span(want),
                        want["kind"],
                        got["kind"],
                        want["text"][:90],
                    )
                )
        matched_g, matched_f = {g for g, _ in pairs}, {f for _, f in pairs}
        errors += [
            ("claims", name, "missed", *gs[i], gold[i]["kind"], gold[i]["text"][:90])
            for i in range(len(gs))
            if i not in matched_g
        ]
        errors += [
            ("claims", name, "extra", *fs[i], found[i]["kind"], (found[i].get("text") or "")[:90])
            for i in range(len(fs))
            if i not in matched_f
        ]
    f1 = {k: t.figures()["f1"] for k, t in sorted(kinds.items())}
    return {
        "exact": exact.figures(),
        "overlap": overlap.figures(),
        "end_to_end_kind_f1": {k: round(v, 3) for k, v in f1.items()},
        "end_to_end_kind_macro_f1": sum(f1.values()) / len(f1) if f1 else None,
        **{
            f"{key}_right": share(right[key], right["matched"])
            for key in ("kind", "stance", "tense", "attributed", "attributed_name")
        },
        "reforms": reforms.figures(),
        "dated_by": dated.figures(),
    }


def score_comments(docs, rows, texts, errors):
    exact, right = Tally(), Counter()
    for name, doc, gold in docs:
        found = {span(r): r for r in rows.get(doc, [])}
        wanted = {span(r): r for r in gold}
        both = wanted.keys() & found.keys()
        exact.add(len(both), len(wanted), len(found))
        for s in both:
            for field in ("author", "date"):
                want, got = wanted[s].get(field) or None, found[s].get(field)
                got = None if nothing(got) else got
                same = day(want) == day(got) if field == "date" else want == got
                right.update({f"{field}_all": 1, field: int(same)})
        errors += [("comments", name, "missed", *s) for s in sorted(wanted.keys() - found.keys())]
        errors += [("comments", name, "extra", *s) for s in sorted(found.keys() - wanted.keys())]
    return {
        "exact": exact.figures(),
        "author_right": share(right["author"], right["author_all"]),
        "date_right": share(right["date"], right["date_all"]),
    }


def score_readings(docs, rows, errors):
    """comment_codes.csv: document, comment, tone, reform_stance, article_stance, sarcasm (empty = not read)."""
    out = {}
    for field, fold in (
        ("tone", lambda v: (v > 0) - (v < 0)),
        ("reform_stance", int),
        ("article_stance", int),
    ):
        pairs, unread = [], 0
        for name, doc, gold in docs:
            found = {int(float(r["comment"])): r for r in rows.get(doc, [])}
            for r in gold:
                if r.get(field) is None:
                    continue
                got = found.get(r["comment"], {}).get(field)
                if nothing(got):
                    unread += 1
                    continue
                value = float(got)
                value = (value > 0.05) - (value < -0.05) if field == "tone" else int(value)
                pairs.append((fold(r[field]), value))
                if pairs[-1][0] != pairs[-1][1]:
                    errors.append(("comment_codes", name, field, r["comment"], *pairs[-1]))
        labels = sorted({a for a, _ in pairs})
        f1 = []
        for label in labels:
            t = Tally()
            t.add(
                sum(a == b == label for a, b in pairs),
                sum(a == label for a, _ in pairs),
                sum(b == label for _, b in pairs),
            )
            f1.append(t.figures()["f1"])
        out[field] = {
            "right": share(sum(a == b for a, b in pairs), len(pairs)),
            "read": len(pairs),
            "unread": unread,
            "macro_f1": sum(f1) / len(f1) if f1 else None,
            "opposite": sum(a * b < 0 for a, b in pairs),
        }
    return out


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tables")
    parser.add_argument("gold")
    parser.add_argument("--json")
    parser.add_argument("--errors", metavar="TABLE", help="print each error of this table")
    args = parser.parse_args(argv)
    documents = read_csv(args.tables, "documents")
    if documents is None:
        parser.error(f"{args.tables} holds no documents.csv")
    ids = {Path(r["file"]).stem: r["document"] for r in documents}
    folders = [p for p in sorted(Path(args.gold).iterdir()) if p.is_dir()]
    if not folders:
        parser.error(f"{args.gold} holds no gold folders")
    absent = [p.name for p in folders if p.name not in ids]
    if absent:
        print("no document for gold:", ", ".join(absent), file=sys.stderr)
    scores, errors = {}, []
    jobs = (
        ("segments", "segments", score_segments),
        ("sentences", "sentences", lambda d, r, e: score_spans("sentences", d, r, e)),
        ("times", "timex", score_times),
        ("claims", "claims", score_claims),
        ("comments", "comments", lambda d, r, e: score_comments(d, r, None, e)),
        ("comment_codes", "comments", score_readings),
    )
    for table, gold_name, job in jobs:
        rows = read_csv(args.tables, table)
        docs = []
        for p in folders:
            gold = read_jsonl(p / f"{gold_name}.jsonl")
            if gold is None and gold_name == "comments" and (p / "segments.jsonl").exists():
                gold = []  # a page that was cut and has no comments: any comment found there is wrong
            if gold is not None:
                docs.append((p.name, ids.get(p.name, "?"), gold))
        if rows is None or not docs:
            print(
                f"{table}: not scored ({'no table' if rows is None else 'no gold'})",
                file=sys.stderr,
            )
            continue
        scores[table] = job(docs, by_document(rows), errors)

    def rounded(value):
        if isinstance(value, dict):
            return {k: rounded(v) for k, v in value.items()}
        return round(value, 4) if isinstance(value, float) else value

    scores = rounded(scores)
    if args.errors:
        for row in errors:
            if row[0] == args.errors:
                print(*row[1:], sep="\t")
    print(json.dumps(scores, indent=1, ensure_ascii=False))
    if args.json:
        Path(args.json).write_text(
            json.dumps(scores, indent=1, ensure_ascii=False), encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
