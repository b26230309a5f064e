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
    "CP": "Canadian Press",
    "IANS": "Indo-Asian News Service",
    "VOA": "Voice of America",
    "Voice of America": "Voice of America",
    "RFE/RL": "Radio Free Europe/Radio Liberty",
    "AP News": "Associated Press",
    "Yonhap News Agency": "Yonhap",
    "Reuters News": "Reuters",
    "AFP News": "Agence France-Presse",
    "Xinhua News Agency": "Xinhua",
    "Inter Press Service": "Inter Press Service",
    "IPS": "Inter Press Service",
    "States Newsroom": "States Newsroom",
    "Tribune News Service": "Tribune News Service",
    "TNS": "Tribune News Service",
    "Local Democracy Reporting Service": "Local Democracy Reporting Service",
}
_AGENCIES_FOLDED = {name.casefold(): agency for name, agency in AGENCIES.items()}
_DESK = re.compile(
    r"\b(?:staff|desk|bureau|newsroom|reporters?|correspondents?|team|editors?)\W*$", re.IGNORECASE
)
_SERVICE = (
    r"(?:AP|AFP|EPA|EPA-EFE|EFE|UPI|ANSA|DPA|dpa|TASS|KCNA|Xinhua|Kyodo|Yonhap|Bloomberg|Getty|Shutterstock|"
    r"Alamy|iStock|Corbis|Sputnik|ZUMA|PA|ANI|PTI|Anadolu|NurPhoto|Reuters|REUTERS|Associated Press|"
    r"Agence France-Presse)"
)
_NAME_WORD = (
    r"(?:[A-Z][\w’'.-]*|(?:de|del|van|von|der|den|da|di|la|le|al|el|bin|bint|ibn|ten|ter|dos|du)(?![\w.@-]))"
)
_NAME = rf"[A-Z][\w’'.-]*(?:\s{_NAME_WORD}){{0,4}}"
NAME = re.compile(_NAME)
_MODIFIER = (
    r"(?:senior|chief|staff|foreign|political|politics|diplomatic|associate|deputy|assistant|managing|"
    r"contributing|special|national|international|world|news|defen[cs]e|economics?|economy|business|security|"
    r"sports?|football|health|medical|science|education|crime|courts?|legal|technology|tech|environment|climate|"
    r"energy|transport|culture|arts?|travel|food|royal|religion|consumer|money|finance|financial|city|metro|"
    r"state|regional|local|home|data|digital|online|video|multimedia|investigations?|investigative|general|"
    r"assignment|lead|principal|junior|executive|editorial|opinion|features?|guest|freelance|our|in)"
)
_WRITER = (
    r"(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|analysts?|journalists?|"
    r"bureau chief)"
)
_ROLE = rf"(?:{_MODIFIER}\s+)*(?:{_WRITER}|staff|bureau|desk|news ?service|news agency|press)"
_JOB = rf"(?:{_WRITER}|editor-in-chief|photographers?|photojournalists?|critic)"
_HOUSE = (
    r"(?:Post|Times|Herald|News|Gazette|Tribune|Journal|Press|Chronicle|Courier|Daily|Weekly|Magazine|Observer|"
    r"Examiner|Standard|Mail|Telegraph|Mirror|Review|Inquirer|Sentinel|Bulletin|Dispatch|Globe|Register|Record)"
)
# What stands before a full name ("Staff Writer Ada Mer"), with one word of what somebody covers ("Capital
# Correspondent"), or with a paper's name; more might be the name of somebody else.
_TITLE_BEFORE = re.compile(
    rf"^(?:(?:[A-Z][\w’'-]*\s+){{1,3}}{_HOUSE}\s+)?(?i:(?:[\w-]+\s+)?(?:{_MODIFIER}\s+)*{_JOB}\s+)"
    rf"(?=[A-Z][\w’'.-]*\s+{_NAME_WORD})"
)
_TITLE_BEHIND = re.compile(rf"\s+(?i:(?:{_MODIFIER}\s+)*{_JOB})$")  # "Ada Mer Staff Writer"
_PAPER = re.compile(rf"(?:The\s+)?(?:[A-Z][\w’'-]*\s+){{1,3}}{_HOUSE}")
_BYLINE = re.compile(
    r"(?:(?:story|report|text|words|analysis|written|reported|posted|published|compiled|"
    r"(?:additional )?reporting|writing|editing)\s+)?by:?\s+(?P<names>\S.*)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"(?:authors?|writers?|reporters?)\s?:\s+(?P<names>\S.*)", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MAIL_LINE = re.compile(rf"(?P<names>{_NAME})\s*[,|(<–-]?\s*{_MAIL.pattern}\s*[)>]?(?:\s*[|,/].*)?")
_TITLE = re.compile(rf"(?:by:?\s+)?(?:the\s+)?{_ROLE}", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:,|;|&|/|\||\band\b|\bwith\b|\bvia\b|·|•)\s*", re.IGNORECASE)
_BY = re.compile(r"\s*by\b:?\s+", re.IGNORECASE)
_NOT_A_NAME = re.compile(
    rf"(?:{_ROLE}|updated|published|posted|for|of|the|in|on|at|from|photos?|photographs?|video)\b.*",
    re.IGNORECASE,
)
_PHOTO_OPENING = re.compile(
    r"(?:file )?(?:photos?|photographs?|images?|pictures?|illustration|graphic|caption|credit|video|map|"
    r"screenshot|screengrab|photo credit|image credit)\s?(?::|\bby\b|\bcourtesy\b|/|\bvia\b|\bcredit\b)",
    re.IGNORECASE,
)
_FILE_PHOTO = re.compile(
    r"(?:FILE\b|File photo\b|\(?file\)?\s?[:–—-]|PHOTO\b\s?[:|–—-]|IN PICTURES\b|Pictured\b\s?:)"
)
_SENTENCE_END = re.compile(r"[a-z\d)”\"’'][.!?][”\"’']?\s+")
_CREDIT_BREAK = re.compile(r"[(\[|—–]\s*|\s[/-]\s")
_SERVICE_CREDIT = re.compile(rf"{_SERVICE}(?![\w’'])[\w\s.&/,’'-]*")
_BARE_SERVICE_CREDIT = re.compile(
    rf"{_SERVICE}(?:\s?[/-]\s?[\w.][\w\s.&/,’'-]*|\s(?:Photos?|Images?|via)\b[\w\s.&/,’'-]*)?"
)
_PHOTO_CREDIT = re.compile(
    r"\b(?:photos?|photographs?|images?|pictures?|credit|courtesy|handout|illustration|graphic|file)\b",
    re.IGNORECASE,
)
_CREDIT_WORD = re.compile(r"[A-Z][\w&’'./|-]*,?|via|for|of|/|\||–|-")
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Sgt|Lt|Capt|Sen|Rep|Gov|St|Prof|Rev|Sr|Jr|No|vs)\.\s*$"
)
CREDIT_ROOM = 100  # characters at the end of a line in which a credit is looked for
LONGEST_CREDIT = 8  # words
LONGEST_CAPTION = 90  # words; long captions of agencies run to some seventy
LONGEST_NAMES_CREDIT = 6  # words
SHORTEST_DESCRIPTION = 8  # words; before a credit of mere names there must be a description


_IN_PLACE = re.compile(r"\sin\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2}$")


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
    """The persons or bodies named in a byline, each once, without "By" and without their roles."""
    found: list[str] = []
    names = _BY.sub("", names, count=1) if _BY.match(names) else names
    # "Reporting by A and B; Editing by C": the authors are the first
    for piece in _SPLIT.split(_AFTER_NAMES.sub("", _MAIL.sub("", names.partition(";")[0]))):
        piece, titled = _without_title(piece.strip(" .()[]<>*:-–—"))
        if found and titled and _PAPER.fullmatch(piece):
            continue  # "Ada Mer, Tarn Post Staff Writer"
        if found and piece.isupper() and len(piece) <= LONGEST_INITIALS and "." not in piece:
            known = agency_among((piece,))
            found.extend([known] if known is not None and known not in found else [])
            continue  # "By Jane Roe, NBN": the house that she works for
        piece, house = _without_house(piece)
        if house is not None:
            found.extend(name for name in (_cased(piece), house) if name and name not in found)
            continue
        agency = agency_among((piece,))
        if agency is not None or not piece or _NOT_A_NAME.fullmatch(piece):
            found.extend([agency] if agency is not None and agency not in found else [])
            continue
        piece = _cased(piece)
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


def _without_title(piece: str) -> tuple[str, bool]:
    """A name without what its bearer does, before or behind it, and whether that stood behind it."""
    piece = _TITLE_BEFORE.sub("", piece, count=1)
    behind = _TITLE_BEHIND.search(piece)
    if behind is None or len(piece[: behind.start()].split()) < 2:
        return piece, False
    return piece[: behind.start()], True


_AFTER_NAMES = re.compile(
    r"\s(?:@\w+|(?:(?:last|first)\s)?(?:published|updated|posted|modified)\b.*)", re.IGNORECASE
)
LONGEST_INITIALS = 5  # letters of a house that is known by its initials


def _cased(name: str) -> str:
    """A name that is set in capitals as one writes it."""
    return name.title() if name.isupper() and len(name) > LONGEST_INITIALS and " " in name else name


def _without_house(piece: str) -> tuple[str, str | None]:
    """A name and the agency directly behind it ("JANE ROE Associated Press"), or the name alone."""
    words = piece.split()
    for start in range(2, len(words)):
        house = agency_among((" ".join(words[start:]),))
        if house is not None:
            return " ".join(words[:start]), house
    if len(words) > 1 and is_desk(piece):
        # "Reuters Staff"
        house = agency_among((" ".join(words[:-1]),))
        if house is not None:
            return "", house
    return piece, None


def is_name_line(line: str) -> bool:
    """Whether a line is just a person's name, perhaps with a role or a place ("Jane Roe in Port Hale")."""
    name, _, role = _IN_PLACE.sub("", line).partition(",")
    words = name.split()
    if not 2 <= len(words) <= 4 or not NAME.fullmatch(name) or name.isupper():
        return False
    return not role or re.fullmatch(rf"\s*{_ROLE}(?:\s.{{0,40}})?", role, re.IGNORECASE) is not None


def is_caption(line: str) -> bool:
    """Whether a line is the description or the credit of a picture, by its wording."""
    words = len(line.split())
    if words > LONGEST_CAPTION:
        return False
    if _PHOTO_OPENING.match(line) and not line.endswith(("”", '"')):
        return True
    if _FILE_PHOTO.match(line) or _BARE_SERVICE_CREDIT.fullmatch(line):
        return True
    if line.endswith((".", "!", "?", "”", '"', ":", ";", ",")):
        return False
    return _ends_in_credit(line, words)


def _ends_in_credit(line: str, words: int) -> bool:
    """Whether a credit without a full stop follows the last sentence, or stands in brackets at the end."""
    room = max(0, len(line) - CREDIT_ROOM)
    ends = list(_SENTENCE_END.finditer(line, room))
    if ends and not _ABBREVIATION.search(line[: ends[-1].end()]):
        credit = line[ends[-1].end() :]
        named = all(_CREDIT_WORD.fullmatch(word) for word in credit.split())
        if named and len(credit.split()) <= LONGEST_NAMES_CREDIT and words >= SHORTEST_DESCRIPTION:
            return not line.startswith(("“", '"'))
        if _is_credit(credit):
            return True
    return any(_is_credit(line[match.end() :]) for match in _CREDIT_BREAK.finditer(line, room))


def _is_credit(text: str) -> bool:
    text = text.strip(" )]")
    if not text or text.endswith(".") or len(text.split()) > LONGEST_CREDIT:
        return False
    if _SERVICE_CREDIT.fullmatch(text):
        return True
    return _PHOTO_CREDIT.search(text) is not None


_DATELINE_AGENCY = re.compile(
    r"^(?:[A-Z][\w.’'-]*[\s,/]+){0,8}?(?:\w+\.?\s\d{1,2}(?:,\s\d{4})?,?\s)?"
    r"\((?P<agency>[A-Z][\w&.’' -]{1,40})\)\s*[—–-]+\s"
)


def dateline_agency(paragraph: str) -> str | None:
    """The agency that a first paragraph's dateline credits: "PORT HALE, May 4 (Agency) - ..."."""
    match = _DATELINE_AGENCY.match(paragraph[:160])
    return AGENCIES.get(match["agency"], match["agency"]) if match else None


def agency_among(names: tuple[str, ...]) -> str | None:
    """The first agency among the names of a byline."""
    return next((known for name in names if (known := _AGENCIES_FOLDED.get(name.casefold()))), None)


def is_title(name: str) -> bool:
    """Whether a name in a byline is but a job's title ("Senior Sports Correspondent")."""
    return _TITLE.fullmatch(name) is not None


def is_desk(name: str) -> bool:
    """Whether a name in a byline is a desk ("Courier staff reporter") and no person."""
    return _DESK.search(name) is not None
