"""Tables to claim files."""
import re


def written(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, list):
        return "[" + ", ".join(written(v) for v in value) + "]"
    return "{ " + ", ".join(f"{key(k)} = {written(v)}" for k, v in value.items()) + " }"


def key(name):
    return name if re.fullmatch(r"[\w-]+", name) else f'"{name}"'


def write(tables):
    """A claim file of tables."""
    lines = [f"{key(k)} = {written(v)}" for k, v in tables.items() if not isinstance(v, dict) and k not in ("check", "step")]
    for name, table in tables.items():
        if isinstance(table, dict):
            lines.append(f"[{key(name)}]")
            lines += [f"{key(k)} = {written(v)}" for k, v in table.items()]
    for name in ("step", "check"):
        for table in tables.get(name, []):
            lines.append(f"[[{name}]]")
            lines += [f"{key(k)} = {written(v)}" for k, v in table.items()]
    return "\n".join(lines) + "\n"
