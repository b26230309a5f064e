"""The names that pages give encodings, as the WHATWG encoding standard reads them."""

from __future__ import annotations

import functools

# Python's codec, then the labels for it. Only these are looked up: a page must not choose "zlib" or
# "utf-7". A page that declares UTF-16 in ASCII is not UTF-16.
_LABELS = """
cp1252 iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 ascii us-ascii ansi_x3.4-1968 windows-1252 x-cp1252
cp1254 iso-8859-9 iso8859-9 latin5 windows-1254
utf-8 utf8 unicode-1-1-utf-8 utf-16 utf-16le utf-16be
gb18030 gb2312 gbk gb_2312-80 chinese x-gbk
cp932 shift_jis shift-jis sjis ms_kanji windows-31j x-sjis
cp949 euc-kr ks_c_5601-1987 korean windows-949 ksc5601
big5hkscs big5 big5-hkscs x-x-big5 cn-big5
euc_jp euc-jp x-euc-jp
cp874 iso-8859-11 tis-620 windows-874
cp1250 windows-1250 x-cp1250
cp1251 windows-1251 x-cp1251
cp1253 windows-1253
cp1255 windows-1255
cp1256 windows-1256
cp1257 windows-1257
cp1258 windows-1258
iso8859-2 iso-8859-2 latin2 l2
iso8859-3 iso-8859-3 latin3
iso8859-4 iso-8859-4 latin4
iso8859-5 iso-8859-5 cyrillic
iso8859-6 iso-8859-6 arabic
iso8859-7 iso-8859-7 greek
iso8859-8 iso-8859-8 hebrew
iso8859-10 iso-8859-10 latin6
iso8859-13 iso-8859-13
iso8859-14 iso-8859-14
iso8859-15 iso-8859-15 latin9
iso8859-16 iso-8859-16
koi8-r koi8
koi8-u
mac-roman macintosh x-mac-roman
"""


def codec_for(label: str) -> str | None:
    """Python's codec for an encoding's name as pages write it, or None for one that no page may choose."""
    return _table().get(label.strip().lower())


@functools.cache
def _table() -> dict[str, str]:
    rows = [line.split() for line in _LABELS.strip().splitlines()]
    return {label: row[0] for row in rows for label in row}
