"""What can be set for a run."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from onrecord.record.ids import digest_id

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """How pages are fetched, where an address or a feed is given. It changes nothing in how they are read."""

    contact: str | None = None  # an address or page at which a site's owner finds you; sent with each request
    cache: str | None = None  # the folder of the HTTP cache; None: in the user's own cache folder
    delay: float = 1.0  # seconds between two requests to a host; its robots.txt may ask for more
    seconds: float = 30.0  # a page that takes longer, redirects included, is a Failure
    allow_private: bool = False  # addresses of this machine and of its own network may be asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set for a run. Two runs with equal digests read a page the same way."""

    max_bytes: int = 20 * MEGABYTE  # a larger page is a Failure
    max_words: int = 200_000  # an article longer than this is a Failure: a few minutes of reading
    max_depth: int = 1_000  # HTML nested deeper is a Failure: real pages stay under 200
    max_seconds: float = 600.0  # the last resort: a worker that takes longer for one page is stopped
    attribution: str = "both"  # how attributions are found; pipeline.finders.FINDERS has the names
    accurate_model: str | None = None  # the folder of the model that "accurate" needs

    @property
    def digest(self) -> str:
        """Identifies these settings; what changes no answer is left out.

        Those are time limits, and where a model lies: its own digest stands in the provenance.
        """
        neutral = ("max_seconds", "accurate_model")
        values = {name: value for name, value in asdict(self).items() if name not in neutral}
        return digest_id(*(f"{name}={value}" for name, value in sorted(values.items())))
