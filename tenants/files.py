"""Files that live and die with a transaction: written before it is made, gone if it is not."""

import weakref
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction


class _Pledge:
    """Stands for a file that has been written in a transaction; when it is forgotten unkept, the file goes.

    The transaction holds the only reference, in its list of what to do after the commit. It drops that list
    when it is rolled back, to a savepoint too, and when its connection or its process ends.
    """

    def __init__(self, name: str) -> None:
        self._take_back = weakref.finalize(self, default_storage.delete, name)

    def __call__(self) -> None:
        """Keep the file: the transaction has been made."""
        self._take_back.detach()


def write_with_transaction(name: str, data: bytes) -> str:
    """Write a file that stays if this transaction is made; return the name that it was stored under."""
    stored: str = default_storage.save(name, ContentFile(data))
    transaction.on_commit(_Pledge(stored), robust=True)
    return stored


def remove_after_commit(name: str) -> None:
    """Remove a file once this transaction is made."""
    transaction.on_commit(partial(default_storage.delete, name), robust=True)
