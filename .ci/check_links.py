"""Every link and picture of a folder of HTML pages leads to a file that is there: check_links.py FOLDER."""
import pathlib, re, sys, urllib.parse
from html.parser import HTMLParser

folder = pathlib.Path(sys.argv[1]).resolve()


class Page(HTMLParser):
    """What a page links to, and the places in it that can be linked to."""

    def __init__(self, file):
        super().__init__()
        self.links, self.places = [], set()
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("href", "src") and value:
                self.links.append(value)
            if name in ("id", "name") and value:
                self.places.add(value)


pages = {file: Page(file) for file in sorted(folder.rglob("*.html"))}
wrong, links = [], 0
for file, page in pages.items():
    for link in page.links:
        if re.match(r"[a-z]+:", link):
            continue
        links += 1
        path, _, place = link.partition("#")
        target = (file.parent / urllib.parse.unquote(path)).resolve() if path else file
        if not target.is_file() or folder not in target.parents:
            wrong.append(f"{file.relative_to(folder)}: there is no {link}")
        elif place and (target not in pages or urllib.parse.unquote(place) not in pages[target].places):
            wrong.append(f"{file.relative_to(folder)}: {path or 'the page'} has no place {place}")
print(*wrong, f"{len(pages)} pages, {links} links, {len(wrong)} wrong", sep="\n")
sys.exit(bool(wrong) or len(pages) < 2)
