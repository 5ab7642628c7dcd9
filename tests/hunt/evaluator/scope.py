"""Names and what they stand for."""


class Definition:
    """A name that stands for a tree."""
    __slots__ = ("tree", "scope")

    def __init__(self, tree, scope):
        self.tree, self.scope = tree, scope


class Function:
    """A definition with arguments, called or indexed."""
    __slots__ = ("arguments", "tree", "scope")

    def __init__(self, arguments, tree, scope):
        self.arguments, self.tree, self.scope = arguments, tree, scope


class Scope:
    """Names of one level, and the scope around it."""
    __slots__ = ("names", "outer")

    def __init__(self, names=None, outer=None):
        self.names, self.outer = names if names is not None else {}, outer

    def find(self, name):
        scope = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.outer
        return None
