"""Who wrote, who photographed, which agency: the wording of bylines, credits and captions."""

from __future__ import annotations

import re

# News agencies and photo services that papers credit. A dateline's "(Name)" credits any other one.
AGENCIES = {
    "AP": "Associated Press",
    "Associated Press": "Associated Press",
    "The Associated Press": "Associated Press",
    "Reuters": "Reuters",
    "REUTERS": "Reuters",
    "Thomson Reuters": "Reuters",
    "AFP": "Agence France-Presse",
    "Agence France-Presse": "Agence France-Presse",
    "Agence France Presse": "Agence France-Presse",
    "UPI": "United Press International",
    "United Press International": "United Press International",
    "DPA": "Deutsche Presse-Agentur",
    "dpa": "Deutsche Presse-Agentur",
    "EFE": "EFE",
    "ANSA": "ANSA",
    "TASS": "TASS",
    "Interfax": "Interfax",
    "RIA Novosti": "RIA Novosti",
    "Xinhua": "Xinhua",
    "Kyodo": "Kyodo News",
    "Kyodo News": "Kyodo News",
    "Yonhap": "Yonhap",
    "KCNA": "KCNA",
    "PTI": "Press Trust of India",
    "Press Trust of India": "Press Trust of India",
    "ANI": "Asian News International",
    "PA Media": "PA Media",
    "Press Association": "PA Media",
    "Anadolu": "Anadolu",
    "Anadolu Agency": "Anadolu",
    "AAP": "Australian Associated Press",
    "Canadian Press": "Canadian Press",
    "The Canadian Press": "Canadian Press",
    "Bloomberg": "Bloomberg",
    "Bloomberg News": "Bloomberg",
    "Bernama": "Bernama",
    "Antara": "Antara",
    "NAN": "News Agency of Nigeria",
}
_SERVICE = (
    r"(?:AP|AFP|EPA|EPA-EFE|EFE|UPI|ANSA|DPA|dpa|TASS|KCNA|Xinhua|Kyodo|Yonhap|Bloomberg|Getty|Shutterstock|Alamy|"
    r"iStock|Corbis|Sputnik|ZUMA|PA|ANI|PTI|Anadolu|NurPhoto|Reuters|REUTERS|Associated Press|Agence France-Presse)"
)
_NAME_WORD = r"(?:[A-Z][\w’'.-]*|de|del|van|von|der|den|da|di|la|le|al|el|bin|bint|ibn|ten|ter|dos|du)"
_NAME = rf"[A-Z][\w’'.-]*(?:\s{_NAME_WORD}){{0,4}}"
NAME = re.compile(_NAME)
_ROLE = (
    r"(?:(?:senior|chief|staff|foreign|political|diplomatic|associate|deputy|assistant|managing|contributing|special|"
    r"national|world|news|defen[cs]e|economics?|business|security|our|in)\s+)*"
    r"(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|analysts?|journalists?|bureau chief|staff|"
    r"bureau|desk|news ?service|news agency|press)"
)
_BYLINE = re.compile(
    r"(?:(?:story|report|text|words|analysis|written|reported|posted|published)\s+)?by:?\s+(?P<names>\S.*)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"(?:authors?|writers?|reporters?)\s?:\s+(?P<names>\S.*)", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MAIL_LINE = re.compile(rf"(?P<names>{_NAME})\s*[,|(<–-]?\s*{_MAIL.pattern}\s*[)>]?(?:\s*[|,/].*)?")
_SPLIT = re.compile(r"\s*(?:,|;|&|/|\||\band\b|\bwith\b|·|•)\s*", re.IGNORECASE)
_NOT_A_NAME = re.compile(
    rf"(?:{_ROLE}|updated|published|posted|for|of|the|in|on|at|from|photos?|photographs?|video)\b.*",
    re.IGNORECASE,
)
_PHOTO_WORD = re.compile(
    r"(?:file )?(?:photos?|photographs?|images?|pictures?|illustration|graphic|caption|credit|video|map|screenshot|"
    r"screengrab|photo credit|image credit)\s?(?::|\bby\b|\bcourtesy\b|/|\bvia\b|\bcredit\b)",
    re.IGNORECASE,
)
_FILE_PHOTO = re.compile(
    r"(?:FILE\b|File photo\b|\(?file\)?\s?[:–—-]|PHOTO\b\s?[:|–—-]|IN PICTURES\b|Pictured\b\s?:)"
)
_CREDIT_AT_END = re.compile(
    rf"(?:[(\[/|–—-]\s*|[.!?,;”\"]\s+|\s/\s?|\bvia\s+|\bby\s.{{1,40}}/\s?|^)"
    rf"(?:{_SERVICE})(?:\s?[-/]\s?[\w .&-]{{1,40}}|\s(?:Photos?|Images?|News|file|via\s[\w .]+))*\s?[)\]]?\s*$"
)
_PHOTO_AT_END = re.compile(
    r"(?:[(\[]|[.!?”\"]\s+|[—–|/-]\s*)(?:file\s)?(?:photos?|photographs?|images?|pictures?|credit|video|courtesy|handout|"
    r"illustration|graphic)\b[^.!?]{0,80}[)\]]?\s*$|(?:\(|[.!?”\"]\s)[^().!?]{0,50}\b(?:photo|handout|file photo|pool photo)"
    r"\s?\)?\s*$|\(file\)\s*$",
    re.IGNORECASE,
)
# "..., Sept. 13. Name-Name" and "... on Friday. Jane Roe / Name": a credit after the sentence, without a full stop
_NAMES_AT_END = re.compile(
    r"[a-z\d)”\"’'][.!?][”\"’']?\s+(?:[A-Z][\w&’'.-]*|via|for|/|\||–|-)(?:\s*(?:[A-Z][\w&’'.-]*|via|for|of|/|\||–|-|,))*\s*$"
)
LONGEST_CAPTION = 90  # words; long captions of agencies run to some seventy
LONGEST_NAMES_CREDIT = 6  # words


def byline_names(line: str) -> tuple[str, ...] | None:
    """The names in a byline ("By A and B", "A B a.b@paper.example"), or None when the line is none."""
    line = " ".join(line.split()).strip("|-–— ")
    if len(line) > 200:
        return None
    match = _MAIL_LINE.fullmatch(line)
    if match is None:
        match = _BYLINE.fullmatch(line) or _AUTHOR.fullmatch(line)
        if (
            match is None
            or len(line.split()) > 25
            or (line.endswith((".", "?", "!")) and len(line.split()) > 6)
        ):
            return None
    names = split_names(match["names"])
    return names or None


def split_names(names: str) -> tuple[str, ...]:
    """The persons or bodies named in what follows "By", without their roles."""
    found: list[str] = []
    for piece in _SPLIT.split(_MAIL.sub("", names)):
        piece = piece.strip(" .()[]<>*:-–—")
        if not piece or _NOT_A_NAME.fullmatch(piece):
            continue
        if piece.isupper() and len(piece) > 5 and " " in piece:
            piece = piece.title()
        match = NAME.match(piece)
        if match is None:
            # "By our correspondent" names nobody; "By the lake, people ..." is no byline at all
            break
        # "Jane Roe in Port Hale": the name ends where the small words begin
        name = match.group().strip(" .-")
        rest = piece[match.end() :].strip()
        if rest and rest.split()[0].lower() not in {
            "in",
            "for",
            "of",
            "at",
            "from",
            "on",
            "with",
            "reports",
            "reporting",
        }:
            return ()
        if name and name not in found:
            found.append(name)
    return tuple(found)


def is_name_line(line: str) -> bool:
    """Whether a line is just a person's name, perhaps with a role ("Jane Roe, Staff Writer")."""
    name, _, role = line.partition(",")
    words = name.split()
    if not 2 <= len(words) <= 4 or not NAME.fullmatch(name) or name.isupper():
        return False
    return not role or re.fullmatch(rf"\s*{_ROLE}(?:\s.{{0,40}})?", role, re.IGNORECASE) is not None


def is_caption(line: str) -> bool:
    """Whether a line is the description or the credit of a picture, by its wording."""
    words = line.split()
    if len(words) > LONGEST_CAPTION:
        return False
    if _PHOTO_WORD.match(line) and not line.endswith(("”", '"')):
        return True
    if _FILE_PHOTO.match(line):
        return True
    if line.endswith((".", "!", "?", "”", '"', ":", ";", ",")):
        return False
    if _CREDIT_AT_END.search(line) or _PHOTO_AT_END.search(line):
        return True
    match = _NAMES_AT_END.search(line)
    if match is None or len(words) < 8 or line.startswith(("“", '"')):
        return False
    credit = line[match.start() + 1 :].strip(".!?”\"’' ")
    return len(credit.split()) <= LONGEST_NAMES_CREDIT and not _ends_in_abbreviation(
        line[: match.start() + 2]
    )


def _ends_in_abbreviation(text: str) -> bool:
    """Whether the full stop belongs to "Mr." or "Gen.", so that the name after it is no credit."""
    return (
        re.search(
            r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Sgt|Lt|Capt|Sen|Rep|Gov|St|Prof|Rev|Sr|Jr|No|vs|U\.S|[A-Z])\.$", text
        )
        is not None
    )


_DATELINE_AGENCY = re.compile(
    r"^(?:[A-Z][\w.’'-]*[\s,/]+){1,8}?(?:\w+\.?\s\d{1,2}\s)?\((?P<agency>[A-Z][\w&.’' -]{1,40})\)\s*[—–-]+\s"
)


def dateline_agency(paragraph: str) -> str | None:
    """The agency that a first paragraph's dateline credits: "PORT HALE, May 4 (Agency) - ..."."""
    match = _DATELINE_AGENCY.match(paragraph[:160])
    return AGENCIES.get(match["agency"], match["agency"]) if match else None


def agency_among(names: tuple[str, ...]) -> str | None:
    """The first agency among the names of a byline."""
    return next((AGENCIES[name] for name in names if name in AGENCIES), None)
