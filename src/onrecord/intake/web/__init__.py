"""Pages from addresses and feeds. Nothing here is used unless an address or a feed was given."""

from onrecord.intake.web.addresses import is_address, read_addresses
from onrecord.intake.web.network import Resolve
from onrecord.intake.web.session import Feed, Web, fetch_pages

__all__ = ["Feed", "Resolve", "Web", "fetch_pages", "is_address", "read_addresses"]
