"""A web page as text: what a reader sees of it, line under line, the way the segments are best told apart.

All that shows stays: menus and buttons, too, which the segments know by their form. Scripts, styles, drawings, forms' fields
and what an attribute hides are left out. Names, days and words of a comment stand on lines of their own, and answers
stand further in than what they answer.
"""

import re
from collections import Counter
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from analysis.mistakes import InputError
from analysis.views import marks
from analysis.views.lines import APART, UNDER, Writer
from analysis.views.numbering import counted

INDENT = 4
MOST_LEVELS = 40
LONGEST_MARKED = 100
"""Characters of the longest name, day or role; what is longer holds more than that."""
MOST_STEPS = 30_000_000
"""Sum over all tags of how deep each is nested; the parser's time grows with it (9 s at 200 million), and no honest page comes near."""
CLOSED = re.compile(r"<([A-Za-z][A-Za-z0-9:-]*+)((?:[^<>\"'/]|/(?!>)|\"[^\"]*+\"|'[^']*+')*+)/>")
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*+)(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+")
FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""How the `type` of a list has its items numbered."""
BLOCK_CELLS = "p,div,ul,ol,table,h1,h2,h3,h4,h5,h6,blockquote,article,section,br"


class _State(NamedTuple):
    """Where in a page the reading is: whose words these are, how deep in answers and lists."""

    mark: str = ""
    depth: int = -1
    """How many comments the words answer; -1 outside of comments."""
    begun: int = 0
    """How much was written when the comment began."""
    nest: int = 0
    """How deep in elements that hold answers beside what they answer."""
    level: int = 0
    numbers: list[int] | None = None
    """The number of the next item of the list, in a list by itself so that it can count on."""
    form: str = ""
    menu: bool = False
    kept: bool = False
    """Whether line ends count, as in `pre`."""
    row: bool = False
    """Whether cells stand side by side."""


class _Reader:
    """Takes the nodes of a page on their way in and out, and writes lines."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.states = [_State()]

    def enters(self, node: LexborNode) -> bool:
        """Whether anything of a node shows."""
        if node.is_text_node:
            return True
        if not node.is_element_node or node.tag in marks.elements("unseen"):
            return False
        if node.tag == "dialog" and "open" not in node.attributes:
            return False
        return not marks.is_hidden(node.attributes)

    def enter(self, node: LexborNode) -> None:
        """A node on the way in."""
        state = self.states[-1]
        if node.is_text_node:
            self._words(node.text_content or "", state)
            return
        tag = node.tag or ""
        if tag in marks.elements("blocks"):
            self.writer.end(_gap(tag, state))
        elif tag == "br":
            self.writer.line_end()
        elif tag == "q":
            self.writer.words("“", state.mark)
        elif tag in ("td", "th"):
            self._cell(state)
        elif tag in marks.elements("apart") and _follows_another(node):
            self.writer.space()
        self.states.append(self._inside(node, tag, state))
        self._placed()

    def leave(self, node: LexborNode) -> None:
        """A node on the way out."""
        if node.is_text_node:
            return
        self.states.pop()
        state, tag = self.states[-1], node.tag or ""
        if tag in marks.elements("blocks"):
            self.writer.end(_gap(tag, state))
        elif tag == "q":
            self.writer.words("”", state.mark)
        if tag == "li":
            self.writer.opening = ""
        self._placed()

    def _inside(self, node: LexborNode, tag: str, state: _State) -> _State:
        """The state within an element."""
        attributes = node.attributes
        own = marks.mark(tag, attributes)
        if own and _is_short(node):
            state = state._replace(mark=own)
        if tag in marks.elements("menus") or attributes.get("role") == "navigation":
            state = state._replace(menu=True)
        if tag in ("ul", "ol", "menu", "dir"):
            first = _number(attributes.get("start"), 1) if tag == "ol" else None
            numbers = None if first is None else [first]
            form = FORMS.get(attributes.get("type") or "", "decimal")
            state = state._replace(level=state.level + 1, numbers=numbers, form=form)
        elif tag == "tr":
            state = state._replace(row=node.css_first(BLOCK_CELLS) is None)
        elif tag in ("pre", "listing", "xmp", "plaintext"):
            state = state._replace(kept=True)
        if marks.is_comment(tag, attributes):
            return self._comment(state)
        if state.depth < 0 and marks.holds_answers(attributes):
            state = state._replace(nest=state.nest + 1)
        if tag == "li" and not state.menu:
            self.writer.opening = _bullet(state, attributes.get("value"))
        return state

    def _comment(self, state: _State) -> _State:
        """The state within a comment: an answer, where what holds it has written something."""
        written = self.writer.written
        deeper = state.depth < 0 or written > state.begun
        return state._replace(
            depth=state.depth + deeper, begun=written, level=0, numbers=None, menu=False
        )

    def _placed(self) -> None:
        state = self.states[-1]
        levels = max(state.depth, 0) + state.nest + max(state.level - 1, 0)
        self.writer.indent = INDENT * min(levels, MOST_LEVELS)
        self.writer.in_comment = state.depth >= 0

    def _cell(self, state: _State) -> None:
        if state.row:
            self.writer.cell()
        else:
            self.writer.end(APART)

    def _words(self, words: str, state: _State) -> None:
        if not state.kept:
            self.writer.words(words, state.mark)
            return
        for number, line in enumerate(words.split("\n")):
            if number:
                self.writer.line_end()
            self.writer.words(line, state.mark)


def text(page: str, xml: bool = False) -> str:
    """What a page shows, as lines; `ValueError` where it is built to choke its reader.

    >>> print(
    ...     text("<h1>Jam</h1><p>Jam <b>tomorrow</b>.<ul><li>One<li>Two</ul><script>x()</script>")
    ... )
    Jam
    <BLANKLINE>
    Jam tomorrow.
    <BLANKLINE>
    • One
    • Two
    <BLANKLINE>
    """
    page = _opened(page) if xml else page
    refuse_depth(page)
    reader = _Reader()
    root = LexborHTMLParser(page).root
    if root is not None:
        _walk(root, reader)
    return reader.writer.text()


def _opened(page: str) -> str:
    """A page of XML with its closed tags, such as `<script/>`, as HTML writes them: what HTML takes for open swallows the rest."""
    void = marks.elements("void")

    def one(match: re.Match[str]) -> str:
        return match[0] if match[1].lower() in void else f"<{match[1]}{match[2]}></{match[1]}>"

    return CLOSED.sub(one, page)


def refuse_depth(page: str) -> None:
    """Raise where a page's tags are nested so deep that parsing it would take minutes."""
    unclosed = marks.elements("unclosed")
    open_tags: Counter[str] = Counter()
    depth = steps = 0
    for match in TAG.finditer(_without_comments(page)):
        name = match[2].lower()
        if name not in unclosed:
            if not match[1]:
                open_tags[name] += 1
                depth += 1
            elif open_tags[name]:
                open_tags[name] -= 1
                depth -= 1
        steps += depth
        if steps > MOST_STEPS:
            raise InputError(
                "nests its tags deeper than any page that people write; save its text as UTF-8 in a .txt file"
            )


def _without_comments(page: str) -> str:
    """The page without its `<!-- comments -->`, which may hold tags."""
    kept, at = [], 0
    while (start := page.find("<!--", at)) >= 0 and (end := page.find("-->", start)) >= 0:
        kept.append(page[at:start])
        at = end + 3
    return "".join([*kept, page[at:]])


def _walk(root: LexborNode, reader: _Reader) -> None:
    """Hand each node over on its way in and out, without recursion; what doesn't show is passed over."""
    node, depth = root, 0
    while True:
        shows = reader.enters(node)
        if shows:
            reader.enter(node)
            if (child := node.first_child) is not None:
                node, depth = child, depth + 1
                continue
            reader.leave(node)
        while depth and node.next is None:
            assert node.parent is not None
            node, depth = node.parent, depth - 1
            reader.leave(node)
        if not depth:
            return
        assert node.next is not None
        node = node.next


def _gap(tag: str, state: _State) -> int:
    """How a block stands to what is around it."""
    nested = tag in ("ul", "ol") and state.level > 0 and state.depth < 0
    return UNDER if nested or tag in marks.elements("tight") else APART


def _is_short(node: LexborNode) -> bool:
    """Whether an element holds few words; looks no further than it must."""
    length = 0
    for seen, inner in enumerate(node.traverse(include_text=True)):
        length += len(inner.text_content or "") if inner.is_text_node else 0
        if length > LONGEST_MARKED or seen > LONGEST_MARKED:
            return False
    return True


def _follows_another(node: LexborNode) -> bool:
    before = node.prev
    return before is not None and before.tag in marks.elements("apart")


def _bullet(state: _State, value: str | None) -> str:
    """What an item of a list begins with."""
    if state.numbers is None:
        return "• "
    number = _number(value, state.numbers[0])
    state.numbers[0] = number + 1
    return f"{counted(number, state.form)}. "


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said and re.fullmatch(r"\d{1,6}", said, re.ASCII) else otherwise
