"""Cursors: where in a list the next part of it starts.

A cursor is signed, and bound to the list that gave it, so that nobody needs to know what is in it
and nobody can ask for what it never was. In rows of the database it holds what the list is sorted
by, of the last row given, and is no number of rows: what comes or goes moves nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import Expression, F, Q, QuerySet
from django.db.models.expressions import OrderBy

from .machine import Refused

START_AGAIN = "This cursor does not belong to this list. Ask without it to start again."
LOST = "The list has changed where this cursor stood. Start again, or ask with sort=newest."
KEY = "sorted_by_"
# To be raised with every change of what cursors hold: older ones are then refused.
FORM = 1


def sealed(values: Sequence[Any], place: str) -> str:
    """A cursor of these values for the list at an address."""
    return Signer(salt=salt_of(place)).sign_object(list(values))


def opened(cursor: str, place: str) -> list[Any]:
    """The values of a cursor. Raises Refused where the list at the address did not give it."""
    try:
        values: list[Any] = Signer(salt=salt_of(place)).unsign_object(cursor)
    except BadSignature as error:
        raise Refused({"cursor": [START_AGAIN]}) from error
    return values


def salt_of(place: str) -> str:
    return f"cursor {FORM} of {place}"


def with_keys(rows: QuerySet) -> tuple[QuerySet, list[bool]]:
    """The rows with what they are sorted by in columns, and whether each of these goes down."""
    order = rows.query.order_by or rows.model._meta.ordering
    keys = [key_of(each) for each in order]
    columns = {f"{KEY}{number}": expression for number, (expression, _) in enumerate(keys)}
    return rows.annotate(**columns), [down for _, down in keys]


def key_of(order: Any) -> tuple[Any, bool]:
    """What sorts, and whether the greatest comes first."""
    match order:
        case str():
            return F(order.removeprefix("-")), order.startswith("-")
        case OrderBy():
            return order.expression, order.descending
    assert isinstance(order, (Expression, F))
    return order, False


def beyond(down: Sequence[bool], values: Sequence[Any]) -> Q:
    """The rows that stand behind one of these values. Those without a value stand last."""
    found = Q(pk__in=[])
    for number in reversed(range(len(values))):
        name, value = f"{KEY}{number}", values[number]
        if value is None:
            found = Q(**{f"{name}__isnull": True}) & found
            continue
        further = Q(**{f"{name}__{'lt' if down[number] else 'gt'}": value})
        found = further | Q(**{f"{name}__isnull": True}) | (Q(**{name: value}) & found)
    return found


def keys_in(row: Any, count: int) -> list[Any]:
    """What a row is sorted by, as a cursor can hold it."""
    values = [getattr(row, f"{KEY}{number}") for number in range(count)]
    return [value.isoformat() if isinstance(value, dt.date) else value for value in values]
