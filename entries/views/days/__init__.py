"""The archive by the calendar: its years, months, weeks and days, and a day in every year."""

from .every_year import on_this_day, this_day
from .missing import no_such_day
from .months import day_list, month, year
from .one_day import day
from .weeks import week

__all__ = ["day", "day_list", "month", "no_such_day", "on_this_day", "this_day", "week", "year"]
