"""What the names that a page gives its elements tell: groups of words from classes, ids and roles."""

from __future__ import annotations

import functools
import re

# A word belongs to a group when a pattern stands at its beginning; glued words ("articlebody") are looked at
# anywhere in it where a pattern starts with "*". The groups are what content management systems call things,
# in the languages of the larger news sites.
GROUPS: dict[str, str] = {
    "article": "*article *story post entry artikel articolo articulo noticia nota news haber blog",
    "body": "*body *content *text prose copy paragraph para rich cuerpo texto contenido corps texte contenu "
    "inhalt absatz icerik corpo conteudo testo detail main wysiwyg editor",
    "other": "relat recirc recommend promo trend popular most next also teaser suggest outbrain "
    "taboola zergnet "
    "readmore keepreading *related latest similar upnext mehr voir leer more",
    "card": "card tile list listing grid carousel slider feed stream river collection item items",
    "share": "share sharing social facebook twitter whatsapp follow sharedaddy addthis",
    "comment": "comment disqus respond reply discussion conversation kommentar commentaire comentario",
    "sign": "newsletter signup subscri paywall piano register login signin donat member cta regwall offer",
    "advert": "ad ads advert sponsor dfp gpt banner adslot advertisement commercial partner promo",
    "nav": "nav navigation menu breadcrumb masthead topbar toolbar skip navbar ribbon",
    "foot": "footer foot copyright legal colophon bottom",
    "head": "header head hero top lead opening",
    "meta": "byline author meta date time timestamp publish updated dateline contributor bio "
    "posted writer info",
    "caption": "caption *caption credit cutline legend",
    "media": "figure image img photo picture media gallery slideshow video player embed audio podcast",
    "title": "title headline heading hed titre titel titulo",
    "dek": "standfirst dek deck summary subtitle subhead subheadline lede intro description "
    "excerpt sub chapo "
    "strapline preface vorspann abstract highlights keypoints bullets",
    "tag": "tag tags topic topics category categories keyword kicker eyebrow label section",
    "side": "sidebar aside rail side widget module infobox box factbox inset secondary complementary",
    "notice": "cookie consent gdpr privacy modal popup overlay toast alert notice dialog disclaimer",
    "quote": "quote pullquote blockquote",
    "unshown": "hidden sr screen visually offscreen tooltip print noprint collapsed",
    "button": "button btn link cta icon toggle dropdown",
}
# What the whole of an element's names says, from the places where trafilatura 2 (Apache-2.0) looks for
# articles and for what is none.
_WHOLES = {
    "container": r"(?:entry|article|art|page|text)-content|article_*-*body|articlebody|body-text|"
    r"post[-_]?(?:text|body|"
    r"entry|content)|article__content|article-?text|articlecontent|article__container|post_inner_wrapper",
    "story": r"story-?(?:body|content)|(?:theme|blog|section|single)-content|single-post|"
    r"main-column|fulltext|"
    r"field-body|post-bodycopy|content[-_](?:main|body)|contentbody|main-content",
    "discard": r"(?:^| )shar|social|viral|newsletter|syndication|cookie|tags|sidebar|banner|"
    r"bread-?crumb|button|"
    r"author|footer|share|(?:^|[ _-])nav|navigation|menu|related|premium|(?:^|[ _-])ads?(?:[ _-]|"
    r"$)|dfpad|outbrain|"
    r"taboola|criteo|paid-?content|widget|byline|sociable|embed|consent|modal|permission|next-|-stories|"
    r"most-popular|more-on|meta|rating|attachment|timestamp|user-info|profile|-icon|slide|overlay|options|"
    r"factbox|comment(?!ary)|disqus|respond|reply|akismet|teaser|promo|recirc|trending|"
    r"read-?(?:more|next|also)|"
    r"subscri|sign-?up|message|noprint|hide-",
}
GROUP_NAMES = (*GROUPS, *_WHOLES)
_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])")


def _patterns() -> list[tuple[int, re.Pattern[str]]]:
    patterns = []
    for bit, words in enumerate(GROUPS.values()):
        short = [w for w in words.split() if len(w) <= 4 and not w.startswith("*")]
        long = [w for w in words.split() if len(w) > 4 and not w.startswith("*")]
        inside = [w[1:] for w in words.split() if w.startswith("*")]
        parts = [rf"^(?:{'|'.join(short)})$"] if short else []
        parts += [rf"^(?:{'|'.join(long)})"] if long else []
        parts += [rf"(?:{'|'.join(inside)})"] if inside else []
        patterns.append((1 << bit, re.compile("|".join(parts))))
    return patterns


_PATTERNS = _patterns()
_WHOLE_PATTERNS = [
    (1 << (len(GROUPS) + i), re.compile(pattern, re.IGNORECASE)) for i, pattern in enumerate(_WHOLES.values())
]


@functools.lru_cache(maxsize=1 << 15)
def _word_mask(word: str) -> int:
    return sum(bit for bit, pattern in _PATTERNS if pattern.search(word))


@functools.lru_cache(maxsize=1 << 14)
def name_mask(names: str) -> int:
    """The groups that the words of a class, an id or a role belong to, one bit each in GROUP_NAMES' order."""
    mask = sum(bit for bit, pattern in _WHOLE_PATTERNS if pattern.search(names))
    for word in _WORD.findall(names):
        mask |= _word_mask(word.lower()[:40])
    return mask
