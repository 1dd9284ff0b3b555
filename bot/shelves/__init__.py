"""Which documents a server reads: each lends the edition of its own shelf, with what its moderators hid left out.

A shelf is what a server's moderators want (`shelf`, `add`, `remove`, `enable`, `disable`, `with_shared`). None of it is
seen by members before an edition of it was built beside the old one (`preview`) and switched to (`switch`). Both can be
taken back: `discard` what is not served yet, `rollback` to what was served before. Callers have checked permissions,
and `allowed` checks them again when the work before a change, or the wait for another build, is over; each change is
written into the audit by the shelves themselves, in the same transaction.
"""

from bot.shelves.nouns import (
    Changed,
    Entry,
    NoSuchDocument,
    NoSuchEntry,
    Noted,
    NotReady,
    Preview,
    Progress,
    Shared,
    Shelf,
    ShelfError,
    Tell,
)
from bot.shelves.shelves import Shelves
from bot.state.shelves import Manifest, Own

__all__ = [
    "Changed",
    "Entry",
    "Manifest",
    "NoSuchDocument",
    "NoSuchEntry",
    "NotReady",
    "Noted",
    "Own",
    "Preview",
    "Progress",
    "Shared",
    "Shelf",
    "ShelfError",
    "Shelves",
    "Tell",
]
