"""What the lines around an article say: controls, comment forms, menus, credits.

The patterns are the stock phrases of content management systems and consent boxes; each must hold for a
whole line or for a phrase that no reporter writes, since a line that is wrongly taken for furniture is lost.
"""

from __future__ import annotations

import re
import unicodedata

_NETWORK = (
    r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|linked ?in|reddit|pinterest|tumblr|instagram|youtube|"
    r"threads|bluesky|mastodon|line|kakao(?:talk|story)?|weibo|wechat|viber|messenger|flipboard|pocket|skype|"
    r"e-?mail|mail|sms|print|link|copy(?: link| url)?|url|rss|google(?: news)?|tiktok|vk|share|more)"
)
_WHOLE_LINE = re.compile(
    r"(?:"
    # controls of the page
    r"(?:settings?|menu|main menu|search|home|close|open|×|x|ok|toggle \w+|skip to (?:main )?content|skip .{0,20}ad"
    r"|(?:sign|log)[ -]?(?:in|out|up)|my account|register|subscribe(?: now| today)?|donate(?: now)?|listen|play|pause|"
    r"watch(?: live| now)?|print|save|bookmark|edit|letters?|go (?:to )?top|(?:back |scroll )?to (?:the )?top|up|"
    r"next|prev(?:ious)?|(?:next|previous) (?:article|story|post|page)|load more|show (?:more|less|all)|see (?:more|all)"
    r"|view (?:more|all|gallery)|expand|collapse|loading(?: ?\.{3}|…)?|accept(?: all)?(?: cookies)?|reject(?: all)?"
    r"|manage (?:cookies|preferences|consent)|got it|dismiss|no,? thanks|cancel|submit|send|reply|report|like|dislike"
    r"|advertise(?:ment)?s?|advertise with us|ad|ads by .{1,20}|sponsored(?: content)?|promoted|paid post)"
    # the size of the letters
    r"|\W?\s*(?:font|text|type)[ -]?size\W*|(?:font|text)\s*[-+]?|[-+]\s?\d{1,2}|\d{1,2}|a\s?[-+]|[-+]\s?a|(?:smaller|larger|"
    r"bigger) (?:text|font)|(?:increase|decrease|reset) (?:font|text)(?: size)?|(?:dark|light) mode"
    # sharing
    rf"|{_NETWORK}(?: {_NETWORK})* ?(?:share )?(?:buttons?|icons?|logo)|{_NETWORK}(?:[ ,|/·•]+{_NETWORK})+"
    r"|facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest|e-?mail|copy (?:link|url)|copied!?"
    rf"|shares?(?: this)?(?: (?:article|story|post|page))?(?: (?:on|via|with|to|by) {_NETWORK})?(?: {_NETWORK})*:?"
    r"|share options|share with (?:your )?friends|\d[\d.,]*k? ?(?:shares?|views?|comments?|likes?|replies)|tweet(?: this)?"
    r"|gift (?:this )?article|save (?:this )?(?:article|story|for later)|email this (?:article|story)"
    # other stories
    r"|(?:top|most)(?: \d+)? (?:stories|news|headlines|read|viewed|popular|shared|commented)(?: (?:today|now|stories|articles))?"
    r"|(?:related|more|other|latest|recent|popular|recommended|trending|featured|breaking|editor(?:'|’)?s(?:'|’)?)"
    r" (?:articles?|stor(?:y|ies)|posts?|news|content|topics?|coverage|reading|links|videos?|picks?|headlines)(?: .{1,30})?"
    r"|(?:related|trending(?: now)?|read (?:more|next|also)|also read|up next|don(?:'|’)t miss|you (?:may|might) (?:also )?"
    r"(?:like|be interested in)|recommended(?: for you)?|more from .{1,40}|more (?:in|on) .{1,40}|what to read next|"
    r"continue reading|keep reading|read full (?:story|article)|full story|popular|most popular|in this section|breaking)\W*"
    # comments
    r"|leave a (?:reply|comment)|(?:post|add|write|submit) (?:a |your )?comment|cancel reply|(?:no |view |show |all |\d+ )*comments?(?: ?\(\d+\))?"
    r"|comments? (?:are )?(?:closed|off)(?: .{1,30})?|join the (?:conversation|discussion)|be the first to comment\W*"
    r"|(?:your )?(?:name|e-?mail(?: address)?|website|comment)(?: ?\*)|website|captcha|report (?:an )?(?:error|abuse|typo)"
    # the house
    r"|(?:about|contact) us|contact|careers|(?:terms|conditions)(?: (?:of|and|&) (?:use|service|conditions))?|privacy(?: policy| notice)?"
    r"|cookies?(?: policy| settings| notice)?|sitemap|site map|imprint|faqs?|help|newsletters?|e-?paper|rss(?: feeds?)?|corrections"
    r"|download (?:the|our) app|get the app|app store|google play"
    r"|follow(?: us)?(?: on .{1,40})?\W*|\(?\d+ min(?:ute)?s?(?: read)?\)?|reading time:? .{1,20}|estimated reading time.{0,30}"
    r"|(?:tags?|topics?|filed under|categories|category|keywords):.{0,200}|hide|text to speech|translate|language|english"
    r")",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:read (?:more|next|also|the full (?:story|article))|also read|see also|related|more|watch|more on this(?: story)?|"
    r"don(?:'|’)t miss|recommended|in case you missed it|must read|related (?:article|story|coverage|content))\s?[:|»>]"
    r"|(?:sign up|subscribe|register) (?:here )?(?:for|to|now|today)\b"
    r"|(?:©|\(c\) ?\d|copyright\b\W{0,3}(?:©|\d|by\b))|all rights reserved"
    r"|(?:we|this (?:web)?site) uses? cookies|by (?:using|continuing to use|clicking|signing up)\b.{0,60}(?:you (?:agree|accept|consent)|site)"
    r"|save my name, e-?mail|this site is protected by|this site uses akismet|learn how your comment"
    r"|(?:click|tap) here to\b|please (?:enable|turn on|disable|log in|sign in|subscribe|click|enter)\b"
    r"|follow (?:us|@\w+|.{1,30}) on (?:facebook|twitter|x|instagram|telegram|whatsapp|linkedin|google news)\b"
    r"|like us on facebook|join (?:us|our|the) .{0,30}(?:channel|newsletter|mailing list|community)"
    r"|get (?:the|our|your) .{0,40}(?:newsletter|in your inbox|delivered)|download (?:the|our) .{0,30}\bapp\b"
    r"|support (?:our|independent|quality) journalism|become a (?:member|subscriber|patron|supporter)\b"
    r"|this (?:article|story|content|page) is (?:only )?(?:available|free|reserved) (?:for|to)\b.{0,30}(?:subscriber|member|reader)s?"
    r"|(?:republished|reprinted|reproduced) (?:with|by) permission|no part of this (?:publication|article)"
    r"|for (?:any )?(?:inquiries|enquiries|feedback|corrections)\b.{0,40}(?:contact|e-?mail|write)",
    re.IGNORECASE,
)
# Phrases of comment forms stay what they are when a dump glues other lines to them.
_ANYWHERE = re.compile(
    r"your e-?mail address will not be (?:published|shared)|required fields are marked"
    r"|your address will not be published|notify me of (?:follow-up comments|new posts)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:top|most)(?: \d+)? (?:stories|news|headlines|read|viewed|popular|shared|commented)\b|related\b|trending\b|"
    r"(?:more|other|latest|recent|popular|recommended|featured) (?:articles?|stories|posts|news|headlines|from|in|on)\b|"
    r"you (?:may|might) (?:also )?like|what to read next|leave a (?:reply|comment)|(?:\d+ )?comments?\b|"
    r"join the (?:conversation|discussion)|recommended\b|editor(?:'|’)?s(?:'|’)? picks?|read (?:next|also)\b",
    re.IGNORECASE,
)
BULLET = re.compile(r"(?:[•·‣▪◦●○■□►▶–—*-]|\d{1,2}[.)]|[a-z]\))\s+")
LONGEST_FURNITURE = 60  # words: consent boxes and copyright notes are rarely longer


def plain(line: str) -> str:
    """A line without what does not matter for its meaning: forms of letters, bullets, doubled spaces."""
    line = " ".join(unicodedata.normalize("NFKC", line).split())
    return line.strip("•·‣▪◦●■►▶|»«›‹>< \u200b\ufeff").strip()


def is_furniture(line: str) -> bool:
    """Whether a line's own words say that it is a control, a form, a menu or a note of the house."""
    if len(line) > 100 * LONGEST_FURNITURE:
        return False
    bare = plain(line)
    if not any(character.isalnum() for character in bare):
        return True
    words = len(bare.split())
    if words > LONGEST_FURNITURE:
        return False
    if words <= 12 and _WHOLE_LINE.fullmatch(bare):
        return True
    return bool(_OPENING.match(bare) or (words <= 40 and _ANYWHERE.search(bare)))


def opens_section(line: str) -> bool:
    """Whether a line is the heading of other stories or of comments, so that what follows is theirs."""
    return len(line) <= 80 and bool(_SECTION.match(plain(line)))
