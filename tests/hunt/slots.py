"""Where the values of a claim file stand in its text: strings and numbers with their places and keys."""
import re

TOKEN = re.compile(r'(?P<space>[ \t\r]+)|(?P<comment>#[^\n]*)|(?P<line>\n)|(?P<basic>"(?:[^"\\\n]|\\.)*")'
                   r"|(?P<literal>'[^'\n]*')|(?P<bare>[A-Za-z0-9_+.\-]+)|(?P<sign>[=\[\]{},])")
HEAD = {"id", "title", "source", "statement", "note", "status", "expect", "evidence", "budget"}


class Slot:
    """One value: text[start:end] is what stands inside the quotes (or the number itself)."""
    __slots__ = ("path", "start", "end", "outer_start", "outer_end", "kind")

    def __init__(self, path, start, end, outer_start, outer_end, kind):
        self.path, self.start, self.end = path, start, end
        self.outer_start, self.outer_end, self.kind = outer_start, outer_end, kind


def find_slots(text):
    """All values outside the file's head, in order. A path is (section, key, inner keys or positions...)."""
    found, section, at, depth = [], "", 0, []
    key, inner, expecting_key = None, [], True
    pending = None
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise ValueError(f"cannot read the file at character {at}")
        kind, piece, start, at = match.lastgroup, match.group(), match.start(), match.end()
        if kind in ("space", "comment"):
            continue
        if kind == "line":
            if not depth:
                key, expecting_key = None, True
            continue
        if kind == "sign":
            if piece == "[" and key is None and not depth:
                end = text.index("\n", start) if "\n" in text[start:] else len(text)
                section = text[start:end].split("#")[0].strip().strip("[]").strip()
                at = end
            elif piece == "=":
                if not depth:
                    key = pending
                else:
                    inner[-1] = pending
                expecting_key = False
            elif piece in "[{":
                depth.append(piece)
                inner.append(0)
                expecting_key = piece == "{"
            elif piece in "]}":
                depth.pop()
                inner.pop()
            elif piece == ",":
                if depth and depth[-1] == "[":
                    inner[-1] += 1
                else:
                    expecting_key = True
            continue
        if expecting_key:
            pending = piece.strip("\"'")
            continue
        if section == "" and key in HEAD:
            continue
        quoted = kind in ("basic", "literal")
        path = (section, key) + tuple(inner)
        found.append(Slot(path, start + quoted, at - quoted, start, at, "text" if quoted else "bare"))
    return found


def role(slot):
    """What a value is: 'expression', 'interval', 'binders', 'name', 'number', 'flag' or None (leave alone)."""
    section, key = slot.path[:2]
    last = next((p for p in reversed(slot.path) if isinstance(p, str)), None)
    if last in ("name", "method", "using", "any", "bases", "kind", "orthogonalize", "rate", "limit", "digits"):
        return None
    if section in ("check", "step"):
        return {"claim": "expression", "for": "binders"}.get(key)
    if slot.kind == "bare":
        return "flag" if last in ("positive", "negative", "nonnegative", "nonpositive", "nonzero") else "number"
    if last in ("in",) or last == "each" and not any(isinstance(p, int) for p in slot.path):
        return "interval"
    if last in ("model", "optimizer"):
        return "name"
    return "expression"
